"""The effect follows how much of the activity there was in each period."""

from __future__ import annotations

import numpy as np

from evaluera.methods.shapes.shape import Change, Impact, Occasion, Shape
from evaluera.numerics.arrays import Integers

__all__ = ["dose"]


def _impact(time: Integers, occasion: Occasion) -> Impact:
    assert occasion.dose is not None
    present = occasion.present(time)
    values = np.where(present, occasion.dose, 0.0)
    change = Change(column="dose", values=values, term="dose_effect", estimand="change_per_unit_of_dose", per="dose")
    return Impact(changes=(change,), active=present)


dose = Shape(name="dose", primary="average_effect", impact=_impact, needs=("dose",))
