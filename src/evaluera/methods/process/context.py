"""What else happened at the same time?"""

from __future__ import annotations

from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["INDICATORS", "Context"]

INDICATORS: tuple[Indicator, ...] = ()


class Context(ThemeMethod):
    """What else happened at the same time?"""

    name = "context"
