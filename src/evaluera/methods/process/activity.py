"""Was what was planned carried out, and in time?"""

from __future__ import annotations

from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["INDICATORS", "Activity"]

INDICATORS: tuple[Indicator, ...] = ()


class Activity(ThemeMethod):
    """Was what was planned carried out, and in time?"""

    name = "activity"
