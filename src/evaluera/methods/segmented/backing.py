"""How much data stand behind the answer about one series."""

from __future__ import annotations

from evaluera.methods.checks.number_of_periods import number_of_periods
from evaluera.methods.part import Line
from evaluera.methods.segmented.segment import Segment, SegmentFit
from evaluera.results.diagnostic import Diagnostic
from evaluera.results.provenance import Evidence

__all__ = ["evidence_of", "periods_of"]


def periods_of(segment: Segment) -> Diagnostic:
    """How many periods there are on each side."""
    return number_of_periods(
        before=int(segment.before.sum()),
        after=int(segment.after.sum()),
        season_length=segment.season_length,
        trend="trend" in segment.regressors.names,
        outcome=segment.series.outcome,
        area=segment.series.area,
    )


def evidence_of(fitted: SegmentFit, line: Line) -> Evidence:
    """What the answer about one series rests on."""
    segment = fitted.segment
    without = fitted.expected(segment.regressors.without_change())[segment.after]
    return Evidence(
        outcome=segment.series.outcome,
        area=segment.series.area,
        unit="series",
        periods_before=int(segment.before.sum()),
        periods_after=int(segment.after.sum()),
        season_length=segment.season_length,
        treated_areas=len(line.parts),
        expected=float(without.mean()) if segment.counts else None,
    )
