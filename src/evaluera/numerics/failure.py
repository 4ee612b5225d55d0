"""Why numbers cannot be had: the one exception of the numerics."""

from __future__ import annotations

from typing import Literal

__all__ = ["NotEstimableError", "Reason"]

Reason = Literal["collinear", "no_variation", "no_convergence", "no_degrees_of_freedom"]


class NotEstimableError(ArithmeticError):
    """The data do not determine the answer; ``reason`` says why.

    ``collinear``: a regressor is a combination of the others. ``no_variation``: nothing is left to estimate the noise
    from. ``no_convergence``: the likelihood has no maximum inside the parameter space (typically a group without
    events). ``no_degrees_of_freedom``: as many coefficients as observations.
    """

    def __init__(self, reason: Reason) -> None:
        self.reason: Reason = reason
        super().__init__(reason)
