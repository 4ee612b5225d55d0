"""Results made by hand: what a figure needs, without estimating anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from evaluera.design.question import DesignClass, Question
from evaluera.results.course import Course
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate
from evaluera.results.provenance import Evidence, Provenance, Timing

ResultFactory = Callable[..., EffectResult]

SEASONS = {"M": 12, "Q": 4, "W": 52, "Y": 1, None: None}


def period_labels(frequency: str | None, count: int, first: str = "2019-01") -> tuple[str, ...]:
    """Labels as the data layer writes them."""
    if frequency is None:
        return tuple(str(n + 1) for n in range(count))
    if frequency == "W":
        mondays = pd.date_range("2021-03-01", periods=count, freq="7D")
        return tuple(f"{d.isocalendar().year}W{d.isocalendar().week:02d}" for d in mondays)
    return tuple(str(p) for p in pd.period_range(first, periods=count, freq=frequency))


def _values(values: object) -> tuple[float | None, ...]:
    return tuple(None if not np.isfinite(v) else float(v) for v in np.asarray(values, dtype=float))


def estimate(ratio: float, low: float, high: float, **changes: object) -> Estimate:
    """A ratio with its interval."""
    plain = Estimate(
        outcome="brott",
        area="",
        term="level_change",
        estimand="step",
        scale="log",
        estimate=ratio,
        std_error=0.1,
        low=low,
        high=high,
        confidence=0.95,
        p_value=0.04,
        df=40.0,
        unit="ratio",
        n=48,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.fixture
def course_result() -> ResultFactory:
    """One course with a step down from its expected level at ``start``."""

    def make(
        observed: Sequence[float] | None = None,
        *,
        count: int = 48,
        level: float = 60.0,
        frequency: str | None = "M",
        season: int | None = None,
        start: int | None = None,
        kind: str = "count",
        unit: str = "events",
        outcome: str = "brott",
        area: str = "",
        left_out: Sequence[int] = (),
        transition: tuple[int, int] | None = None,
        preliminary: int | None = None,
        band: float = 0.15,
        labels: Mapping[str, Mapping[str, str]] | None = None,
    ) -> EffectResult:
        rng = np.random.default_rng(7)
        values = np.asarray(rng.poisson(level, count) if observed is None else observed, dtype=float)
        count = len(values)
        begin = count // 2 if start is None else start
        after = np.arange(count) >= begin
        periods = period_labels(frequency, count)
        used = np.isin(np.arange(count), left_out, invert=True) & np.isfinite(values)
        middle = np.full(count, np.nanmean(values))
        course = Course(
            outcome=outcome,
            area=area,
            unit=unit,
            frequency=frequency,
            periods=periods,
            observed=_values(values),
            fitted=_values(np.where(used, np.where(after, 0.8 * middle, middle), np.nan)),
            counterfactual=_values(middle),
            low=_values(np.where(after, middle * (1 - band), np.nan)),
            high=_values(np.where(after, middle * (1 + band), np.nan)),
            used=tuple(bool(u) for u in used),
        )
        return EffectResult(
            method="by_hand",
            design=DesignClass.INTERRUPTED_TIME_SERIES,
            kind=kind,
            primary_term="level_change",
            question=Question(labels=labels or {}),
            timing=Timing(
                start=periods[begin],
                transition=None if transition is None else (periods[transition[0]], periods[transition[1]]),
                preliminary_from=None if preliminary is None else periods[preliminary],
            ),
            estimates=(estimate(0.8, 0.7, 0.9, outcome=outcome, area=area, n=int(used.sum())),),
            courses=(course,),
            diagnostics=(),
            evidence=(
                Evidence(
                    outcome=outcome,
                    area=area,
                    unit="series",
                    periods_before=begin,
                    periods_after=count - begin,
                    season_length=SEASONS[frequency] or season,
                    expected=level,
                ),
            ),
            notes=(),
            provenance=Provenance(
                rows_read=count,
                rows_used=int(used.sum()),
                rows_missing=int(np.isnan(values).sum()),
                rows_excluded=count - int((used | np.isnan(values)).sum()),
                rows_other=0,
                source="Brå",
                retrieved_on="2026-01-20",
            ),
        )

    return make


@pytest.fixture
def area_result(course_result: ResultFactory) -> ResultFactory:
    """One ratio for each of several areas and a pooled one; the first area is treated."""

    def make(count: int = 6, *, treated: Sequence[str] = ("A01",), **changes: object) -> EffectResult:
        rng = np.random.default_rng(3)
        ratios = np.exp(rng.normal(0.1, 0.25, count))
        areas = [f"A{n + 1:02d}" for n in range(count)]
        rows = [
            estimate(float(r), float(r / 1.3), float(r * 1.3), area=area, term="rate_ratio")
            for area, r in zip(areas, ratios, strict=True)
        ]
        pooled = estimate(0.777, 0.568, 1.061, term="relative_incidence_rate_ratio")
        result = replace(
            course_result(),
            design=DesignClass.BEFORE_AFTER_COMPARISON,
            primary_term="relative_incidence_rate_ratio",
            courses=(),
            estimates=(pooled, *rows),
            evidence=(
                Evidence(
                    outcome="brott",
                    area="",
                    unit="areas",
                    periods_before=24,
                    periods_after=24,
                    season_length=12,
                    treated_areas=1,
                    comparison_areas=count - 1,
                    expected=60.0,
                ),
            ),
            options={"treated": list(treated)},
        )
        return replace(result, **changes)  # type: ignore[arg-type]

    return make
