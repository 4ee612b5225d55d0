"""Are walks held, and is what they find put right?"""

from __future__ import annotations

from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["INDICATORS", "Walks"]

INDICATORS: tuple[Indicator, ...] = ()


class Walks(ThemeMethod):
    """Are walks held, and is what they find put right?"""

    name = "walks"
