"""The effect grows in equal steps over the introduction, which is part of the analysis instead of left out."""

from __future__ import annotations

from evaluera.methods.shapes.ramp import growing
from evaluera.methods.shapes.shape import Impact, Occasion, Shape
from evaluera.numerics.arrays import Integers

__all__ = ["phase_in"]


def _impact(time: Integers, occasion: Occasion) -> Impact:
    """With k periods of introduction 1/(k + 1) in the first, k/(k + 1) in the last, then 1."""
    assert occasion.transition is not None
    first, last = occasion.transition
    return growing(time, occasion, first=first, periods=last - first + 2)


phase_in = Shape(name="phase_in", primary="full_change", impact=_impact, needs=("transition",))
