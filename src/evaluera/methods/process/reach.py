"""Did the initiative reach those it was meant for?"""

from __future__ import annotations

from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["INDICATORS", "Reach"]

INDICATORS: tuple[Indicator, ...] = ()


class Reach(ThemeMethod):
    """Did the initiative reach those it was meant for?"""

    name = "reach"
