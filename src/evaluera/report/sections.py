"""The sections of the report, for the notebook: each takes an evaluation and shows itself."""

from evaluera.report.annex import method_annex
from evaluera.report.contribution_part import contribution
from evaluera.report.opening import front_page
from evaluera.report.outcomes import results
from evaluera.report.process_annex import process_annex
from evaluera.report.process_part import process
from evaluera.report.reliability import diagnostics
from evaluera.report.run_details import run_record

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
