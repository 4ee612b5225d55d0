"""By how much did typical values shift, whatever a few odd ones did?"""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from pydantic import Field
from scipy.special import ndtri

from evaluera.data.calendar import parse_period, period_label
from evaluera.data.panel import Panel, SeriesData
from evaluera.design.question import DesignClass, Question
from evaluera.errors import Finding, MethodError, Place
from evaluera.methods.method import EffectParams, Params
from evaluera.results.course import Course
from evaluera.results.diagnostic import Diagnostic, Note, Verdict
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate
from evaluera.results.provenance import Evidence, Provenance, Timing


class RankShiftParams(EffectParams):
    """Options of the rank shift."""

    fewest: int = Field(
        default=6,
        ge=2,
        description="Fewest periods on each side.",
        examples=[6],
        json_schema_extra={"unit": "periods"},
    )


class RankShift:
    """The Hodges-Lehmann shift: the median of all differences between a period after and a period before.

    Reference: Hodges and Lehmann (1963), Annals of Mathematical Statistics 34:598.
    """

    name: ClassVar[str] = "rank_shift"
    Params: ClassVar[type[Params]] = RankShiftParams

    def check(self, panel: Panel, params: Any) -> tuple[Diagnostic, ...]:
        """Are both sides equally long?"""
        return tuple(_balance(series, _after(panel, series, params)) for series in panel.series())

    def estimate(self, panel: Panel, params: Any, question: Question) -> EffectResult:
        """The shift of each series."""
        if panel.kind == "count":
            raise MethodError(Finding(code="rank_shift.counts", values={"kind": panel.kind}))
        checks = self.check(panel, params)
        lines = list(panel.series())
        sides = [_after(panel, series, params) for series in lines]
        rows = len(panel)
        return EffectResult(
            method=self.name,
            design=DesignClass.BEFORE_AFTER,
            kind=panel.kind,
            primary_term="rank_shift",
            question=question,
            timing=Timing(start=period_label(_start(panel, params))),
            estimates=tuple(_shift(s, a, params, panel.kind) for s, a in zip(lines, sides, strict=True)),
            courses=tuple(_course(s, a, panel) for s, a in zip(lines, sides, strict=True)),
            diagnostics=checks,
            evidence=tuple(_evidence(s, a, panel) for s, a in zip(lines, sides, strict=True)),
            notes=(Note(code="rank_shift.medians"),),
            provenance=Provenance(rows_read=rows, rows_used=rows, rows_missing=0, rows_excluded=0, rows_other=0),
            options=params.model_dump(mode="json"),
        )


def _start(panel: Panel, params: RankShiftParams) -> Any:
    return parse_period(params.start, frequency=panel.frequency, calendar=panel.calendar)


def _after(panel: Panel, series: SeriesData, params: RankShiftParams) -> np.ndarray:
    start = _start(panel, params)
    after = np.array([period >= start for period in series.periods])
    if min(after.sum(), (~after).sum()) < params.fewest:
        values = {"before": int((~after).sum()), "after": int(after.sum()), "fewest": params.fewest}
        raise MethodError(Finding(code="rank_shift.too_few", place=Place(parameter="start"), values=values))
    return after


def _balance(series: SeriesData, after: np.ndarray) -> Diagnostic:
    share = float(after.mean())
    even = 1 / 3 <= share <= 2 / 3
    return Diagnostic(
        name="rank_shift_balance",
        verdict=Verdict.HOLDS if even else Verdict.DOUBTFUL,
        value=share,
        null="diagnostic.rank_shift_balance.null",
        reason=f"diagnostic.rank_shift_balance.{'even' if even else 'uneven'}",
        values={"share": share},
        outcome=series.outcome,
        area=series.area,
    )


def _shift(series: SeriesData, after: np.ndarray, params: RankShiftParams, kind: str) -> Estimate:
    before_values, after_values = series.value[~after], series.value[after]
    differences = np.sort(np.subtract.outer(after_values, before_values).ravel())
    m, n = len(before_values), len(after_values)
    k = float(ndtri(0.5 + params.confidence / 2.0))
    edge = max(0, int(np.floor(m * n / 2.0 - k * np.sqrt(m * n * (m + n + 1) / 12.0))))
    low, high = float(differences[edge]), float(differences[-1 - edge])
    return Estimate(
        outcome=series.outcome,
        area=series.area,
        term="rank_shift",
        estimand="typical_shift",
        scale="identity",
        estimate=float(np.median(differences)),
        std_error=(high - low) / (2.0 * k),
        low=low,
        high=high,
        confidence=params.confidence,
        p_value=None,
        df=None,
        unit=kind,
        n=m + n,
    )


def _course(series: SeriesData, after: np.ndarray, panel: Panel) -> Course:
    levels = np.where(after, np.median(series.value[after]), np.median(series.value[~after]))
    still = np.full(len(after), np.median(series.value[~after]))
    spread = [float(edge) for edge in np.quantile(series.value[~after], [0.25, 0.75])]
    return Course(
        outcome=series.outcome,
        area=series.area,
        unit=panel.kind,
        frequency=None if panel.frequency is None else panel.frequency.pandas,
        periods=tuple(period_label(period) for period in series.periods),
        observed=tuple(series.value.tolist()),
        fitted=tuple(levels.tolist()),
        counterfactual=tuple(still.tolist()),
        low=tuple(spread[0] if there else None for there in after),
        high=tuple(spread[1] if there else None for there in after),
        used=(True,) * len(after),
    )


def _evidence(series: SeriesData, after: np.ndarray, panel: Panel) -> Evidence:
    return Evidence(
        outcome=series.outcome,
        area=series.area,
        unit="series",
        periods_before=int((~after).sum()),
        periods_after=int(after.sum()),
        season_length=panel.season_length,
    )
