"""Regression with AR(1) errors by maximum likelihood, as R's and statsmodels' ARIMA(1,0,0) with regressors."""

from __future__ import annotations

from dataclasses import replace

from evaluera.numerics.arrays import Floats, Integers
from evaluera.numerics.autoregression import Autoregression, autoregression_at
from evaluera.numerics.autoregressive_likelihood import LARGEST_RHO, autoregressive_likelihood
from evaluera.numerics.profiled_covariance import profiled_covariance
from evaluera.numerics.zooming import largest

__all__ = ["arima_autoregression"]


def arima_autoregression(*, x: Floats, y: Floats, time: Integers) -> Autoregression:
    """Fit y (n) = x (n x p) b + u, u an AR(1), by exact Gaussian maximum likelihood; missing periods are skipped.

    The noise variance is the weighted RSS / n. The covariance of b is its block of the inverse observed information of
    all parameters together (b, variance, rho): that of a numerical Hessian, as R's ``arima`` prints. statsmodels'
    SARIMAX has the same maximum, but by default the outer product of gradients, which is wrong by a quarter here; its
    ``cov_type="approx"`` agrees with ours. rho is searched on [-0.99, 0.99].

    Raises NotEstimableError for dependent columns, n <= p, or a response without noise around the fit.

    When not to use: short series. Maximum likelihood and normal quantiles give intervals that are too narrow.
    Reference: Harvey and Phillips (1979), Biometrika 66:49-58.
    """
    likelihood = autoregressive_likelihood(x=x, y=y, time=time, restricted=False)
    rho = largest(likelihood, low=-LARGEST_RHO, high=LARGEST_RHO)
    fit = autoregression_at(x=x, y=y, time=time, rho=rho)

    def coefficients(at: float) -> Floats:
        return autoregression_at(x=x, y=y, time=time, rho=at).coefficients

    covariance = profiled_covariance(
        given=fit.covariance * fit.df / len(y),
        coefficients=coefficients,
        likelihood=likelihood,
        at=rho,
        low=-LARGEST_RHO,
        high=LARGEST_RHO,
    )
    return replace(fit, covariance=covariance)
