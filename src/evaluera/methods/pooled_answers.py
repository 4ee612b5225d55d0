"""The mean of several log ratios and where a new one would lie, by the way that the variance between them is found."""

from __future__ import annotations

from typing import Literal

import numpy as np

from evaluera.methods.error_models.integrated import mixture_contrasts
from evaluera.numerics.arrays import Floats
from evaluera.numerics.contrast import Contrasts, student_contrasts
from evaluera.numerics.meta_analysis import integrated_pooling, pooling

__all__ = ["Between", "pooled_answers"]

Between = Literal["integrated", "reml", "paule_mandel"]


def pooled_answers(
    y: Floats, covariance: Floats, *, between: Between, confidence: float
) -> tuple[Contrasts, Contrasts, float | None]:
    """The mean and a new area on the log scale, and the degrees of freedom (None for a mixture).

    ``y`` (k) are log ratios, ``covariance`` (k x k) their sampling covariance.
    """
    one = np.ones((1, 1))
    if between == "integrated":
        fitted, variance = integrated_pooling(estimate=y, covariance=covariance)
        mean = mixture_contrasts(fitted.mixture(one), confidence=confidence)
        return mean, mixture_contrasts(fitted.mixture(one, extra=variance), confidence=confidence), None
    found = pooling(estimate=y, covariance=covariance, between=between)
    mean, new = (
        student_contrasts(
            rows=one,
            coefficients=np.array([found.mean]),
            covariance=np.array([[error**2]]),
            df=found.df,
            confidence=confidence,
        )
        for error in (found.hartung_knapp, found.prediction_error)
    )
    return mean, new, float(found.df)
