"""Several outcomes asked about: how the p-values look when all questions are counted."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from evaluera.errors import Finding, ParameterError, Place
from evaluera.methods.options import nearest
from evaluera.numerics.multiplicity import benjamini_hochberg, holm
from evaluera.results.effect import EffectResult

__all__ = ["ADJUSTED_COLUMNS", "adjusted"]

ADJUSTED_COLUMNS = (
    *("analysis", "primary", "outcome", "area", "term", "scale", "estimate", "low", "high"),
    *("p_value", "holm", "benjamini_hochberg"),
)


def adjusted(results: Mapping[str, EffectResult], *, primary: str | None = None) -> pd.DataFrame:
    """Which of several secondary answers would stand when all the questions are counted?

    Parameters
    ----------
    results
        Results by the id of the analysis, as ``evaluation.results``.
    primary
        The id of the main analysis, decided beforehand, as ``evaluation.primary_id``. It is one question and needs no
        adjustment: its adjusted p-values are empty. None: no analysis is set apart.

    Returns
    -------
    pandas.DataFrame
        One row for each estimate of a primary term: analysis, primary (bool), outcome, area, term, scale, estimate,
        low, high, p_value, holm, benjamini_hochberg. The intervals are not adjusted.

    Raises
    ------
    ParameterError
        ``primary`` is no analysis.

    Notes
    -----
    ``holm`` keeps the chance of any false finding at 5 %, ``benjamini_hochberg`` the share of false ones among the
    findings. Neither changes the statement of an analysis, which never rests on a p-value. When not to use: to choose
    among analyses afterwards; the family must be all analyses that were made.

    References
    ----------
    Holm (1979), Scand J Stat 6:65; Benjamini and Hochberg (1995), J R Stat Soc B 57:289.

    Examples
    --------
    >>> import evaluera, pandas as pd
    >>> def answer(after):
    ...     panel = evaluera.panel(pd.DataFrame({"period": [1, 2], "value": [100, after]}))
    ...     return evaluera.estimate("before_after", panel, start=2)
    >>> results = {"main": answer(70), "second": answer(75), "third": answer(95)}
    >>> evaluera.adjusted(results, primary="main")["holm"].round(3).tolist()
    [nan, 0.139, 0.775]
    """
    if primary is not None and primary not in results:
        values = {"found": primary, "nearest": nearest(primary, list(results)), "known": ", ".join(results)}
        code = "parameter.unknown_near" if values["nearest"] else "parameter.unknown"
        raise ParameterError(Finding(code=code, place=Place(parameter="primary"), values=values))
    rows = [
        {
            "analysis": name,
            "primary": name == primary,
            **{column: getattr(each, column) for column in ADJUSTED_COLUMNS[2:9]},
            "p_value": np.nan if each.p_value is None else each.p_value,
        }
        for name, result in results.items()
        for each in result.primary()
    ]
    frame = pd.DataFrame(rows, columns=list(ADJUSTED_COLUMNS[:10]))
    counted = ~frame["primary"].to_numpy(dtype=bool) & np.isfinite(frame["p_value"].to_numpy(dtype=float))
    p_value = frame.loc[counted, "p_value"].to_numpy(dtype=float)
    for name, adjust in (("holm", holm), ("benjamini_hochberg", benjamini_hochberg)):
        values_of = np.full(len(frame), np.nan)
        values_of[counted] = adjust(p_value=p_value)
        frame[name] = values_of
    return frame
