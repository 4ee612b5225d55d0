"""Were the promises to citizens kept, and were they told?"""

from __future__ import annotations

from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["INDICATORS", "Promises"]

INDICATORS: tuple[Indicator, ...] = ()


class Promises(ThemeMethod):
    """Were the promises to citizens kept, and were they told?"""

    name = "promises"
