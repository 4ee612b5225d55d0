"""Why numbers cannot be had: the one exception of the numerics."""

from __future__ import annotations

from typing import Literal

__all__ = ["NotEstimableError", "Reason"]

Reason = Literal[
    "collinear",
    "no_variation",
    "no_convergence",
    "no_degrees_of_freedom",
    "zero_in_logarithm",
    "no_events_before",
    "no_events_after",
    "no_comparison_events_before",
    "no_comparison_events_after",
    "no_history",
]


class NotEstimableError(ArithmeticError):
    """The data do not determine the answer; ``reason`` says why.

    ``collinear``: a regressor is a combination of the others. ``no_variation``: nothing is left to estimate the noise
    from. ``no_convergence``: the likelihood has no maximum inside the parameter space (typically a group without
    events). ``no_degrees_of_freedom``: as many coefficients as observations. ``zero_in_logarithm``: a model for the
    logarithm of counts met a count of zero. ``no_events_before``, ``no_events_after``: nothing happened on that side,
    so no ratio can be formed; ``no_comparison_events_...``: the same of what it is compared with. ``no_history``: too
    few periods before to describe the areas' past.
    """

    def __init__(self, reason: Reason) -> None:
        self.reason: Reason = reason
        super().__init__(reason)
