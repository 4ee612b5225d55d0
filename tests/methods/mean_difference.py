"""A third party's method, as small as they come: the difference of two means."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from pydantic import Field
from scipy.stats import t

from evaluera.data.calendar import parse_period, period_label
from evaluera.data.panel import Panel, SeriesData
from evaluera.design.question import DesignClass, Question
from evaluera.errors import Finding, MethodError
from evaluera.methods.method import EffectParams
from evaluera.results.diagnostic import Diagnostic
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate
from evaluera.results.provenance import Evidence, Provenance, Timing


class MeanParams(EffectParams):
    """Options of the difference of means."""

    treated: tuple[str, ...] = Field(default=(), description="Areas.", examples=[["a"]])


class MeanDifference:
    """The mean after less the mean before, as if the periods were independent."""

    name: ClassVar[str] = "mean_difference"
    Params = MeanParams

    def check(self, panel: Panel, params: Any) -> tuple[Diagnostic, ...]:  # noqa: ARG002
        return ()

    def estimate(self, panel: Panel, params: Any, question: Question) -> EffectResult:
        start = parse_period(params.start, frequency=panel.frequency, calendar=panel.calendar)
        lines = [each for each in panel.series() if not params.treated or each.area in params.treated]
        found = [(each, *_sides(each, start)) for each in lines]
        rows = len(panel)
        return EffectResult(
            method=self.name,
            design=DesignClass.BEFORE_AFTER,
            kind=panel.kind,
            primary_term="difference",
            question=question,
            timing=Timing(start=period_label(start)),
            estimates=tuple(_difference(*each, confidence=params.confidence) for each in found),
            courses=(),
            diagnostics=(),
            evidence=tuple(_evidence(*each, panel) for each in found),
            notes=(),
            provenance=Provenance(rows_read=rows, rows_used=rows, rows_missing=0, rows_excluded=0, rows_other=0),
            options=params.model_dump(mode="json"),
        )


def _sides(series: SeriesData, start: Any) -> tuple[np.ndarray, np.ndarray]:
    after = np.array([period >= start for period in series.periods])
    known = ~np.isnan(series.value)
    sides = series.value[~after & known], series.value[after & known]
    if min(len(side) for side in sides) < 1 or known.sum() < 4:
        values = {"series": series.outcome, "before": len(sides[0]), "after": len(sides[1])}
        needed = {"needed_before": 1, "needed_after": 1}
        raise MethodError(Finding(code="method.too_few_periods", values={**values, **needed}))
    return sides


def _difference(series: SeriesData, before: np.ndarray, after: np.ndarray, *, confidence: float) -> Estimate:
    df = len(before) + len(after) - 2
    squares = ((before - before.mean()) ** 2).sum() + ((after - after.mean()) ** 2).sum()
    error = float(np.sqrt(squares / df * (1 / len(before) + 1 / len(after))))
    change = float(after.mean() - before.mean())
    reach = float(t.ppf(0.5 + confidence / 2, df)) * error
    return Estimate(
        outcome=series.outcome,
        area=series.area,
        term="difference",
        estimand="after_against_before",
        scale="identity",
        estimate=change,
        std_error=error,
        low=change - reach,
        high=change + reach,
        confidence=confidence,
        p_value=float(2 * t.sf(abs(change) / error, df)),
        df=float(df),
        unit="mean",
        n=df + 2,
    )


def _evidence(series: SeriesData, before: np.ndarray, after: np.ndarray, panel: Panel) -> Evidence:
    return Evidence(
        outcome=series.outcome,
        area=series.area,
        unit="series",
        periods_before=len(before),
        periods_after=len(after),
        season_length=panel.season_length,
    )
