"""Were the goals of the agreement followed up and met?"""

from __future__ import annotations

from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["INDICATORS", "GoalAttainment"]

INDICATORS: tuple[Indicator, ...] = ()


class GoalAttainment(ThemeMethod):
    """Were the goals of the agreement followed up and met?"""

    name = "goal_attainment"
