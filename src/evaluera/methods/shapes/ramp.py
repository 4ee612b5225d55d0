"""The effect grows for some periods and is then there in full."""

from __future__ import annotations

import numpy as np

from evaluera.methods.shapes.shape import Change, Impact, Occasion, Shape
from evaluera.numerics.arrays import Integers

__all__ = ["growing", "ramp"]


def growing(time: Integers, occasion: Occasion, *, first: int, periods: int) -> Impact:
    """Equal steps from ``first`` on, full after ``periods`` of them (1: a step at once)."""
    present = occasion.present(time, first=first)
    share = np.where(present, np.minimum(1.0, (time - first + 1) / periods), 0.0)
    change = Change(column="full", values=share, term="full_change", estimand="change_when_in_full")
    return Impact(changes=(change,), active=present)


def _impact(time: Integers, occasion: Occasion) -> Impact:
    return growing(time, occasion, first=occasion.first, periods=occasion.periods)


ramp = Shape(name="ramp", primary="full_change", impact=_impact, needs=("duration",))
