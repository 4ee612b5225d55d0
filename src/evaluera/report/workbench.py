"""The sections of the evaluator's bench, for its notebook: each takes a bench and shows itself."""

from evaluera.evaluation.bench import Bench, set_up
from evaluera.report.bench_opening import checks, course, data, front_page, model
from evaluera.report.bench_trials import curve, influence, placebo, power, sensitivity

__all__ = [
    "Bench",
    "checks",
    "course",
    "curve",
    "data",
    "front_page",
    "influence",
    "model",
    "placebo",
    "power",
    "sensitivity",
    "set_up",
]
