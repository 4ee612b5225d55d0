"""EST month by month from the autumn of 2018, and walks: what was seen, decided, found and mended."""

from __future__ import annotations

import calendar
from typing import Any

import numpy as np

from umea_vaxer.calendar import YEARS, day, later, months, typed
from umea_vaxer.frame_tables import area_id
from umea_vaxer.truth import Truth

__all__ = ["est_tables", "walk_tables"]

Row = dict[str, Any]

_FIRST_ROUND = "2018-10"
_REPORTERS = 8
_SEEN_A_REPORTER = {"ersboda": 1.1, "alidhem": 1.3, "mariehem": 0.8}
_CATEGORIES = ("vandalism", "littering", "disturbance", "open_drug_dealing", "unsafe_place", "traffic", "positive")
_SHARES = (0.20, 0.18, 0.22, 0.10, 0.14, 0.11, 0.05)
_PLACES = ("square", "park", "school", "stairwell", "shop", "path")
_WHO = ("fritid", "skolan", "bostadsbolaget", "gator", "polisen", "handeln")


def est_tables(truth: Truth) -> dict[str, list[Row]]:
    """Rounds, observations, actions, and which observations an action answers."""
    tables: dict[str, list[Row]] = {name: [] for name in ("est_round", "est_report", "est_action", "est_action_report")}
    for area in truth.crime.treated:
        random = truth.random(f"est {area.name}")
        for year, month in months(max(_FIRST_ROUND, str(area.start))):
            _round(area_id(area.name), year, month, tables, random)
    return tables


def _round(area: str, year: int, month: int, tables: dict[str, list[Row]], random: np.random.Generator) -> None:
    """One month of one area; in July few report."""
    name = f"{area}-{year}-{month:02d}"
    received = int(random.binomial(_REPORTERS, 0.55 if month == 7 else 0.90))
    end = f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]}"
    published = later(end, random, median=4.0, spread=0.5) if random.uniform() > 0.04 else None
    tables["est_round"].append(
        {
            "round_id": name,
            "area_id": area,
            "period": f"{year}-{month:02d}",
            "expected_reporters": _REPORTERS,
            "received_reporters": received,
            "picture_published_on": None if published is None else typed(published),
        }
    )
    seen = int(random.poisson(_SEEN_A_REPORTER[area] * received))
    reports = [_report(name, area, year, month, number, random) for number in range(1, seen + 1)]
    tables["est_report"] += reports
    if not reports:
        return
    for number in range(1, int(random.integers(0, 4)) + 1):
        answered = reports[int(random.integers(len(reports)))]
        action = _action(name, number, day(year, month, 26), str(answered["category"]), random)
        tables["est_action"].append(action)
        tables["est_action_report"].append({"action_id": action["action_id"], "report_id": answered["report_id"]})


def _report(name: str, area: str, year: int, month: int, number: int, random: np.random.Generator) -> Row:
    occurred = f"{year}-{month:02d}-{int(random.integers(1, 24)):02d}"
    return {
        "report_id": f"{name}-i{number}",
        "round_id": name,
        "area_id": area,
        "occurred_on": occurred if random.uniform() > 0.1 else None,
        "reported_on": f"{year}-{month:02d}-{int(random.integers(24, 29)):02d}",
        "category": str(random.choice(_CATEGORIES, p=_SHARES)),
        "place_type": str(random.choice(_PLACES)),
        "severity": int(random.choice([1, 2, 3], p=[0.5, 0.38, 0.12])),
        "reporter_org": str(random.choice(_WHO)),
    }


def _action(name: str, number: int, decided: str, category: str, random: np.random.Generator) -> Row:
    """Half are done within a month; every third that is done is checked, and some problems come back."""
    dropped = random.uniform() < 0.04
    done = None if dropped else typed(later(decided, random, median=32.0, spread=1.0))
    checked = None if done is None or random.uniform() > 0.35 else typed(later(done, random, median=45.0, spread=0.3))
    returned = str(random.choice(["yes", "no", "unknown"], p=[0.25, 0.65, 0.10]))
    horizon = "long" if random.uniform() < 0.25 else "short"
    return {
        "action_id": f"{name}-a{number}",
        "round_id": name,
        "category": category,
        "decided_on": decided,
        "horizon": horizon,
        "prevention": "social" if horizon == "long" else "situational",
        "responsible_org": str(random.choice(_WHO[:5])),
        "due_on": later(decided, random, median=30.0, spread=0.1),
        "done_on": done,
        "status": "dropped" if dropped else "open" if done is None else "done",
        "effect_checked_on": checked,
        "problem_returned": None if checked is None else returned,
    }


def walk_tables(truth: Truth) -> dict[str, list[Row]]:
    """Two safety walks a year and area from its start, one night walk, and what was found."""
    walks: list[Row] = []
    findings: list[Row] = []
    for area in truth.crime.treated:
        random = truth.random(f"walk {area.name}")
        for year in YEARS:
            for number, (month, kind) in enumerate(((5, "safety_walk"), (8, "night_walk"), (10, "safety_walk")), 1):
                if f"{year}-{month:02d}" < str(area.start) or (year == 2020 and month == 5):
                    continue
                walk = _walk(area_id(area.name), year, month, number, kind, random)
                walks.append(walk)
                findings += _findings(walk, random)
    return {"walk": walks, "walk_finding": findings}


def _walk(area: str, year: int, month: int, number: int, kind: str, random: np.random.Generator) -> Row:
    people = 8 + int(random.poisson(9))
    noted = random.uniform() > 0.1
    return {
        "walk_id": f"{area}-{year}-{number}",
        "kind": kind,
        "area_id": area,
        "date": day(year, month, 20),
        "n_participants": people,
        "n_women": int(random.binomial(people, 0.5)) if noted else None,
        "n_youth": int(random.binomial(people, 0.12)) if noted else None,
        "n_officials": 3,
        "hours": 2.0 if kind == "safety_walk" else 3.5,
    }


def _findings(walk: Row, random: np.random.Generator) -> list[Row]:
    rows: list[Row] = []
    for number in range(1, int(random.poisson(4)) + 1):
        refused = random.uniform() < 0.06
        fixed = None if refused else typed(later(walk["date"], random, median=70.0, spread=1.0))
        rows.append(
            {
                "finding_id": f"{walk['walk_id']}-v{number}",
                "walk_id": walk["walk_id"],
                "category": str(random.choice(["lighting", "vegetation", "litter", "graffiti", "traffic"])),
                "responsible_org": str(random.choice(["gator", "bostadsbolaget"])),
                "reported_on": walk["date"],
                "fixed_on": fixed,
                "status": "wont_fix" if refused else "open" if fixed is None else "fixed",
            }
        )
    return rows
