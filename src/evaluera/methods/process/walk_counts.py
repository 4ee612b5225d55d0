"""Safety walks and night walks: how many, how long, and who took part."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.measuring import not_computed
from evaluera.methods.process.monthly_dose import intervention_areas
from evaluera.results.measure import Measure, Unit

__all__ = ["walks"]

_PER = 1000.0
_GROUPS = {"women": "n_women", "youth": "n_youth"}


def walks(asked: Asked) -> tuple[Measure, ...]:
    """PW02: walks and participant-hours in intervention areas, per 1 000 of their inhabitants and quarter.

    The counts of the period first; the rate of the period is the mean of the quarters that are over by the evaluation
    date; then each quarter with a day in the period. Inhabitants are those of all intervention areas in the year of the
    quarter: without those of one area the rate is not computed. A walk without hours adds none, and the number of such
    walks is shown. Shares of women and youth: over walks with both numbers; bounds: of the participants of the others,
    none or all belonged to the group.
    """
    areas = intervention_areas(asked)
    if not areas:
        return (not_computed("PW02", unit="count", reason="no_intervention_area"),)
    rows = asked.within("walk")
    rows = rows[rows["area_id"].isin(areas)]
    quarters = pd.period_range(asked.span.first, asked.span.last, freq="Q")
    by_quarter = {
        quarter: _rates(_of_quarter(rows, quarter), _inhabitants(asked, areas, quarter.year), period=_name(quarter))
        for quarter in quarters
    }
    last = pd.Timestamp(asked.span.last)
    whole = [rates for quarter, rates in by_quarter.items() if quarter.end_time.normalize() <= last]
    return (
        *_counts(rows),
        *_means(whole),
        *(_group_share(rows, group, column) for group, column in _GROUPS.items()),
        *(each for rates in by_quarter.values() for each in rates),
    )


def _inhabitants(asked: Asked, areas: list[str], year: int) -> float | None:
    """Inhabitants of these areas together; None when those of an area are not known."""
    people = asked.frame("population")
    people = people[(people["year"] == year) & (people["group"].fillna("all") == "all") & people["area_id"].isin(areas)]
    known = people.dropna(subset=["n"]).drop_duplicates("area_id")
    total = float(known["n"].sum())
    return total if len(known) == len(areas) and total > 0 else None


def _name(quarter: pd.Period) -> str:
    return f"{quarter.year}-Q{quarter.quarter}"


def _of_quarter(rows: pd.DataFrame, quarter: pd.Period) -> pd.DataFrame:
    return rows[rows["date"].between(quarter.start_time, quarter.end_time)]


def _hours(rows: pd.DataFrame) -> tuple[float, int]:
    """Participant-hours, and the walks for which they are not known."""
    hours = rows["n_participants"] * rows["hours"]
    return float(hours.sort_values().sum()), int(hours.isna().sum())


def _counts(rows: pd.DataFrame) -> tuple[Measure, ...]:
    hours, missing = _hours(rows)
    return (
        Measure(indicator="PW02", value=float(len(rows)), unit="count", n=len(rows)),
        Measure(
            indicator="PW02",
            value=hours,
            unit="person_hours",
            variant="participant_hours",
            n=len(rows) - missing,
            missing=missing,
        ),
    )


def _rates(rows: pd.DataFrame, inhabitants: float | None, *, period: str) -> tuple[Measure, Measure]:
    hours, missing = _hours(rows)
    return (
        _rate(float(len(rows)), inhabitants, unit="per_1000", variant="walks_per_1000", n=len(rows), period=period),
        _rate(
            hours,
            inhabitants,
            unit="hours_per_1000",
            variant="hours_per_1000",
            n=len(rows) - missing,
            missing=missing,
            period=period,
        ),
    )


def _rate(done: float, inhabitants: float | None, *, unit: Unit, **where: Any) -> Measure:
    if inhabitants is None:
        return not_computed("PW02", unit=unit, reason="no_population", **where)
    value = _PER * done / inhabitants
    return Measure(indicator="PW02", value=value, unit=unit, numerator=done, denominator=inhabitants, **where)


def _means(whole: list[tuple[Measure, Measure]]) -> tuple[Measure, ...]:
    """The mean over whole quarters."""
    if not whole:
        units: dict[str, Unit] = {"walks_per_1000": "per_1000", "hours_per_1000": "hours_per_1000"}
        return tuple(
            not_computed("PW02", unit=unit, reason="no_whole_quarter", variant=variant)
            for variant, unit in units.items()
        )
    return tuple(_mean(quarters) for quarters in zip(*whole, strict=True))


def _mean(quarters: tuple[Measure, ...]) -> Measure:
    first = quarters[0]
    values = [each.value for each in quarters if each.value is not None]
    if len(values) < len(quarters):
        return not_computed("PW02", unit=first.unit, reason="no_population", variant=first.variant)
    return Measure(
        indicator="PW02",
        value=sum(values) / len(values),
        unit=first.unit,
        variant=first.variant,
        n=sum(each.n or 0 for each in quarters),
        missing=sum(each.missing for each in quarters),
    )


def _group_share(rows: pd.DataFrame, group: str, column: str) -> Measure:
    known = rows["n_participants"].notna() & rows[column].notna()
    missing = int((~known).sum())
    participants = float(rows["n_participants"][known].sum())
    if participants <= 0:
        reason = "all_missing" if missing else "no_rows"
        return not_computed("PW02", unit="share", reason=reason, variant=group, missing=missing)
    members, others = float(rows[column][known].sum()), float(rows["n_participants"][~known].sum())
    return Measure(
        indicator="PW02",
        value=members / participants,
        unit="share",
        variant=group,
        numerator=members,
        denominator=participants,
        low=members / (participants + others) if missing else None,
        high=(members + others) / (participants + others) if missing else None,
        bounds="missing" if missing else "none",
        n=int(known.sum()),
        missing=missing,
        persons=True,
    )
