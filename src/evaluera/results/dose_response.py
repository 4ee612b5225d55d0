"""Does the outcome follow the dose? A curve, and how small a p-value the number of areas allows."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

__all__ = ["DosePoint", "DoseResponse"]

SMALL = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class DosePoint:
    """One part of the curve: no dose (``level`` 0) or a third of the doses, and the rate against the first part."""

    level: int
    low_dose: float
    high_dose: float
    cells: int
    ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseResponse:
    """The curve of an outcome over the dose, with effects of area and month taken out.

    ``dosed`` of ``areas`` areas had a dose. ``slope`` is the ratio of rates for one unit more (hours per 1 000
    inhabitants and month). ``p_value`` is the share of ways to deal the same doses out to the areas whose outcome
    follows them at least as well, in the wanted direction; ``floor`` the smallest share there could be. ``better`` is
    the wanted direction of the outcome.
    """

    outcome: str
    better: str
    areas: int
    dosed: int
    points: tuple[DosePoint, ...]
    slope: float
    p_value: float
    floor: float

    @property
    def illustration(self) -> bool:
        """Whether the areas are too few for any result to be told from chance."""
        return self.floor > SMALL

    @property
    def monotone(self) -> bool:
        """Whether each step of the curve goes the wanted way, or stays."""
        ratios = [point.ratio for point in self.points]
        pairs = itertools.pairwise(ratios)
        steps = [later <= earlier if self.better == "lower" else later >= earlier for earlier, later in pairs]
        return len(ratios) > 1 and all(steps) and ratios[0] != ratios[-1]

    @property
    def clear(self) -> bool:
        """Whether it is a clear dose-response: the whole curve the wanted way, and hardly by chance."""
        return not self.illustration and self.monotone and self.p_value <= SMALL
