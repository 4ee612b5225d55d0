"""How do the partners work together, and what do they say of it?"""

from __future__ import annotations

from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["INDICATORS", "Partnership"]

INDICATORS: tuple[Indicator, ...] = ()


class Partnership(ThemeMethod):
    """How do the partners work together, and what do they say of it?"""

    name = "partnership"
