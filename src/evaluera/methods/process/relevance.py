"""Do the activities answer to the causes and to the theory?"""

from __future__ import annotations

from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["INDICATORS", "Relevance"]

INDICATORS: tuple[Indicator, ...] = ()


class Relevance(ThemeMethod):
    """Do the activities answer to the causes and to the theory?"""

    name = "relevance"
