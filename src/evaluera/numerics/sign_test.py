"""The sign test: could as many of one sign come by tossing a coin?"""

from __future__ import annotations

from math import comb

__all__ = ["sign_test"]


def sign_test(*, positive: int, negative: int) -> float:
    """The exact two-sided p-value of a sign test; ties are left out beforehand. 1 without any sign.

    Reference: Dixon and Mood (1946), The statistical sign test, JASA 41:557-566.

    Examples
    --------
    >>> sign_test(positive=6, negative=0), sign_test(positive=3, negative=3)
    (0.03125, 1.0)
    """
    number = positive + negative
    rarer = sum(comb(number, k) for k in range(min(positive, negative) + 1))
    return min(1.0, float(2 * rarer / 2.0**number))
