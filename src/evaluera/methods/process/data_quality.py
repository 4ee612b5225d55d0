"""Can the records be trusted?"""

from __future__ import annotations

from typing import ClassVar

from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.log_completeness import log_completeness, logging_lag
from evaluera.methods.process.missing_cells import missing_cells
from evaluera.methods.process.theme import ThemeMethod
from evaluera.methods.process.validation_findings import validation_findings

__all__ = ["INDICATORS", "DataQuality"]

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="DQ01",
        theme="data_quality",
        unit="share",
        dimension="data_quality",
        tables=("activity_plan", "activity_log"),
        uncertainty="full_count",
        compute=log_completeness,
        banded=True,
    ),
    Indicator(
        id="DQ02",
        theme="data_quality",
        unit="days",
        dimension="data_quality",
        tables=("activity_log",),
        uncertainty="full_count",
        compute=logging_lag,
    ),
    Indicator(
        id="DQ03",
        theme="data_quality",
        unit="share",
        dimension="data_quality",
        tables=(),
        uncertainty="full_count",
        compute=missing_cells,
    ),
    Indicator(
        id="DQ04",
        theme="data_quality",
        unit="rate",
        dimension="data_quality",
        tables=(),
        uncertainty="full_count",
        compute=validation_findings,
    ),
)


class DataQuality(ThemeMethod):
    """Can the records be trusted?

    Due sessions that have a row in the log, days until rows were written, empty cells that should be filled, and errors
    and warnings of the checks. The first decides whether anything can be said of the delivery at all.

    Assumes that planned sessions are spread evenly over the window of the activity. Where an empty cell has a meaning
    (not yet done, goes on, everywhere) it is not missing.

    When not to use: as a grade of those who keep the records: a folded column that nobody uses is not counted, and one
    that is begun on late is.

    References
    ----------
    Weiskopf and Weng (2013), Journal of the American Medical Informatics Association 20:144 (completeness, currency).

    Examples
    --------
    >>> import evaluera, pandas as pd
    >>> from evaluera.data.process.process_tables import process_tables
    >>> log = {"activity_id": ["a", "a"], "date": ["2024-02-01", "2024-05-01"], "status": ["held", "held"]}
    >>> tables = process_tables(activity_log=pd.DataFrame({**log, "logged_on": ["2024-02-03", "2024-07-01"]}))
    >>> result = evaluera.estimate("data_quality", tables, year=2024)
    >>> result.of("DQ02").value, result.of("DQ02", variant="late").value
    (31.5, 0.5)
    """

    name: ClassVar[str] = "data_quality"
