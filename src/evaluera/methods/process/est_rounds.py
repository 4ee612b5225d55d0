"""Rounds of EST: who sent in observations, how many, and whether the picture of the situation came in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pandas as pd

from evaluera.methods.process.dated_rows import row_dates
from evaluera.methods.process.indicator import Asked
from evaluera.methods.process.limits import Limits
from evaluera.methods.process.measuring import not_computed, ratio, share
from evaluera.numerics.totals import poisson_limits
from evaluera.results.measure import Measure, Unit

__all__ = ["LOW_RESPONSE", "observations", "picture_on_time", "reporter_response"]

LOW_RESPONSE = "low_response"
"""The ``state`` of a round in which too few of the reporters answered: its numbers say less."""

_CONFIDENCE = 0.95


def reporter_response(asked: Asked) -> tuple[Measure, ...]:
    """PE01: received reporters of the expected ones: all rounds, by area, and each round.

    Sums before dividing. A round without one of the numbers is left out of both sums and counted as missing. A round
    with a lower share than ``limits.response_from`` has the state ``low_response``; the variant ``low_rounds`` is how
    many there are, of those that can be judged.
    """
    rounds = asked.within("est_round")
    judged = rounds[_answered(rounds) & (rounds["expected_reporters"] > 0)]
    low = float((_state(judged, asked.limits) == LOW_RESPONSE).sum())
    flagged = Measure(
        indicator="PE01",
        variant="low_rounds",
        value=low if len(judged) else None,
        unit="count",
        numerator=low if len(judged) else None,
        denominator=float(len(judged)) if len(judged) else None,
        n=len(judged),
        reason="" if len(judged) else "no_rows",
    )
    return (
        _response(rounds),
        flagged,
        *(_response(each, split="area", part=area) for area, each in _by(rounds, "area_id")),
        *(
            _response(each, split="round", part=part, period=_period(each), state=_state(each, asked.limits).iloc[0])
            for part, each in _by(rounds, "round_id")
        ),
    )


def observations(asked: Asked) -> tuple[Measure, ...]:
    """PE02: observations (all categories), per round and per received reporter: all, by area, and each round.

    Observations come at random times, so each number has the exact Poisson interval (Garwood): what the same work could
    have given by chance. It is too narrow when observations come in clusters. Per reporter, a round in which the number
    of reporters is not known is left out of both sums and counted as missing.
    """
    rounds = asked.within("est_round")
    reports = asked.frame("est_report")["round_id"].value_counts()
    counted = rounds.assign(reports=rounds["round_id"].map(reports).fillna(0.0).astype(float))
    return (
        *_observed(counted),
        *(each for area, rows in _by(counted, "area_id") for each in _observed(rows, split="area", part=area)),
        *(
            each
            for part, rows in _by(counted, "round_id")
            for each in _observed(
                rows, split="round", part=part, period=_period(rows), state=_state(rows, asked.limits).iloc[0]
            )
            if each.variant != "per_round"
        ),
    )


def picture_on_time(asked: Asked) -> tuple[Measure, ...]:
    """PE08: rounds whose picture was published at most ``limits.picture_days`` after the end of their period.

    A round counts in the period in which its limit falls, so that nothing is judged before its time is out. No date
    means that no picture was published.
    """
    rounds = asked.frame("est_round")
    limit = row_dates(asked.tables, "est_round") + dt.timedelta(days=asked.limits.picture_days)
    due = limit.between(pd.Timestamp(asked.span.first), pd.Timestamp(asked.span.last))
    rounds = rounds[due].assign(on_time=(rounds["picture_published_on"] <= limit)[due])
    return (
        share("PE08", yes=float(rounds["on_time"].sum()), known=len(rounds)),
        *(
            share("PE08", yes=float(rows["on_time"].sum()), known=len(rows), split="area", part=area)
            for area, rows in _by(rounds, "area_id")
        ),
    )


def _answered(rounds: pd.DataFrame) -> pd.Series[Any]:
    return rounds["expected_reporters"].notna() & rounds["received_reporters"].notna()


def _state(rounds: pd.DataFrame, limits: Limits) -> pd.Series[Any]:
    """``low_response`` for rounds with too few reporters, else nothing."""
    low = rounds["received_reporters"] / rounds["expected_reporters"] < limits.response_from
    return low.map({True: LOW_RESPONSE, False: ""})


def _response(rounds: pd.DataFrame, **where: Any) -> Measure:
    known = rounds[_answered(rounds)]
    missing = len(rounds) - len(known)
    if not len(known):
        return not_computed(
            "PE01", unit="share", reason="all_missing" if missing else "no_rows", missing=missing, **where
        )
    received, expected = float(known["received_reporters"].sum()), float(known["expected_reporters"].sum())
    return ratio("PE01", done=received, planned=expected, missing=missing, **where)


def _observed(rounds: pd.DataFrame, **where: Any) -> tuple[Measure, ...]:
    known = rounds[rounds["received_reporters"].notna()]
    missing = len(rounds) - len(known)
    return (
        _rate(float(rounds["reports"].sum()), float(len(rounds)), variant="", n=len(rounds), **where),
        _rate(float(rounds["reports"].sum()), float(len(rounds)), variant="per_round", n=len(rounds), **where),
        _rate(
            float(known["reports"].sum()),
            float(known["received_reporters"].sum()),
            variant="per_reporter",
            n=len(known),
            missing=missing,
            **where,
        ),
    )


def _rate(events: float, exposure: float, *, variant: str, missing: int = 0, **where: Any) -> Measure:
    """Observations, or with a variant observations for each round or reporter, with the exact interval."""
    unit: Unit = "rate" if variant else "count"
    if exposure <= 0:
        reason = "all_missing" if missing else "no_rows"
        return Measure(
            indicator="PE02", value=None, unit=unit, variant=variant, missing=missing, reason=reason, **where
        )
    low, high = poisson_limits(events=events, confidence=_CONFIDENCE)
    per = exposure if variant else 1.0
    return Measure(
        indicator="PE02",
        value=events / per,
        unit=unit,
        variant=variant,
        numerator=events,
        denominator=exposure if variant else None,
        low=low / per,
        high=high / per,
        bounds="confidence",
        missing=missing,
        **where,
    )


def _by(rounds: pd.DataFrame, column: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """The rounds of each area, or each round, by name."""
    for part, rows in rounds.groupby(column, sort=True):
        yield str(part), rows


def _period(rounds: pd.DataFrame) -> str:
    return str(rounds["period"].iloc[0])
