"""The sections of the report, for the notebook: each takes an evaluation and shows itself.

Those of the process half are imported where there are records: a report of effects alone starts faster without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluera.report.annex import method_annex
from evaluera.report.opening import front_page
from evaluera.report.outcomes import results
from evaluera.report.reliability import diagnostics
from evaluera.report.run_details import run_record
from evaluera.report.section import Section

if TYPE_CHECKING:
    from evaluera.evaluation import Evaluation

__all__ = [
    "contribution",
    "diagnostics",
    "front_page",
    "method_annex",
    "process",
    "process_annex",
    "results",
    "run_record",
]


def process(evaluation: Evaluation, report: str = "evaluation") -> Section:
    """What was done, in key figures and figures; empty where no records were given."""
    if evaluation.follow_up is None:
        return Section.empty("process")
    from evaluera.report import process_part

    return process_part.process(evaluation, report)


def contribution(evaluation: Evaluation) -> Section:
    """Did the initiative contribute: both halves together; empty where no records were given."""
    if evaluation.follow_up is None:
        return Section.empty("contribution")
    from evaluera.report import contribution_part

    return contribution_part.contribution(evaluation)


def process_annex(evaluation: Evaluation, report: str = "evaluation") -> Section:
    """Every number of the process half, years side by side, the dictionary; empty where no records were given."""
    if evaluation.follow_up is None:
        return Section.empty("process_annex")
    from evaluera.report import process_annex as annex

    return annex.process_annex(evaluation, report)
