"""Events prevented in a span: by hand, and when there is no such number."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

import evaluera
from evaluera.conclusion.prevented import prevented_in
from evaluera.data.panel import Panel
from evaluera.design.span import Span
from evaluera.results.effect import EffectResult
from evaluera.results.provenance import Timing

YEAR = Span.of_year(2020)


@pytest.fixture(scope="module")
def panel() -> Panel:
    """Two areas with 40 events each month, the first with 20 from July 2019."""
    months = pd.period_range("2018-01", "2020-12", freq="M")
    rows = [
        {"area": area, "month": str(month), "value": 20 if area == "a" and month >= pd.Period("2019-07") else 40}
        for area in "ab"
        for month in months
    ]
    for place, row in enumerate(rows):  # a little noise that has the same sum each half year
        row["value"] = int(row["value"]) + (-1) ** place
    return evaluera.panel(pd.DataFrame(rows), period="month", area="area")


@pytest.fixture(scope="module")
def result(panel: Panel) -> EffectResult:
    """One ratio of the first area against the other, set to a half (0.4-0.8)."""
    found = evaluera.estimate("before_after", panel, start="2019-07", treated=["a"], comparison=["b"])
    first = replace(found.primary()[0], estimate=0.5, low=0.4, high=0.8)
    others = tuple(each for each in found.estimates if each.term != found.primary_term)
    return replace(found, estimates=(first, *others))


def test_a_half_means_as_many_prevented_as_there_were(panel: Panel, result: EffectResult) -> None:
    found = prevented_in(result, panel, YEAR)
    assert found is not None
    assert (found.estimate, found.low, found.high) == pytest.approx((-240.0, -360.0, -60.0))


def test_only_whole_periods_of_the_span_with_the_initiative_count(panel: Panel, result: EffectResult) -> None:
    def events(span: Span, **timing: object) -> float | None:
        told = replace(result, timing=replace(result.timing, **timing)) if timing else result
        found = prevented_in(told, panel, span)
        return None if found is None else -found.estimate

    assert events(Span.of_year(2020, until=dt.date(2020, 6, 30))) == pytest.approx(120.0)
    assert events(Span.of_year(2020, until=dt.date(2020, 6, 29))) == pytest.approx(120.0, abs=25.0)
    assert events(Span.of_year(2020, until=dt.date(2020, 6, 29))) < 110.0
    assert events(Span.of_year(2019)) == pytest.approx(120.0)
    assert events(Span.of_year(2019), transition=("2019-07", "2019-09")) == pytest.approx(60.0, abs=1.0)
    assert events(YEAR, end="2020-03") == pytest.approx(60.0, abs=1.0)
    assert events(Span.of_year(2018)) is None


def test_no_number_without_one_ratio_of_counts_that_should_fall(panel: Panel, result: EffectResult) -> None:
    rates = replace(panel, kind="rate")
    observations = replace(panel, origin=replace(panel.origin, source="EST"))
    upwards = replace(result, question=replace(result.question, better="higher"))
    sloping = replace(result, options={**result.options, "shape": "level_and_slope"})
    two = replace(result, estimates=(*result.estimates, replace(result.primary()[0], area="b")))
    points = replace(result, estimates=(replace(result.primary()[0], scale="identity"),))
    assert prevented_in(result, rates, YEAR) is None
    assert prevented_in(result, observations, YEAR) is None
    for other in (upwards, sloping, two, points):
        assert prevented_in(other, panel, YEAR) is None
    assert isinstance(result.timing, Timing)


def test_a_missing_month_is_not_guessed(panel: Panel, result: EffectResult) -> None:
    rows = panel.rows.copy()
    rows.loc[(rows["area"] == "a") & (rows["period"] == pd.Period("2020-05")), "value"] = float("nan")
    found = prevented_in(result, replace(panel, rows=rows), YEAR)
    assert found is not None
    assert -found.estimate == pytest.approx(220.0, abs=1.0)
