"""Can the records be trusted?"""

from __future__ import annotations

from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["INDICATORS", "DataQuality"]

INDICATORS: tuple[Indicator, ...] = ()


class DataQuality(ThemeMethod):
    """Can the records be trusted?"""

    name = "data_quality"
