"""Each check on its own: what makes it hold, doubt and fail."""

from __future__ import annotations

import numpy as np
import pytest

from evaluera.methods.checks.agreement_of_areas import agreement_of_areas
from evaluera.methods.checks.autocorrelation import autocorrelation
from evaluera.methods.checks.dispersion import area_dispersion, dispersion, unseen_dispersion
from evaluera.methods.checks.influence import influence
from evaluera.methods.checks.number_of_areas import number_of_areas
from evaluera.methods.checks.number_of_periods import number_of_periods
from evaluera.methods.checks.pre_trend import drift_before, straight_trend
from evaluera.methods.checks.seasonal_autocorrelation import seasonal_autocorrelation
from evaluera.methods.checks.selection_sensitivity import selection_sensitivity
from evaluera.methods.checks.survey_years import survey_years
from evaluera.methods.checks.variation_between_years import variation_between_years
from evaluera.numerics.contrast import Contrasts, student_contrasts
from evaluera.numerics.meta_analysis import Heterogeneity
from evaluera.results.diagnostic import Diagnostic
from evaluera.text.messages import message

SERIES = {"outcome": "theft", "area": "Ersboda"}


def _said(check: Diagnostic) -> str:
    """The verdict; the words must be there in both languages."""
    for language in ("sv", "en"):
        assert message(check.reason, language, **check.values)
        assert message(check.null, language, **check.values)
        assert message(f"diagnostic.{check.name}.label", language)
    return str(check.verdict)


@pytest.mark.parametrize(("rho", "n", "verdict"), [(0.0, 60, "HOLDS"), (0.7, 60, "FAILS"), (0.7, 11, "NOT_APPLICABLE")])
def test_autocorrelation(rho: float, n: int, verdict: str) -> None:
    random = np.random.default_rng(3)
    noise = np.zeros(n)
    for i in range(1, n):
        noise[i] = rho * noise[i - 1] + random.standard_normal()
    check = autocorrelation(residuals=noise, time=np.arange(n), **SERIES)
    assert _said(check) == verdict
    assert (check.outcome, check.area) == ("theft", "Ersboda")


def test_points_that_alternate_make_no_interval_too_narrow() -> None:
    noise = np.random.default_rng(8).standard_normal(61)
    check = autocorrelation(residuals=np.diff(noise), time=np.arange(60), **SERIES)
    assert check.verdict == "HOLDS"
    assert check.value is not None
    assert check.value < -0.3


def test_a_season_that_is_left() -> None:
    time = np.arange(60)
    noise = np.random.default_rng(1).standard_normal(60)
    seasonal = {
        strength: _said(
            seasonal_autocorrelation(
                residuals=noise + strength * np.cos(np.pi * time / 6), time=time, season_length=12, **SERIES
            )
        )
        for strength in (0.0, 3.0)
    }
    assert seasonal == {0.0: "HOLDS", 3.0: "FAILS"}
    for season, n in ((12, 30), (None, 60), (1, 60)):
        check = seasonal_autocorrelation(residuals=noise[:n], time=time[:n], season_length=season, **SERIES)
        assert _said(check) == "NOT_APPLICABLE"


@pytest.mark.parametrize(
    ("value", "handled", "verdict"),
    [
        (1.1, False, "HOLDS"),
        (1.4, False, "DOUBTFUL"),
        (3.0, False, "FAILS"),
        (3.0, True, "HOLDS"),
        (0.4, False, "HOLDS"),
    ],
)
def test_dispersion(value: float, handled: bool, verdict: str) -> None:
    check = dispersion(dispersion=value, df=40, handled=handled, **SERIES)
    assert _said(check) == verdict
    assert check.value == value


def test_dispersion_that_is_not_seen() -> None:
    assert _said(unseen_dispersion(**SERIES)) == "FAILS"
    assert _said(dispersion(dispersion=None, df=40, handled=False, **SERIES)) == "NOT_APPLICABLE"
    assert area_dispersion(between=0.04, **SERIES).value == pytest.approx(0.2)


def _answer(estimate: float, std_error: float = 0.5) -> Contrasts:
    one = np.ones((1, 1))
    variance = np.array([[std_error**2]])
    return student_contrasts(rows=one, coefficients=np.array([estimate]), covariance=variance, df=None, confidence=0.95)


@pytest.mark.parametrize(
    ("estimate", "without", "verdict", "reason"),
    [
        (0.4, 0.45, "HOLDS", "period_holds"),
        (2.0, 2.6, "HOLDS", "period_holds"),
        (2.0, 1.3, "DOUBTFUL", "period_doubtful"),
        (0.7, 1.2, "DOUBTFUL", "period_doubtful"),
        (0.95, 1.0, "HOLDS", "period_holds"),
        (1.0, 0.9, "HOLDS", "period_holds"),
        (1.3, 0.8, "FAILS", "period_fails"),
        (1.3, -0.2, "FAILS", "period_fails"),
    ],
)
def test_influence(estimate: float, without: float, verdict: str, reason: str) -> None:
    """An interval of 0.98 on each side: half a standard error is 0.25, one and a quarter is 0.625."""
    check = influence(
        answer=_answer(estimate),
        approximate=np.array([0.0, 0.3, -0.9, 0.1, 0.2]),
        refit=lambda index: _answer(without if index == 2 else estimate + 0.01),
        labels=tuple(f"2015-0{i}" for i in range(1, 6)),
        point="period",
        **SERIES,
    )
    assert (_said(check), check.reason) == (verdict, f"diagnostic.influence.{reason}")
    assert check.value == pytest.approx(abs(without - estimate) / 0.5)
    assert check.values["point"] == "2015-03"


def test_the_point_that_carries_the_finding_is_named_before_one_that_moves_it_further() -> None:
    without = {2: 3.0, 1: 0.9}
    check = influence(
        answer=_answer(1.5),
        approximate=np.array([0.0, 0.3, -0.9, 0.1, 0.2]),
        refit=lambda index: _answer(without.get(index, 1.5)),
        labels=("a", "b", "c", "d", "e"),
        point="area",
        **SERIES,
    )
    assert (check.verdict, check.values["point"]) == ("FAILS", "b")
    assert message(check.reason, "en", **check.values) == "Without the comparison area b no change would show."
    assert message(check.reason, "sv", **check.values) == "Utan jämförelseområdet b syns ingen förändring."


def test_a_point_without_which_nothing_can_be_estimated() -> None:
    check = influence(
        answer=_answer(1.0),
        approximate=np.ones(3),
        refit=lambda index: None,  # noqa: ARG005
        labels=("a", "b", "c"),
        point="area",
        **SERIES,
    )
    assert (_said(check), check.value, check.reason) == ("FAILS", None, "diagnostic.influence.area_carries")


@pytest.mark.parametrize(
    ("before", "after", "season", "trend", "areas", "verdict"),
    [
        (24, 12, 12, True, False, "HOLDS"),
        (23, 12, 12, True, False, "DOUBTFUL"),
        (23, 12, 12, False, False, "HOLDS"),
        (24, 11, 12, True, False, "FAILS"),
        (16, 8, 4, True, False, "HOLDS"),
        (16, 7, 4, True, False, "FAILS"),
        (12, 4, 4, False, True, "HOLDS"),
        (12, 3, 4, False, True, "FAILS"),
        (12, 6, 1, True, False, "HOLDS"),
        (1, 1, None, False, False, "FAILS"),
    ],
)
def test_number_of_periods(before: int, after: int, season: int | None, trend: bool, areas: bool, verdict: str) -> None:
    check = number_of_periods(before=before, after=after, season_length=season, trend=trend, areas=areas, **SERIES)
    assert _said(check) == verdict
    assert check.value == min(before, after)


@pytest.mark.parametrize(("others", "verdict"), [(4, "FAILS"), (5, "DOUBTFUL"), (11, "HOLDS")])
def test_number_of_areas(others: int, verdict: str) -> None:
    assert _said(number_of_areas(treated=1, comparison=others, **SERIES)) == verdict


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (-0.05, 0.08, "HOLDS"),
        (0.02, 0.09, "HOLDS"),
        (-0.3, 0.2, "DOUBTFUL"),
        (0.05, 0.4, "FAILS"),
        (-0.4, -0.01, "FAILS"),
        (-0.99, 1e6, "NOT_APPLICABLE"),
    ],
)
def test_drift_before(low: float, high: float, verdict: str) -> None:
    for against in ("level", "comparison"):
        check = drift_before(
            change=(low + high) / 2,
            low=low,
            high=high,
            smallest_change=0.1,
            against=against,  # type: ignore[arg-type]
            **SERIES,
        )
        assert _said(check) == verdict


def test_straight_trend() -> None:
    assert [_said(straight_trend(p_value=p, **SERIES)) for p in (0.5, 0.05, 0.001)] == ["HOLDS", "DOUBTFUL", "FAILS"]


@pytest.mark.parametrize(
    ("interval", "adjusted", "verdict"),
    [((0.6, 0.9), (0.5, 0.95), "HOLDS"), ((0.6, 0.9), (0.7, 1.1), "FAILS"), ((0.6, 0.9), (1.1, 1.4), "FAILS")],
)
def test_selection_sensitivity(interval: tuple[float, float], adjusted: tuple[float, float], verdict: str) -> None:
    check = selection_sensitivity(
        estimate=0.7,
        low=interval[0],
        high=interval[1],
        adjusted=0.8,
        adjusted_low=adjusted[0],
        adjusted_high=adjusted[1],
        no_change=1.0,
        **SERIES,
    )
    assert _said(check) == verdict


@pytest.mark.parametrize(("q", "verdict"), [(5.0, "HOLDS"), (10.0, "DOUBTFUL"), (16.0, "FAILS")])
def test_agreement_of_areas(q: float, verdict: str) -> None:
    # five areas: chi-square(4) has 0.10 at 7.78 and 0.01 at 13.28
    check = agreement_of_areas(Heterogeneity(q=q, df=4, i_squared=1.0 - 4.0 / q), areas=5, outcome="theft")
    assert _said(check) == verdict
    assert check.value == pytest.approx(1.0 - 4.0 / q)


@pytest.mark.parametrize(
    ("before", "after", "verdict"), [(1, 5, "FAILS"), (5, 2, "DOUBTFUL"), (2, 3, "DOUBTFUL"), (3, 3, "HOLDS")]
)
def test_survey_years(before: int, after: int, verdict: str) -> None:
    check = survey_years(before=before, after=after, **SERIES)
    assert _said(check) == verdict
    assert check.value == min(before, after)


@pytest.mark.parametrize(
    ("p_value", "handled", "verdict"),
    [
        (0.5, False, "HOLDS"),
        (0.05, False, "DOUBTFUL"),
        (0.001, False, "FAILS"),
        (0.001, True, "HOLDS"),
        (None, True, "NOT_APPLICABLE"),
    ],
)
def test_variation_between_years(p_value: float | None, handled: bool, verdict: str) -> None:
    check = variation_between_years(p_value=p_value, handled=handled, **SERIES)
    assert _said(check) == verdict
    assert check.value == p_value
