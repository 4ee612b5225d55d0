"""Adults on night patrol: a process table of its own, and an indicator computed from it."""

from __future__ import annotations

from evaluera.data.process.table_kind import Column, Reference, TableKind
from evaluera.methods.process.indicator import Asked, Indicator
from evaluera.methods.process.measuring import not_computed
from evaluera.results.measure import Measure

night_patrol = TableKind(
    name="night_patrol",
    sheet="nattvandring",
    columns=(
        Column(name="patrol_id", heading="pass", kind="id", required=True, open=True),
        Column(
            name="area_id",
            heading="område",
            kind="id",
            required=True,
            open=True,
            refers=Reference(table="area", column="area_id"),
        ),
        Column(name="date", heading="datum", kind="date", required=True, open=True),
        Column(name="adults", heading="vuxna", kind="int", open=True, minimum=0, persons=True),
    ),
    key=("patrol_id",),
    pack="walks",
    dated_by="date",
    minutes_a_month=5,
    section="activities",
)


def _adults(asked: Asked) -> tuple[Measure, ...]:
    """Adults by patrol of the span; a patrol without a number is missing."""
    patrols = asked.within("night_patrol")
    known = patrols["adults"].dropna()
    missing = len(patrols) - len(known)
    if known.empty:
        reason = "all_missing" if missing else "no_rows"
        return (not_computed("XN01", unit="ratio", reason=reason, missing=missing),)
    adults, n = float(known.sum()), len(known)
    return (
        Measure(
            indicator="XN01",
            value=adults / n,
            unit="ratio",
            numerator=adults,
            denominator=float(n),
            n=n,
            missing=missing,
            persons=True,
        ),
    )


adults_out_at_night = Indicator(
    id="XN01",
    theme="dose",
    unit="ratio",
    dimension="dose",
    tables=("night_patrol",),
    uncertainty="full_count",
    compute=_adults,
)
