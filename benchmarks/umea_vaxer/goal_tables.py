"""Goals of Umebrå's four areas with their follow-ups, promises to citizens, and what earlier years recommended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from umea_vaxer.calendar import YEARS
from umea_vaxer.goal_values import GoalValue, goal_values
from umea_vaxer.truth import Truth

__all__ = ["GOALS", "goal_tables", "promise_id"]

Row = dict[str, Any]
Values = Mapping[str, Mapping[int, GoalValue]]

_AREAS = ("ersboda", "alidhem", "mariehem")
_PLACES = {"ersboda": "Ersboda", "alidhem": "Ålidhem", "mariehem": "Mariehem"}


def promise_id(area: str, year: int) -> str:
    """The promise of an area and a year."""
    return f"lofte-{area}-{year}"


def goal_tables(truth: Truth) -> dict[str, list[Row]]:
    """The tables of goals and promises."""
    values = goal_values(truth)
    promises = [_promise(area, year) for year in YEARS[1:] for area in _AREAS]
    return {
        "goal": _goals(values),
        "goal_followup": _goal_followups(values),
        "promise": promises,
        "promise_followup": [each for promise in promises for each in _promise_followups(promise, truth)],
        "recommendation": _recommendations(),
        "rival": _rivals(),
        "evidence": _evidence(),
    }


_MEASURED: dict[str, tuple[str, int, float]] = {
    "brott": ("anmalda-brott", 2017, 0.85),
    "trygghet": ("ntu-otrygg", 2017, 0.85),
    "antd": ("skolenkat-alkohol", 2018, 0.80),
}
"""Indicator, year of the baseline, and the target as a share of the baseline."""

_GOALS = (
    ("vision", "crime", "vision", "Umeå är tryggt och säkert att leva i", None, "umebra"),
    ("brott", "crime", "outcome", "Färre anmälda brott i insatsområdena", "decrease", "umebra"),
    ("trygghet", "safety", "outcome", "Färre känner sig otrygga ute sent på kvällen", "decrease", "umebra"),
    ("antd", "antd", "outcome", "Färre elever i årskurs 9 dricker alkohol", "decrease", "socialtjansten"),
    ("spel", "gambling", "outcome", "Färre har problem med spel om pengar", "decrease", "socialtjansten"),
    ("delaktighet", "participation", "output", "Boende deltar i trygghetsvandringar", "increase", "umebra"),
    ("samverkan", "organisation", "process", "Råd och EST följer sin plan", "keep", "umebra"),
)


GOALS = tuple(name for name, *_ in _GOALS)


def _goals(values: Values) -> list[Row]:
    """Three goals can be measured; nobody has figures about gambling."""
    rows: list[Row] = []
    for name, goal_area, level, text, direction, owner in _GOALS:
        row: Row = {"goal_id": name, "doc_id": "overens22" if direction else "uppdragsplan", "goal_area": goal_area}
        row |= {"level": level, "text_sv": text, "direction": direction, "owner_org": owner}
        if name in _MEASURED:
            indicator, year, share = _MEASURED[name]
            baseline = values[name][year].value
            row |= {"indicator_id": indicator, "baseline_value": baseline, "baseline_period": str(year)}
            row |= {"target_value": round(share * baseline), "target_date": "2025-12-31"}
        rows.append(row)
    return rows


def _goal_followups(values: Values) -> list[Row]:
    """A row a goal and year from 2022; one of 2023 was forgotten, and gambling can never be assessed."""
    rows: list[Row] = []
    for year in (2022, 2023, 2024):
        for goal, _, level, *_ in _GOALS:
            if level == "vision" or (goal, year) == ("samverkan", 2023):
                continue
            found = values.get(goal, {}).get(year)
            row: Row = {"goal_id": goal, "period": str(year), "assessment": _assessment(goal, found, values)}
            if found is not None:
                row |= {"value": found.value, "ci_low": found.low, "ci_high": found.high, "n": found.n}
                row["value_status"] = "preliminary" if (goal, year) == ("brott", 2024) else "final"
            row["reported_on"] = f"{year + 1}-02-15" if year < 2024 else None
            row["comment"] = "underlag saknas" if goal == "spel" else None
            rows.append(row)
    return rows


def _assessment(goal: str, found: GoalValue | None, values: Values) -> str:
    """Met at the target, partly when better than the baseline; without a value only what was done can be judged."""
    if found is None:
        return "partly" if goal in ("samverkan", "delaktighet") else "not_assessable"
    _, year, share = _MEASURED[goal]
    baseline = values[goal][year].value
    if found.value <= round(share * baseline):
        return "met"
    return "partly" if found.value < baseline else "not_met"


def _promise(area: str, year: int) -> Row:
    quantity, unit, theme, what = {
        "ersboda": (120, "hours", "youth", "timmars närvaro av vuxna på kvällar"),
        "alidhem": (12, "occasions", "safety", "kvällar med synlig polis"),
        "mariehem": (20, "items", "order", "brister från vandringar åtgärdas"),
    }[area]
    return {
        "promise_id": promise_id(area, year),
        "doc_id": f"lofte{year - 2000}",
        "text_sv": f"{quantity} {what} i {_PLACES[area]} under {year}",
        "area_id": area,
        "theme": theme,
        "lead_org": "polisen" if area == "alidhem" else "kommunen",
        "partners": "kommunen" if area == "alidhem" else "polisen;bostadsbolaget",
        "valid_from": f"{year}-02-01",
        "valid_to": f"{year}-12-31",
        "promised_quantity": quantity,
        "unit": unit,
        "basis": "citizen_dialogue",
        "dialogue_n": 40 + 5 * (year - 2019),
        "published_on": f"{year}-02-05",
    }


def _promise_followups(promise: Row, truth: Truth) -> list[Row]:
    """Each half year; Ålidhem's promise of 2024 was not kept, Mariehem's of 2023 was never told to the public."""
    random = truth.random(promise["promise_id"])
    area, year = promise["area_id"], int(promise["valid_to"][:4])
    shares = [random.uniform(0.42, 0.50), random.uniform(0.50, 0.60)]
    if area == "alidhem" and year == 2024:
        shares = [0.25, 0.17]
    done = [round(share * promise["promised_quantity"]) for share in shares]
    kept = sum(done) >= promise["promised_quantity"]
    status = "kept" if kept else "partly" if sum(done) >= 0.6 * promise["promised_quantity"] else "not_kept"
    told = None if year == 2024 or (area == "mariehem" and year == 2023) else f"{year + 1}-02-15"
    common = {"promise_id": promise["promise_id"]}
    return [
        {**common, "period": f"{year}-H1", "delivered_quantity": done[0], "status": "ongoing"},
        {
            **common,
            "period": f"{year}-H2",
            "delivered_quantity": done[1],
            "status": status,
            "reported_to_umebra_on": None if year == 2024 else f"{year + 1}-02-08",
            "fed_back_to_public_on": told,
            "channel": None if told is None else "Kommunens webbplats och anslag i området",
        },
    ]


def _recommendations() -> list[Row]:
    names = ("recommendation_id", "year", "text_sv", "text_en", "addressed_to", "due", "status", "done_on")
    given = (
        ("r22-1", 2022, "Kalla ersättare till råd som saknar part", "Call substitutes to councils that lack a partner",
         "umebra", "2023-06-30", "done", "2023-05-11"),
        ("r22-2", 2022, "Mät spelproblem i kommunens egen enkät", "Measure gambling problems in the municipal survey",
         "socialtjansten", "2023-12-31", "declined", None),
        ("r23-1", 2023, "Kontrollera att åtgärder från EST har hjälpt", "Check that actions from EST have helped",
         "umebra", "2024-06-30", "in_progress", None),
        ("r23-2", 2023, "Återkoppla alla löften till de boende", "Report all promises back to the residents",
         "kommunen", "2024-03-31", "done", "2024-03-22"),
        ("r24-1", 2024, "Se över varför föräldrastödet inte når fram", "Find out why the parent support does not reach",
         "socialtjansten", "2025-06-30", "open", None),
        ("r24-2", 2024, "Kom överens om vad polisen kan lova på Ålidhem",
         "Agree on what the police can promise in Ålidhem", "polisen", "2025-02-28", "open", None),
    )  # fmt: skip
    return [dict(zip(names, each, strict=True)) for each in given]


def _rivals() -> list[Row]:
    names = ("rival_id", "goal_id", "kind", "text_sv", "status", "by_what")
    given = (
        ("f1", "brott", "recording", "Fler brott fick känt område från 2015", "weakened", "Händelsen finns i modellen"),
        (
            "f2",
            "brott",
            "regression_to_mean",
            "Områdena valdes när brotten var många",
            "ruled_out",
            "Politiskt val av områden",
        ),
        ("f3", "brott", "displacement", "Brotten flyttade till grannområden", "open", None),
        ("f4", "trygghet", "other_intervention", "Annat gjorde hela polisområdet tryggare", "open", None),
    )
    return [dict(zip(names, each, strict=True)) for each in given]


def _evidence() -> list[Row]:
    names = ("evidence_id", "goal_id", "source", "direction", "strength", "n", "period")
    given = (
        ("u1", "brott", "EST", "improvement", "weak", None, "2024"),
        ("u2", "brott", "Bostadsbolagets skadekostnader", "improvement", "moderate", None, "2024"),
        ("u3", "trygghet", "Trygghetsvandringar", "no_change", "weak", 48, "2024"),
        ("u4", "trygghet", "Intervjuer", "improvement", "weak", 12, "2024"),
        ("u5", "antd", "Socialtjänstens statistik", "unclear", "weak", None, "2024"),
    )
    return [dict(zip(names, each, strict=True)) for each in given]
