"""Intervals for the ratio of two Poisson rates: they invert the binomial, and interval and p-value agree."""

from __future__ import annotations

import pytest
from scipy.stats import binom, chi2

from evaluera.numerics.totals import IntervalName, poisson_limits, rate_ratio


@pytest.mark.parametrize(("before", "after"), [(50, 30), (3, 9), (7, 0), (1, 1), (1000, 1100)])
def test_the_exact_limits_have_half_the_error_in_each_tail(before: int, after: int) -> None:
    found = rate_ratio(events_before=before, events_after=after, exposure_before=12, exposure_after=6)
    n = before + after

    def share(ratio: float) -> float:
        return ratio * 6 / (12 + ratio * 6)

    assert binom.cdf(after, n, share(found.high)) == pytest.approx(0.025, rel=1e-8)
    if after:
        assert binom.sf(after - 1, n, share(found.low)) == pytest.approx(0.025, rel=1e-8)
    else:
        assert found.low == 0.0


@pytest.mark.parametrize(("before", "after"), [(50, 30), (3, 9), (40, 38)])
def test_midp_counts_half_of_what_was_seen(before: int, after: int) -> None:
    found = rate_ratio(events_before=before, events_after=after, interval="midp")
    n = before + after
    for ratio, tail in ((found.low, 0.975), (found.high, 0.025)):
        share = ratio / (1 + ratio)
        half = 0.5 * binom.pmf(after, n, share)
        assert binom.cdf(after, n, share) - half == pytest.approx(tail, rel=1e-8)


@pytest.mark.parametrize("interval", ["exact", "midp", "score", "wald"])
@pytest.mark.parametrize("after", [1, 4, 8, 12, 17, 22, 31])
def test_interval_and_p_value_never_disagree(interval: IntervalName, after: int) -> None:
    found = rate_ratio(events_before=15, events_after=after, interval=interval)
    assert (found.p_value < 0.05) == (not found.low <= 1.0 <= found.high)


@pytest.mark.parametrize("interval", ["exact", "midp", "score", "wald"])
def test_swapping_before_and_after_inverts_the_ratio(interval: IntervalName) -> None:
    there = rate_ratio(events_before=50, events_after=30, exposure_before=3, interval=interval)
    back = rate_ratio(events_before=30, events_after=50, exposure_after=3, interval=interval)
    assert (back.ratio, back.low, back.high) == pytest.approx((1 / there.ratio, 1 / there.high, 1 / there.low))
    assert back.p_value == pytest.approx(there.p_value)


def test_nothing_after_has_a_finite_interval() -> None:
    for interval in ("exact", "midp", "score"):
        found = rate_ratio(events_before=9, events_after=0, interval=interval)  # type: ignore[arg-type]
        assert (found.ratio, found.low) == (0.0, 0.0)
        assert 0.0 < found.high < 1.0


@pytest.mark.parametrize("events", [0, 1, 10, 250])
def test_poisson_limits_are_garwoods(events: int) -> None:
    low, high = poisson_limits(events=events, confidence=0.95)
    assert low == pytest.approx(chi2.ppf(0.025, 2 * events) / 2 if events else 0.0)
    assert high == pytest.approx(chi2.ppf(0.975, 2 * events + 2) / 2)
