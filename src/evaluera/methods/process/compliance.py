"""Does the municipality have what the law asks for?"""

from __future__ import annotations

from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["INDICATORS", "Compliance"]

INDICATORS: tuple[Indicator, ...] = ()


class Compliance(ThemeMethod):
    """Does the municipality have what the law asks for?"""

    name = "compliance"
