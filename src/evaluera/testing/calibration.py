"""How often is a method wrong? Its intervals and its findings where nothing happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd

from evaluera.conclusion.series import primary_estimates
from evaluera.data.panel import Kind, Panel
from evaluera.design.question import Question
from evaluera.errors import MethodError
from evaluera.methods.method import Method
from evaluera.methods.options import validate
from evaluera.results.estimate import Estimate
from evaluera.testing.contract import chosen_method
from evaluera.testing.worlds import REAL_SET, SEED, Suite, World, real_worlds, simulated_worlds

__all__ = ["Calibration", "CalibrationCell", "calibrate"]

_REPOSITORY = Path(__file__).resolve().parents[3]
_LEVEL = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationCell:
    """What a method answered about the series of one world, none of which holds an effect.

    Attributes
    ----------
    data
        ``simulated`` or ``real``.
    world
        Kind of outcome, noise, months, and the mean where it matters.
    kind
        Kind of outcome: count, mean or share.
    periods
        Months of each series.
    asked, answered
        Series, and those that the method did not refuse.
    covered
        Answers whose interval holds no effect (1 on the log scale, else 0).
    found
        Answers that are a false finding: p below 0.05, or without a p-value an interval without the null.
    half_width
        Median half-width of the interval, of the logarithm on the log scale; NaN when nothing was answered.
    """

    data: Literal["simulated", "real"]
    world: str
    kind: Kind
    periods: int
    asked: int
    answered: int
    covered: int
    found: int
    half_width: float

    @property
    def coverage(self) -> float:
        """Share of the answers whose interval holds the truth; NaN when there are none."""
        return self.covered / self.answered if self.answered else float("nan")

    @property
    def false_findings(self) -> float:
        """Share of the answers that find something; NaN when there are none."""
        return self.found / self.answered if self.answered else float("nan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How often a method is wrong where nothing happened.

    Attributes
    ----------
    method, suite, options
        What was calibrated, and how.
    seed
        Of the simulated worlds: the same call gives the same table.
    cells
        One for each world.
    missing
        Real series that were not found (they are in the repository, not in the wheel); empty when all were used.
    """

    method: str
    suite: Suite
    seed: int
    cells: tuple[CalibrationCell, ...]
    missing: tuple[str, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict, hash=False)

    def table(self) -> pd.DataFrame:
        """One row for each world: ``data world kind periods asked answered coverage false_findings half_width``."""
        rows = [
            {**asdict(cell), "coverage": cell.coverage, "false_findings": cell.false_findings} for cell in self.cells
        ]
        columns = ["data", "world", "kind", "periods", "asked", "answered", "coverage", "false_findings", "half_width"]
        return pd.DataFrame(rows, columns=columns)


def calibrate(
    method: Method | type[Method] | str,
    suite: Suite = "quick",
    *,
    options: Mapping[str, Any] | None = None,
    reference: Path | None = None,
) -> Calibration:
    """How often does the method's interval hold the truth, and how often does it find what is not there?

    The method is asked about many series in which nothing happened: simulated ones (independent, autocorrelated,
    drifting; counts, means, shares; with comparison areas when the method has the option ``comparison``) and, where
    they can be found, windows of real monthly crime without an intervention. A 95 % interval should cover in 95 % and
    find in 5 %. With 100 series a cell the Monte Carlo error is 2.2 points: read the cells together, or ask for
    ``suite="full"``.

    Parameters
    ----------
    method
        The method, its class, or its registered name.
    suite
        ``quick`` (100 series a cell, about half a minute) or ``full`` (1 000 a cell, more lengths and levels).
    options
        Options beside ``start`` that the method is asked with; the default of each option is what users get.
    reference
        Folder with the real series; by default ``data/reference`` of the repository. An installed wheel has none:
        the record then names the sets in ``missing``.

    Returns
    -------
    Calibration
        ``table()`` gives one row for each world. A world that the method refuses has ``answered`` 0.

    Raises
    ------
    MethodError
        An unknown method.
    ParameterError
        Options that the method does not take.

    Examples
    --------
    >>> from evaluera.testing import calibrate
    >>> answered = calibrate("survey_difference").table().query("answered > 0")  # it refuses all but shares
    >>> answered["world"].to_list(), bool(answered["coverage"].min() >= 0.9)
    (['share_autocorrelated_48'], True)
    """
    chosen, given = chosen_method(method), dict(options or {})
    validate(chosen.Params, {"start": "2017-01", **given})
    folder = _REPOSITORY / "data" / "reference" if reference is None else reference
    found = (folder / REAL_SET).is_dir()
    worlds = list(simulated_worlds(suite, areas="comparison" in chosen.Params.model_fields))
    worlds += real_worlds(suite, reference=folder) if found else ()
    return Calibration(
        method=chosen.name,
        suite=suite,
        seed=SEED,
        cells=tuple(_cell(chosen, world, given) for world in worlds),
        missing=() if found else (REAL_SET,),
        options=given,
    )


def _cell(method: Method, world: World, options: Mapping[str, Any]) -> CalibrationCell:
    panel = world.panel()
    given = {**options, **world.options, "start": world.start}
    answers = list(_answers(method, panel, given))
    widths = [_half_width(answer) for answer in answers]
    return CalibrationCell(
        data=world.data,
        world=world.name,
        kind=world.kind,
        periods=world.periods,
        asked=len(panel.outcomes),
        answered=len(answers),
        covered=sum(answer.low <= _null(answer) <= answer.high for answer in answers),
        found=sum(map(_finds, answers)),
        half_width=float(np.median(widths)) if widths else float("nan"),
    )


def _answers(method: Method, panel: Panel, options: Mapping[str, Any]) -> Iterator[Estimate]:
    """The primary estimates; when the method refuses the panel as a whole, each series is asked about alone."""
    params = validate(method.Params, options)
    try:
        yield from primary_estimates(method.estimate(panel, params, Question()))
    except MethodError:
        if len(panel.outcomes) > 1:
            for outcome in panel.outcomes:
                yield from _answers(method, panel.select(outcome=outcome), options)


def _null(answer: Estimate) -> float:
    return 1.0 if answer.scale == "log" else 0.0


def _finds(answer: Estimate) -> bool:
    if answer.p_value is None:
        return not answer.low <= _null(answer) <= answer.high
    return answer.p_value < _LEVEL


def _half_width(answer: Estimate) -> float:
    low, high = (answer.low, answer.high) if answer.scale != "log" else (np.log(answer.low), np.log(answer.high))
    return float(high - low) / 2.0
