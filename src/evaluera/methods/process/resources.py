"""What did it cost, and was there staff?"""

from __future__ import annotations

from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["INDICATORS", "Resources"]

INDICATORS: tuple[Indicator, ...] = ()


class Resources(ThemeMethod):
    """What did it cost, and was there staff?"""

    name = "resources"
