"""The level and the trend change (segmented regression)."""

from __future__ import annotations

from evaluera.methods.shapes.level import level
from evaluera.methods.shapes.shape import Impact, Occasion, Shape
from evaluera.methods.shapes.slope import slope_change
from evaluera.numerics.arrays import Integers

__all__ = ["level_and_slope"]


def _impact(time: Integers, occasion: Occasion) -> Impact:
    """Wagner et al. (2002), J Clin Pharm Ther 27:299."""
    step = level.impact(time, occasion)
    return Impact(changes=(*step.changes, slope_change(time, occasion)), active=step.active)


level_and_slope = Shape(name="level_and_slope", primary="average_effect", impact=_impact, sloped=True, fewest=3)
