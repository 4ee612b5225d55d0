"""From a p-value to a verdict, with the same limits in every check."""

from __future__ import annotations

from evaluera.results.diagnostic import Verdict

__all__ = ["DOUBTFUL_BELOW", "FAILS_BELOW", "verdict_of"]

FAILS_BELOW = 0.01
DOUBTFUL_BELOW = 0.10


def verdict_of(p_value: float) -> Verdict:
    """FAILS below 0.01, DOUBTFUL below 0.10, else HOLDS. A check qualifies an answer; it never chooses the model.

    Examples
    --------
    >>> verdict_of(0.5), verdict_of(0.05), verdict_of(0.001)
    (<Verdict.HOLDS: 'HOLDS'>, <Verdict.DOUBTFUL: 'DOUBTFUL'>, <Verdict.FAILS: 'FAILS'>)
    """
    if p_value < FAILS_BELOW:
        return Verdict.FAILS
    return Verdict.DOUBTFUL if p_value < DOUBTFUL_BELOW else Verdict.HOLDS
