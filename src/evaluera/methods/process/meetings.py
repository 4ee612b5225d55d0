"""Did the forums meet, did the partners come, and were decisions carried out?"""

from __future__ import annotations

from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["INDICATORS", "Meetings"]

INDICATORS: tuple[Indicator, ...] = ()


class Meetings(ThemeMethod):
    """Did the forums meet, did the partners come, and were decisions carried out?"""

    name = "meetings"
