"""What do the interviewed say, and do the coders agree?"""

from __future__ import annotations

from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["INDICATORS", "Interviews"]

INDICATORS: tuple[Indicator, ...] = ()


class Interviews(ThemeMethod):
    """What do the interviewed say, and do the coders agree?"""

    name = "interviews"
