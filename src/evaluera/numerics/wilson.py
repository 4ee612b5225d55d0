"""An interval for a share of independent cases."""

from __future__ import annotations

import math

from scipy.special import ndtri

__all__ = ["wilson_interval"]


def wilson_interval(*, yes: float, n: float, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval for the share ``yes / n``; ``n`` must be positive.

    Assumes independent cases. It never leaves 0-1, and is not empty where all or none said yes.

    References: Wilson (1927), Journal of the American Statistical Association 22:209; Newcombe (1998), Statistics in
    Medicine 17:857, method 3 of table I.

    >>> low, high = wilson_interval(yes=81, n=263)
    >>> round(low, 4), round(high, 4)
    (0.2553, 0.3662)
    """
    z = float(ndtri(0.5 + confidence / 2.0))
    share = yes / n
    centre = share + z**2 / (2.0 * n)
    spread = z * math.sqrt(share * (1.0 - share) / n + z**2 / (4.0 * n**2))
    scale = 1.0 + z**2 / n
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)
