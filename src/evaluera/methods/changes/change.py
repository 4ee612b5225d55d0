"""The change of the treated areas against the comparison areas, whatever estimator gave it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from evaluera.methods.changes.compared import Compared
from evaluera.numerics.arrays import Floats
from evaluera.numerics.contrast import Contrasts

__all__ = ["Change", "Estimator"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Change:
    """One estimate (arrays of length 1): for counts the log of the relative rate ratio, else a difference.

    ``sum`` is the same for all events of the treated areas together: what the number of prevented events is made of.
    ``unit`` says what the interval rests on. ``residuals`` belong to ``points`` (areas or periods, by index in
    ``Compared``), ``deletion`` is about how much the estimate changes when each is left out. ``shift`` (T) is what
    known events did to the treated areas against the comparison (None without a term for any), on the same scale;
    ``event_terms`` is how many have a term, ``inseparable`` names those that could not be given one.
    """

    errors: str
    estimand: str
    unit: Literal["series", "areas"]
    answer: Contrasts
    sum: Contrasts
    df: float | None
    residuals: Floats
    points: tuple[int, ...]
    deletion: Floats
    dispersion: float | None = None
    between: float | None = None
    shift: Floats | None = None
    event_terms: int = 0
    inseparable: tuple[str, ...] = ()


class Estimator(Protocol):
    """Gives the change of areas that are compared; raises NotEstimableError when the data do not determine it."""

    def __call__(self, areas: Compared, *, confidence: float) -> Change: ...
