"""The least data that an answer takes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evaluera.results.provenance import Evidence

__all__ = ["Lack", "Shortfall", "shortfall_of"]

PERIODS_A_SIDE = {12: 12, 4: 8, 52: 52, 1: 6}
EXPECTED_A_PERIOD = 5.0
PERIODS_THAT_MAKE_UP = 24
AREAS = 6
PERIODS_A_SIDE_FOR_AREAS = 4
SURVEYS_A_SIDE = 2


class Lack(StrEnum):
    """What there is too little of."""

    PERIODS = "periods"
    EVENTS = "events"
    AREAS = "areas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """What is missing: the least number needed and the number there is; ``season_length`` tells the kind of period."""

    lack: Lack
    needed: float
    found: float
    season_length: int | None


def shortfall_of(evidence: Evidence | None) -> Shortfall | None:
    """What is missing for an answer, or None.

    Evidence of one series: at least 12 months, 8 quarters, 52 weeks or 6 years on each side; and at least 5 expected
    events a period or 24 periods in all. Evidence of areas: at least 4 periods on each side and 6 areas.
    Surveys: 2 on each side. Periods without a calendar (numbered, or two totals) have no known length; for them only
    the number of events decides.

    Examples
    --------
    >>> shortfall_of(None) is None
    True
    """
    if evidence is None:
        return None
    if evidence.unit == "survey":
        return _of_survey(evidence)
    return _of_areas(evidence) if evidence.unit == "areas" else _of_series(evidence)


def _of_survey(evidence: Evidence) -> Shortfall | None:
    shortest = min(evidence.periods_before, evidence.periods_after)
    return _short(Lack.PERIODS, SURVEYS_A_SIDE, shortest, evidence) if shortest < SURVEYS_A_SIDE else None


def _of_areas(evidence: Evidence) -> Shortfall | None:
    areas = evidence.treated_areas + evidence.comparison_areas
    if areas < AREAS:
        return _short(Lack.AREAS, AREAS, areas, evidence)
    shortest = min(evidence.periods_before, evidence.periods_after)
    if shortest < PERIODS_A_SIDE_FOR_AREAS:
        return _short(Lack.PERIODS, PERIODS_A_SIDE_FOR_AREAS, shortest, evidence)
    return None


def _of_series(evidence: Evidence) -> Shortfall | None:
    shortest = min(evidence.periods_before, evidence.periods_after)
    needed = PERIODS_A_SIDE.get(evidence.season_length or 0, 0)
    if shortest < needed:
        return _short(Lack.PERIODS, needed, shortest, evidence)
    periods = evidence.periods_before + evidence.periods_after
    few = evidence.expected is not None and evidence.expected < EXPECTED_A_PERIOD
    if few and evidence.expected is not None and periods < PERIODS_THAT_MAKE_UP:
        return _short(Lack.EVENTS, EXPECTED_A_PERIOD, evidence.expected, evidence)
    return None


def _short(lack: Lack, needed: float, found: float, evidence: Evidence) -> Shortfall:
    return Shortfall(lack=lack, needed=needed, found=found, season_length=evidence.season_length)
