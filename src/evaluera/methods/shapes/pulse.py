"""The level is changed for some periods, then as before."""

from __future__ import annotations

from evaluera.methods.shapes.shape import Change, Impact, Occasion, Shape
from evaluera.numerics.arrays import Integers

__all__ = ["pulse"]


def _impact(time: Integers, occasion: Occasion) -> Impact:
    present = occasion.present(time, last=occasion.first + occasion.periods - 1)
    change = Change(column="pulse", values=present.astype(float), term="pulse_change", estimand="change_while_it_lasts")
    return Impact(changes=(change,), active=present)


pulse = Shape(name="pulse", primary="pulse_change", impact=_impact, needs=("duration",))
