"""The effect is there at once and fades: half of it is left after so many periods."""

from __future__ import annotations

import numpy as np

from evaluera.methods.shapes.shape import Change, Impact, Occasion, Shape
from evaluera.numerics.arrays import Integers


def _impact(time: Integers, occasion: Occasion) -> Impact:
    present = occasion.present(time)
    since = np.where(present, time - occasion.first, 0)
    left = np.where(present, 0.5 ** (since / occasion.periods), 0.0)
    change = Change(column="fading", values=left, term="first_effect", estimand="effect_before_fading")
    return Impact(changes=(change,), active=present)


fading = Shape(name="fading", primary="first_effect", impact=_impact, needs=("duration",))
