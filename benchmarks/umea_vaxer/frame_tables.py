"""The frame: the initiative, areas with residents, organisations, documents, budget, staff and other events."""

from __future__ import annotations

from typing import Any

from umea_vaxer.calendar import YEARS, months
from umea_vaxer.truth import Area, Truth

__all__ = ["CITY", "area_id", "frame_tables"]

CITY = "umea"
_ASCII = str.maketrans("åäöÅÄÖ ", "aaoAAO_")
_GROUPS = {
    "women": 0.50,
    "men": 0.50,
    "age_0_15": 0.18,
    "age_16_19": 0.05,
    "age_20_24": 0.10,
    "age_25_64": 0.51,
    "age_65_plus": 0.16,
}
Row = dict[str, Any]


def area_id(name: str) -> str:
    """The id of a district.

    >>> area_id("Ålidhem")
    'alidhem'
    """
    return name.translate(_ASCII).lower()


def frame_tables(truth: Truth) -> dict[str, list[Row]]:
    """The tables of the frame."""
    return {
        "project": [_project()],
        "area": _areas(truth),
        "area_start": [{"area_id": area_id(each.name), "start": each.start} for each in truth.crime.treated],
        "population": _population(truth),
        "organisation": _organisations(),
        "document": _documents(),
        "budget": _budget(truth),
        "staffing": _staffing(truth),
        "context_event": _events(truth),
        "legal_item": _legal(),
    }


def _project() -> Row:
    return {
        "project_id": "umea-vaxer",
        "name_sv": "Umeå växer – tryggt och säkert",
        "name_en": "Umeå grows – safe and secure",
        "owner_org": "umebra",
        "baseline_start": "2014-01",
        "intervention_start": "2018-09",
        "evaluation_end": "2024-12",
        "rollout": "phased",
        "selection_reason": "policy",
    }


def _areas(truth: Truth) -> list[Row]:
    city = {"area_id": CITY, "name": "Umeå kommun", "kind": "municipality"}
    return [city] + [
        {
            "area_id": area_id(each.name),
            "name": each.name,
            "kind": "comparison" if each.start is None else "intervention",
            "parent_area": CITY,
        }
        for each in truth.crime.areas.values()
    ]


def _population(truth: Truth) -> list[Row]:
    """Residents of the districts with the initiative by group, of the others in all; the municipality is their sum."""
    rows: list[Row] = []
    for year in YEARS:
        total = 0
        for area in truth.crime.areas.values():
            total += area.residents_in(year)
            rows += _residents(area, year)
        rows.append({"area_id": CITY, "year": year, "group": "all", "n": total})
    return rows


def _residents(area: Area, year: int) -> list[Row]:
    n = area.residents_in(year)
    groups = {"all": 1.0} | (_GROUPS if area.start else {})
    return [
        {"area_id": area_id(area.name), "year": year, "group": group, "n": round(share * n)}
        for group, share in groups.items()
    ]


def _organisations() -> list[Row]:
    given = (
        ("kommunen", "Umeå kommun", "municipality", None),
        ("umebra", "Umebrå", "municipality", "kommunen"),
        ("socialtjansten", "Socialtjänsten", "social_services", "kommunen"),
        ("fritid", "Fritid", "leisure", "kommunen"),
        ("skolan", "För- och grundskola", "school", "kommunen"),
        ("gator", "Gator och parker", "municipality", "kommunen"),
        ("polisen", "Polisen", "police", None),
        ("bostadsbolaget", "Kommunalt bostadsbolag", "housing", None),
        ("regionen", "Regionen", "region", None),
        ("raddning", "Räddningstjänsten", "rescue_service", None),
        ("handeln", "Handeln", "business", None),
        ("foreningar", "Föreningslivet", "civil_society", None),
    )
    return [dict(zip(("org_id", "name", "sector", "part_of"), each, strict=True)) for each in given]


def _documents() -> list[Row]:
    """What was decided; the situation picture is made anew every second year, once late."""
    names = (
        "doc_id",
        "kind",
        "adopted_on",
        "adopted_by",
        "valid_from",
        "valid_to",
        "next_review_due",
        "followed_up_on",
    )
    given = [
        ("uppdragsplan", "assignment_plan", "2018-02-26", "kf", "2018-03-01", None, None, None),
        ("overens18", "collaboration_agreement", "2018-03-15", "joint", "2018-04-01", "2021-12-31", None, "2022-01-27"),
        ("overens22", "collaboration_agreement", "2022-02-10", "joint", "2022-02-10", "2025-12-31", None, None),
        ("plan18", "activity_plan", "2018-05-24", "umebra", "2018-06-01", "2021-12-31", None, "2022-01-27"),
        ("plan22", "action_plan", "2022-03-17", "umebra", "2022-03-17", "2025-12-31", None, None),
        ("orsaker22", "cause_analysis", "2022-02-03", "umebra", "2022-02-03", None, None, None),
        ("lagesbild20", "situation_picture", "2020-05-14", "umebra", "2020-05-14", None, "2022-05-14", None),
        ("lagesbild23", "situation_picture", "2023-09-21", "umebra", "2023-09-21", None, "2025-09-21", None),
    ]
    given += [
        (
            f"berattelse{year - 2000}",
            "annual_report",
            f"{year + 1}-03-20",
            "umebra",
            f"{year + 1}-03-20",
            None,
            None,
            None,
        )
        for year in YEARS[:-1]
    ]
    given += [
        (
            f"lofte{year - 2000}",
            "citizen_promise",
            f"{year}-02-01",
            "joint",
            f"{year}-02-01",
            f"{year}-12-31",
            None,
            None,
        )
        for year in YEARS[1:]
    ]
    replaces = {"overens22": "overens18", "plan22": "plan18", "lagesbild23": "lagesbild20"}
    return [{**dict(zip(names, each, strict=True)), "replaces": replaces.get(each[0])} for each in given]


def _budget(truth: Truth) -> list[Row]:
    """Four lines a year; the grant for parent support was not used up in any year."""
    random = truth.random("budget")
    lines = (
        ("processledare", None, "municipality", 2_100_000, 0.98),
        ("vandringar", None, "municipality", 180_000, 0.90),
        ("ungdom", None, "municipality", 640_000, 1.03),
        ("foraldrar", "foraldrastod-mariehem", "county", 220_000, 0.62),
    )
    rows = []
    for year in YEARS:
        for line, activity, funder, budget, used in lines:
            planned = budget / 2 if year == 2018 else budget * 1.02 ** (year - 2019)
            rows.append(
                {
                    "year": year,
                    "line_id": f"{line}{year - 2000}",
                    "activity_id": activity,
                    "funder": funder,
                    "budget_sek": int(round(planned, -3)),
                    "actual_sek": int(round(planned * used * random.uniform(0.95, 1.05), -3)),
                }
            )
    return rows


def _staffing(truth: Truth) -> list[Row]:
    """Three process leaders from September 2018: one post was vacant in the spring of 2021, sick leave in 2023."""
    random = truth.random("staffing")
    rows: list[Row] = []
    for year, month in months("2018-09"):
        actual: float | None = 3.0
        if year == 2021 and month <= 5:
            actual = 2.0
        elif (year, month) in {(2023, 9), (2023, 10), (2023, 11)}:
            actual = 2.25
        elif random.uniform() < 0.03:
            actual = None
        row = {"role": "processledare", "month": f"{year}-{month:02d}", "fte_planned": 3.0, "fte_actual": actual}
        rows.append(row)
    return rows


def _events(truth: Truth) -> list[Row]:
    first, last = truth.crime.pandemic
    names = ("event_id", "start", "end", "area_id", "kind", "affects", "expected_direction", "source")
    given = (
        ("kommunuppgift", "2015-01", "2015-01", None, "recording_change", "reporting", "up", "Påhittad uppgift"),
        ("ntu-metod", "2017-01", "2017-01", None, "recording_change", "reporting", "unclear", "Påhittad uppgift"),
        ("centrumbygge", "2018-06", "2018-10", "mariehem", "building", "true_level", "unclear", "Påhittad uppgift"),
        ("pandemin", first, last, None, "pandemic", "both", "down", "Påhittad uppgift"),
        ("polissatsning", "2022-10", "2022-12", "alidhem", "police_operation", "both", "up", "Påhittad uppgift"),
        ("brottsforebyggande-lag", "2023-07", None, None, "law_change", "true_level", "unclear", "Lag 2023:196"),
    )
    return [dict(zip(names, each, strict=True)) for each in given]


def _legal() -> list[Row]:
    return [
        {"item": "coordination_function", "year": 2024, "status": "met", "doc_id": "uppdragsplan"},
        {"item": "situation_picture_content", "year": 2024, "status": "met", "doc_id": "lagesbild23"},
    ]
