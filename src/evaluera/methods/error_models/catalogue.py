"""The error models by the names of the option ``errors``; the default can be replaced here alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from evaluera.methods.error_models.counts import poisson, quasi_poisson, quasi_poisson_at_least_one
from evaluera.methods.error_models.gaussian import independent, newey_west, newey_west_corrected, reml_ar1
from evaluera.methods.error_models.model import ErrorModel

__all__ = ["ErrorName", "error_model"]

ErrorName = Literal[
    "default", "independent", "newey_west", "newey_west_corrected", "reml_ar1", "poisson", "quasi_poisson"
]

_NAMED: Mapping[str, ErrorModel] = {
    model.name: model for model in (independent, newey_west, newey_west_corrected, reml_ar1, poisson, quasi_poisson)
}


def error_model(name: str, *, counts: bool) -> ErrorModel:
    """The model of that name; ``default`` is quasi-Poisson (dispersion at least 1) for counts and REML AR(1) otherwise.

    Examples
    --------
    >>> error_model("default", counts=True).name, error_model("default", counts=False).name
    ('quasi_poisson', 'reml_ar1')
    """
    if name == "default":
        return quasi_poisson_at_least_one if counts else reml_ar1
    return _NAMED[name]
