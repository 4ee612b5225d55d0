"""The trend changes; there is no step."""

from __future__ import annotations

import numpy as np

from evaluera.methods.shapes.shape import Change, Impact, Occasion, Shape
from evaluera.numerics.arrays import Integers

__all__ = ["slope", "slope_change"]


def slope_change(time: Integers, occasion: Occasion) -> Change:
    """The change of the trend while the initiative is there: 0 in the first period after, 1 in the next."""
    values = np.where(occasion.present(time), time - occasion.first, 0).astype(float)
    return Change(column="slope", values=values, term="slope_change", estimand="change_per_period", per="period")


def _impact(time: Integers, occasion: Occasion) -> Impact:
    return Impact(changes=(slope_change(time, occasion),), active=occasion.present(time))


slope = Shape(name="slope", primary="average_effect", impact=_impact, sloped=True, fewest=3)
