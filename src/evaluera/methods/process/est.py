"""Does the work with EST run: are observations sent in, acted on and checked?"""

from __future__ import annotations

from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["INDICATORS", "Est"]

INDICATORS: tuple[Indicator, ...] = ()


class Est(ThemeMethod):
    """Does the work with EST run: are observations sent in, acted on and checked?"""

    name = "est"
