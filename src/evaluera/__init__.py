"""evaluera: process and effect evaluation of local crime prevention.

The public names are imported when first used, so ``import evaluera`` loads neither pandas, scipy, statsmodels nor
matplotlib.
"""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING, Any

from evaluera.errors import DataError, EvalueraError, Finding, MethodError, ParameterError, set_renderer

if TYPE_CHECKING:
    from evaluera import testing
    from evaluera.data.construction import panel
    from evaluera.data.panel import Panel
    from evaluera.data.process.reading import read_process
    from evaluera.data.reading import read
    from evaluera.design.question import Question, question
    from evaluera.evaluation import Evaluation, run
    from evaluera.figures.plotting import plot
    from evaluera.methods.adjusting import adjusted
    from evaluera.methods.checking import check_assumptions
    from evaluera.methods.checks.curve import specification_curve
    from evaluera.methods.estimation import estimate
    from evaluera.methods.planning.before_start import plan, power
    from evaluera.methods.pooled_effect import pool
    from evaluera.methods.process.est_panel import panel_from_est
    from evaluera.methods.sensitivity_analysis import sensitivity
    from evaluera.results.diagnostic import Diagnostic
    from evaluera.results.effect import EffectResult
    from evaluera.results.estimate import Estimate
    from evaluera.results.power_analysis import PowerAnalysis
    from evaluera.text.explanation import explain
    from evaluera.text.stating import Statement, statement

__all__ = [
    "DataError",
    "Diagnostic",
    "EffectResult",
    "Estimate",
    "Evaluation",
    "EvalueraError",
    "Finding",
    "MethodError",
    "Panel",
    "ParameterError",
    "PowerAnalysis",
    "Question",
    "Statement",
    "__version__",
    "adjusted",
    "check_assumptions",
    "estimate",
    "explain",
    "panel",
    "panel_from_est",
    "plan",
    "plot",
    "pool",
    "power",
    "question",
    "read",
    "read_process",
    "run",
    "sensitivity",
    "specification_curve",
    "statement",
    "testing",
]

__version__ = "0.1.0"

_HOMES = {
    "Diagnostic": "evaluera.results.diagnostic",
    "EffectResult": "evaluera.results.effect",
    "Estimate": "evaluera.results.estimate",
    "Evaluation": "evaluera.evaluation",
    "Panel": "evaluera.data.panel",
    "PowerAnalysis": "evaluera.results.power_analysis",
    "Question": "evaluera.design.question",
    "Statement": "evaluera.text.stating",
    "adjusted": "evaluera.methods.adjusting",
    "check_assumptions": "evaluera.methods.checking",
    "estimate": "evaluera.methods.estimation",
    "explain": "evaluera.text.explanation",
    "panel": "evaluera.data.construction",
    "panel_from_est": "evaluera.methods.process.est_panel",
    "plan": "evaluera.methods.planning.before_start",
    "plot": "evaluera.figures.plotting",
    "pool": "evaluera.methods.pooled_effect",
    "power": "evaluera.methods.planning.before_start",
    "question": "evaluera.design.question",
    "read": "evaluera.data.reading",
    "read_process": "evaluera.data.process.reading",
    "run": "evaluera.evaluation",
    "sensitivity": "evaluera.methods.sensitivity_analysis",
    "specification_curve": "evaluera.methods.checks.curve",
    "statement": "evaluera.text.stating",
}


def __getattr__(name: str) -> Any:
    if name == "testing":
        return importlib.import_module("evaluera.testing")
    if name not in _HOMES:
        raise AttributeError(f"module 'evaluera' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    setattr(sys.modules[__name__], name, value)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


def _words(finding: Finding) -> str:
    from evaluera.text.findings import render

    return render(finding)


set_renderer(_words)


def _show_in_jupyter() -> None:
    """In IPython, results show themselves; elsewhere nothing is imported."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is not None:
        from evaluera.report.display import register

        register(shell)


_show_in_jupyter()
