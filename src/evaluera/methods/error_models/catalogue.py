"""The error models by the names of the option ``errors``, found by entry points as methods are.

A third party's model stands in the group ``evaluera.error_models``: a name and an object with the protocol
:class:`evaluera.methods.error_models.model.ErrorModel`.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Literal

from evaluera.methods.error_models.integrated import drift
from evaluera.methods.error_models.model import ErrorModel

__all__ = ["GROUP", "ErrorName", "error_model", "error_names"]

GROUP = "evaluera.error_models"


@cache
def _found() -> dict[str, EntryPoint]:
    return {point.name: point for point in sorted(entry_points(group=GROUP), key=lambda point: point.name)}


def error_names() -> tuple[str, ...]:
    """What the option ``errors`` may be: ``default``, then every registered model, sorted.

    Examples
    --------
    >>> {"default", "arima", "drift", "poisson"} <= set(error_names())
    True
    """
    return ("default", *_found())


@cache
def error_model(name: str) -> ErrorModel:
    """The model of that name, one of :func:`error_names`; ``default`` is ``drift``, whatever the outcome.

    Examples
    --------
    >>> error_model("default").name
    'drift'
    """
    if name == "default":
        return drift
    model: ErrorModel = _found()[name].load()
    return model


if TYPE_CHECKING:
    ErrorName = str
else:
    ErrorName = Literal[error_names()]
    """A choice like any other: checked, translated and in the schema, with the names that are installed."""
