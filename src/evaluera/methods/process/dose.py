"""How much was delivered, where and when?"""

from __future__ import annotations

from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["INDICATORS", "Dose"]

INDICATORS: tuple[Indicator, ...] = ()


class Dose(ThemeMethod):
    """How much was delivered, where and when?"""

    name = "dose"
