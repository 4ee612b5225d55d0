"""Published survey shares (NTU and others) as an outcome, with their margins and the breaks of their series."""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd

from evaluera.data.construction import panel
from evaluera.data.panel import Panel
from evaluera.data.process.process_tables import ProcessTables
from evaluera.errors import DataError, Finding, Place

__all__ = ["panel_from_survey"]


def panel_from_survey(
    tables: ProcessTables, *, measure: str, unit: Literal["percent", "share"] = "percent", source: str | None = None
) -> Panel:
    """One measure of the table ``survey_estimate`` by year and area, for the method ``survey_difference``.

    Parameters
    ----------
    tables
        With ``survey_estimate``.
    measure
        The ``measure_id``.
    unit
        What the figures are written in: ``percent`` (22.6) or ``share`` (0.226).
    source
        The survey, by the name in the table; needed only where several have the measure.

    Returns
    -------
    Panel
        Shares with their 95 % intervals where all rows have them, else with the number of respondents where all have
        it. The period is the year that was asked about (``reference_year``), else that of the survey. The first year
        of each ``comparable_from`` is a break, across which no change is computed.

    Raises
    ------
    DataError
        ``survey.no_measure`` with the measures that exist, ``survey.several_sources``; and those of
        :func:`evaluera.panel`.

    Examples
    --------
    >>> import pandas as pd
    >>> from evaluera.data.process.process_tables import process_tables
    >>> shares = {"source": "NTU", "year": [2018, 2019], "area_id": "a", "measure_id": "unsafe", "value": [25.0, 24.0]}
    >>> limits = {"ci_low": [22.0, 21.0], "ci_high": [28.0, 27.0], "comparable_from": 2017}
    >>> found = panel_from_survey(process_tables(survey_estimate=pd.DataFrame(shares | limits)), measure="unsafe")
    >>> found.frame()["value"].tolist(), found.precision
    ([0.25, 0.24], ('low', 'high'))
    """
    rows = _rows(tables, measure, source)
    asked_about = rows["reference_year"].fillna(rows["year"])
    scale = 0.01 if unit == "percent" else 1.0
    frame = pd.DataFrame({"area": rows["area_id"], "period": asked_about.astype(int), measure: scale * rows["value"]})
    options: dict[str, Any] = {}
    if rows[["ci_low", "ci_high"]].notna().all(axis=None):
        frame = frame.assign(low=scale * rows["ci_low"], high=scale * rows["ci_high"])
        options = {"interval": ("low", "high")}
    elif rows["n"].notna().all():
        frame, options = frame.assign(n=rows["n"]), {"n": "n"}
    breaks = (rows["comparable_from"] - rows["year"] + asked_about).dropna().astype(int)
    inside = sorted({each for each in breaks if asked_about.min() < each <= asked_about.max()})
    return panel(
        frame,
        area="area",
        value=measure,
        kind="share",
        frequency="year",
        method_break=inside or None,
        source=str(rows["source"].iloc[0]),
        **options,
    )


def _rows(tables: ProcessTables, measure: str, source: str | None) -> pd.DataFrame:
    """The rows of the measure, from one source."""
    estimates = tables.frame("survey_estimate")
    rows = estimates[estimates["measure_id"] == measure]
    rows = rows if source is None else rows[rows["source"] == source]
    if not len(rows):
        known = ", ".join(sorted(set(estimates["measure_id"])))
        place = Place(parameter="measure")
        raise DataError(Finding(code="survey.no_measure", place=place, values={"found": measure, "known": known}))
    sources = sorted(set(rows["source"]))
    if len(sources) > 1:
        values = {"found": measure, "known": ", ".join(sources)}
        raise DataError(Finding(code="survey.several_sources", place=Place(parameter="source"), values=values))
    return rows.reset_index(drop=True)
