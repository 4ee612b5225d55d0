"""How sure a conclusion can be: four levels, the wording public agencies use."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Certainty"]


class Certainty(StrEnum):
    """Certainty of a result, from very low to high; the order is that of :attr:`rank`.

    Examples
    --------
    >>> Certainty.MODERATE.moved(-1), Certainty.LOW.moved(-3), Certainty.LOW.rank
    (<Certainty.LOW: 'low'>, <Certainty.VERY_LOW: 'very_low'>, 1)
    """

    VERY_LOW = "very_low"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 (very low) to 3 (high)."""
        return list(Certainty).index(self)

    def moved(self, steps: int) -> Certainty:
        """The level so many steps up (positive) or down, never beyond the ends."""
        levels = list(Certainty)
        return levels[min(max(self.rank + steps, 0), len(levels) - 1)]
