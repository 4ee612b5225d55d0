"""The level changes in the first period after and stays changed."""

from __future__ import annotations

from evaluera.methods.shapes.shape import Change, Impact, Occasion, Shape
from evaluera.numerics.arrays import Integers

__all__ = ["level"]


def _impact(time: Integers, occasion: Occasion) -> Impact:
    present = occasion.present(time)
    step = Change(column="level", values=present.astype(float), term="level_change", estimand="step_at_start")
    return Impact(changes=(step,), active=present)


level = Shape(name="level", primary="level_change", impact=_impact)
