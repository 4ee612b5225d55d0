"""Both groups as series: few areas, so the evidence is how the groups' figures vary from period to period."""

from __future__ import annotations

import numpy as np

from evaluera.methods.changes.change import Change
from evaluera.methods.changes.compared import Compared
from evaluera.methods.error_models.counts import CountModel, poisson, quasi_poisson
from evaluera.methods.error_models.integrated import MixtureFit
from evaluera.methods.error_models.model import Sample
from evaluera.methods.event_terms import EventTerms, event_terms
from evaluera.numerics.arrays import Bools, Floats, Integers
from evaluera.numerics.autoregressive_family import autoregressive_covariances
from evaluera.numerics.covariances import span
from evaluera.numerics.failure import NotEstimableError, Reason
from evaluera.numerics.generalised import generalised_linear
from evaluera.numerics.integrated import Integrated, integrated_least_squares

Places = np.ndarray[tuple[int], np.dtype[np.intp]]

__all__ = ["controlled_series", "difference_series", "poisson_ratio", "quasi_poisson_ratio"]


def controlled_series(areas: Compared, *, confidence: float) -> Change:
    """The treated group's share of all events, period by period: logit p_t = a + theta post.

    Whatever happens to both groups in a period cancels, the season too. What is left may hang together from period to
    period: the correlation (AR(2)) is integrated out on the Pearson scale. theta is the log of the relative incidence
    rate ratio; exposures enter as offset.
    """
    value, other, exposure, places = _both(areas)
    _refuse_empty(areas, value, other, places)
    happened = value + other > 0.0
    places, value, other, exposure = places[happened], value[happened], other[happened], exposure[happened]
    x, terms = _design(areas, places)
    first = generalised_linear(x=x, y=value, family="binomial", offset=np.log(exposure), trials=value + other)
    fit = MixtureFit(
        integrated=_autoregressive(
            x=x * first.root[:, None],
            y=first.root * (x @ first.coefficients) + first.residuals,
            time=areas.time[places],
        ),
        dispersion=first.dispersion,
    )
    return _step(fit, terms, places=places, confidence=confidence)


def difference_series(areas: Compared, *, confidence: float) -> Change:
    """Rates, shares and means: treated minus comparison, period by period, with a step (AR(2) integrated out)."""
    value, other, _, places = _both(areas)
    x, terms = _design(areas, places)
    fit = MixtureFit(integrated=_autoregressive(x=x, y=value - other, time=areas.time[places]))
    return _step(fit, terms, places=places, confidence=confidence)


def _autoregressive(*, x: Floats, y: Floats, time: Integers) -> Integrated:
    """Least squares with AR(2) integrated out; few missing periods are unknown values of the unbroken pattern."""
    periods, observed = span(time)
    family = autoregressive_covariances(time=periods)
    return integrated_least_squares(x=x, y=y, family=family, observed=observed)


def _design(areas: Compared, places: Places) -> tuple[Floats, EventTerms]:
    """Level, step and a term for each known event that can have one, in the used periods; and these terms (all T)."""
    post = areas.window.after.astype(float)
    x = np.column_stack([np.ones_like(post), post])
    used = np.isin(np.arange(len(post)), places)
    terms = event_terms(areas.events, time=areas.time, used=used, x=x)
    return np.column_stack([x, *(column for _, column in terms.columns)])[places], terms


def _shift(terms: EventTerms, coefficients: Floats) -> Floats | None:
    """What the events did (T), by the coefficient of each."""
    return np.column_stack([column for _, column in terms.columns]) @ coefficients if terms.columns else None


def _step(fit: MixtureFit, terms: EventTerms, *, places: Places, confidence: float) -> Change:
    """The second coefficient as the change between the groups."""
    rows = np.eye(2 + len(terms.columns))
    answer = fit.contrasts(rows[1:2], confidence=confidence)
    return Change(
        errors="controlled_series",
        estimand="change_against_comparison",
        unit="series",
        answer=answer,
        sum=answer,
        df=fit.df,
        residuals=fit.residuals,
        points=tuple(places.tolist()),
        deletion=fit.deletion[:, 1],
        dispersion=fit.dispersion,
        shift=_shift(terms, fit.coefficients[2:]),
        event_terms=len(terms.columns),
        inseparable=terms.inseparable,
    )


def poisson_ratio(areas: Compared, *, confidence: float) -> Change:
    """The plain relative incidence rate ratio: var log = sum of 1/total over the four totals, normal interval.

    When not to use: always but for comparison with published numbers. It takes each event as independent; measured,
    it finds a change in 33-39 cases of 100 where there is none.
    """
    return _treated_times_post(areas, poisson, confidence)


def quasi_poisson_ratio(areas: Compared, *, confidence: float) -> Change:
    """The same ratio with Pearson's dispersion of the group totals by period, t(2n - 4)."""
    return _treated_times_post(areas, quasi_poisson, confidence)


def _both(areas: Compared) -> tuple[Floats, Floats, Floats, Places]:
    """Treated, comparison, ratio of exposures, and where the used periods stand."""
    places = np.flatnonzero(areas.used())
    (value, exposure), (other, other_exposure) = areas.group(True), areas.group(False)
    return value[places], other[places], exposure[places] / other_exposure[places], places


def _refuse_empty(areas: Compared, value: Floats, other: Floats, places: Places) -> None:
    """No ratio can be formed with a group that has no events on a side."""
    sides: tuple[tuple[Reason, Reason, Bools], ...] = (
        ("no_events_before", "no_comparison_events_before", areas.window.before[places]),
        ("no_events_after", "no_comparison_events_after", areas.window.after[places]),
    )
    for own, compared, side in sides:
        if not side.any():
            raise NotEstimableError("no_degrees_of_freedom")
        if value[side].sum() == 0.0:
            raise NotEstimableError(own)
        if other[side].sum() == 0.0:
            raise NotEstimableError(compared)


def _treated_times_post(areas: Compared, model: CountModel, confidence: float) -> Change:
    value, other, _, places = _both(areas)
    _refuse_empty(areas, value, other, places)
    exposures = [areas.group(group)[1][places] for group in (True, False)]
    one_side, terms = _design(areas, places)
    design = np.tile(one_side, (2, 1))
    treated = np.repeat([1.0, 0.0], len(places))[:, None]
    sample = Sample(
        y=np.concatenate([value, other]),
        x=np.column_stack([design, treated * design]),
        exposure=np.concatenate(exposures),
        time=np.tile(areas.time[places], 2),
        counts=True,
        season_length=areas.season_length,
    )
    fit = model.fit(sample)
    step = design.shape[1] + 1
    answer = fit.contrasts(np.eye(2 * design.shape[1])[step : step + 1], confidence=confidence)
    return Change(
        errors=model.name,
        estimand="change_against_comparison",
        unit="series",
        answer=answer,
        sum=answer,
        df=fit.df,
        residuals=fit.residuals[: len(places)],
        points=tuple(places.tolist()),
        deletion=fit.deletion[: len(places), step],
        dispersion=fit.dispersion,
        shift=_shift(terms, fit.coefficients[step + 1 :]),
        event_terms=len(terms.columns),
        inseparable=terms.inseparable,
    )
