"""The error models by the names of the option ``errors``; the default can be replaced here alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from evaluera.methods.error_models.counts import poisson, quasi_poisson
from evaluera.methods.error_models.gaussian import independent, newey_west, newey_west_corrected, reml_ar1
from evaluera.methods.error_models.integrated import ar2, drift, drift_lean
from evaluera.methods.error_models.model import ErrorModel

__all__ = ["ErrorName", "error_model"]

ErrorName = Literal[
    "default",
    "drift",
    "drift_lean",
    "ar2",
    "independent",
    "newey_west",
    "newey_west_corrected",
    "reml_ar1",
    "poisson",
    "quasi_poisson",
]

_NAMED: Mapping[str, ErrorModel] = {
    model.name: model
    for model in (
        drift,
        drift_lean,
        ar2,
        independent,
        newey_west,
        newey_west_corrected,
        reml_ar1,
        poisson,
        quasi_poisson,
    )
}


def error_model(name: str) -> ErrorModel:
    """The model of that name; ``default`` is ``drift``, whatever the outcome.

    Examples
    --------
    >>> error_model("default").name
    'drift'
    """
    return drift if name == "default" else _NAMED[name]
