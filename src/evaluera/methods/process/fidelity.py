"""Was it carried out as it was meant to be?"""

from __future__ import annotations

from evaluera.methods.process.indicator import Indicator
from evaluera.methods.process.theme import ThemeMethod

__all__ = ["INDICATORS", "Fidelity"]

INDICATORS: tuple[Indicator, ...] = ()


class Fidelity(ThemeMethod):
    """Was it carried out as it was meant to be?"""

    name = "fidelity"
