"""The level changes some periods after the start."""

from __future__ import annotations

from evaluera.methods.shapes.shape import Change, Impact, Occasion, Shape
from evaluera.numerics.arrays import Integers

__all__ = ["delayed"]


def _impact(time: Integers, occasion: Occasion) -> Impact:
    assert occasion.lag is not None
    present = occasion.present(time, first=occasion.first + occasion.lag)
    step = Change(column="level", values=present.astype(float), term="level_change", estimand="step_after_lag")
    return Impact(changes=(step,), active=present)


delayed = Shape(name="delayed", primary="level_change", impact=_impact, needs=("lag",))
