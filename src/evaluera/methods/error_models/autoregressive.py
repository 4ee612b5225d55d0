"""Models with first-order autocorrelation; each estimates it, and says how sure it is, in its own way."""

from __future__ import annotations

from evaluera.methods.error_models.gaussian import GaussianModel
from evaluera.methods.error_models.model import Sample, StudentFit
from evaluera.numerics.arima import arima_autoregression
from evaluera.numerics.arrays import Floats
from evaluera.numerics.autoregression import Autoregression, reml_autoregression
from evaluera.numerics.prais_winsten import prais_winsten_autoregression

__all__ = ["arima", "prais_winsten", "reml_ar1"]


def _student(fit: Autoregression, *, df: float | None) -> StudentFit:
    return StudentFit(
        coefficients=fit.coefficients,
        covariance=fit.covariance,
        residuals=fit.innovations,
        deletion=fit.deletion,
        df=df,
        autocorrelation=fit.rho,
    )


def _reml_ar1(sample: Sample, response: Floats) -> StudentFit:
    fit = reml_autoregression(x=sample.x, y=response, time=sample.time)
    return _student(fit, df=float(fit.df))


def _prais_winsten(sample: Sample, response: Floats) -> StudentFit:
    fit = prais_winsten_autoregression(x=sample.x, y=response, time=sample.time)
    return _student(fit, df=float(fit.df))


def _arima(sample: Sample, response: Floats) -> StudentFit:
    return _student(arima_autoregression(x=sample.x, y=response, time=sample.time), df=None)


reml_ar1 = GaussianModel(name="reml_ar1", fitted=_reml_ar1)
prais_winsten = GaussianModel(name="prais_winsten", fitted=_prais_winsten)
arima = GaussianModel(name="arima", fitted=_arima)
