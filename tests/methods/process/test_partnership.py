"""Ties between partners, and what they and residents answer, counted by hand."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import evaluera
from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.results.measure import Measure
from evaluera.results.process import ProcessResult

PUBLISHED = Path(__file__).parents[2] / "published"
ORGANISATION = pd.DataFrame({"org_id": ["m1", "m2", "p1"], "sector": ["municipality", "municipality", "police"]})
INVITATION = pd.DataFrame({"wave": "2024", "org_id": ["m1", "m2", "p1"], "invited_n": [6, 2, 2]})
ITEM = pd.DataFrame(
    {"item_id": ["q1", "q2", "q3"], "scale_id": ["trust", "trust", "time"], "reversed": [False, True, None]}
)


def _survey(*rows: tuple[str, str, str, float | None], wave: str = "2024") -> pd.DataFrame:
    """Respondent, organisation, item, value."""
    columns = ["respondent_id", "org_id", "item_id", "value"]
    return pd.DataFrame(rows, columns=columns).assign(wave=wave)


SURVEY = _survey(
    ("1", "m1", "q1", 5), ("1", "m1", "q2", 1), ("1", "m1", "q3", None),
    ("2", "m1", "q1", 4), ("2", "m1", "q2", 5), ("2", "m1", "q3", 4),
    ("3", "m1", "q1", 2), ("3", "m1", "q2", 2), ("3", "m1", "q3", None),
    ("4", "m2", "q1", 4), ("5", "m2", "q1", None), ("5", "m2", "q2", 3),
    ("6", "p1", "q1", 1), ("7", "p1", "q1", None),
)  # fmt: skip
"""q2 is reversed: 1 -> 5, 5 -> 1, 2 -> 4, 3 -> 3. Person 7 answered "vet ej" only."""


def _result(*, year: int = 2024, until: dt.date | None = None, **frames: pd.DataFrame) -> ProcessResult:
    return evaluera.estimate("partnership", process_tables(**frames), year=year, until=until)


def _answers(**changed: pd.DataFrame) -> ProcessResult:
    frames = {
        "partner_survey": SURVEY,
        "survey_item": ITEM,
        "survey_invitation": INVITATION,
        "organisation": ORGANISATION,
    }
    return _result(**(frames | changed))


def _of(result: ProcessResult, indicator: str, **where: str) -> Measure:
    found = result.of(indicator, **where)
    assert found is not None, (indicator, where)
    return found


def test_the_worked_example_of_ties(worked_example: ProcessTables) -> None:
    result = evaluera.estimate("partnership", worked_example, year=2024)
    density = _of(result, "PS02")
    assert [density.value, density.low, density.high] == pytest.approx([0.5556, 0.4167, 0.6667], abs=5e-5)
    assert (density.numerator, density.denominator, density.missing) == (5.0, 9.0, 3)
    assert _of(result, "PS02", variant="silent_as_zero").value == pytest.approx(0.4167, abs=5e-5)
    assert _of(result, "PS03").value == pytest.approx(2.2222, abs=5e-5)
    assert _of(result, "PS03", variant="change").reason == "one_wave"
    assert (_of(result, "PS04").value, _of(result, "PS04").denominator) == (1.0, 2.0)
    assert _of(result, "PS05").value == pytest.approx(0.3333, abs=5e-5)


def test_change_between_waves_for_pairs_in_both() -> None:
    """A->B rises by 2, B->A falls by 1, A->C is new, and the wave of 2020 is not the one before."""
    ties = pd.DataFrame(
        [
            ("2020", "A", "B", 5), ("2022-10", "A", "B", 1), ("2022-10", "B", "A", 3),
            ("2024", "A", "B", 3), ("2024", "B", "A", 2), ("2024", "A", "C", 5),
        ],
        columns=["wave", "from_org", "to_org", "level"],
    )  # fmt: skip
    change = _of(_result(partner_tie=ties), "PS03", variant="change")
    assert (change.value, change.denominator, change.state) == (0.5, 2.0, "2022-10")
    alone = _of(_result(partner_tie=ties.assign(to_org=ties["to_org"] + ties["wave"])), "PS03", variant="change")
    assert (alone.value, alone.reason) == (None, "no_pair_in_both")
    over_years = evaluera.estimate("partnership", process_tables(partner_tie=ties), year=2024, first_year=2020)
    assert _of(over_years, "PS03", variant="change").state == "2022-10"


def test_the_level_that_is_a_tie_is_a_parameter(worked_example: ProcessTables) -> None:
    result = evaluera.estimate("partnership", worked_example, year=2024, limits={"tie_from": 4})
    assert _of(result, "PS02").numerator == 2.0


def test_response_in_all_and_by_sector() -> None:
    """PS01: six persons with an answer of ten invited; person 7 said vet ej only."""
    result = _answers()
    total = _of(result, "PS01")
    assert (total.value, total.denominator, total.band, total.persons) == (0.6, 10.0, "partly", True)
    sectors = {each.part: (each.numerator, each.denominator) for each in result.all_of("PS01", split="sector")}
    assert sectors == {"municipality": (5.0, 8.0), "police": (1.0, 2.0)}


def test_answers_without_a_number_of_invited_are_left_out_and_counted() -> None:
    found = _of(_answers(survey_invitation=INVITATION[:2]), "PS01")
    assert (found.numerator, found.denominator, found.missing) == (5.0, 8.0, 1)
    nobody = _of(_answers(survey_invitation=INVITATION[:0]), "PS01")
    assert (nobody.value, nobody.reason) == (None, "nobody_invited")


def test_a_wave_that_nobody_answered_has_response_zero() -> None:
    later = INVITATION.assign(wave="2024-11")
    found = _of(_answers(survey_invitation=pd.concat([INVITATION.assign(wave="2024-03"), later]),
                         partner_survey=SURVEY.assign(wave="2024-03")), "PS01")  # fmt: skip
    assert (found.numerator, found.denominator) == (0.0, 10.0)


def test_who_agrees_in_all_by_item_scale_and_sector() -> None:
    """PS06. q1: 5 4 2 4 1 and two vet ej; q2 recoded: 5 1 4 3; q3: 4 and two vet ej."""
    result = _answers()
    assert (_of(result, "PS06").numerator, _of(result, "PS06").denominator) == (6.0, 10.0)
    item = _of(result, "PS06", split="item", part="q1")
    assert (item.value, item.low, item.high, item.missing) == (0.6, 3 / 7, 5 / 7, 2)
    assert _of(result, "PS06", split="item", part="q2").value == 0.5
    unknown = _of(result, "PS06", variant="dont_know", split="item", part="q3")
    assert (unknown.numerator, unknown.denominator) == (2.0, 3.0)
    assert _of(result, "PS06", split="scale", part="trust").value == 5 / 9
    municipality = _of(result, "PS06", split="sector", part="municipality")
    assert (municipality.numerator, municipality.denominator) == (6.0, 9.0)
    police = _of(result, "PS06", split="sector", part="police")
    assert (police.value, police.reason, police.numerator) == (None, "too_few_persons", None)


def test_the_latest_wave_of_the_year_counts() -> None:
    both = pd.concat(
        [SURVEY, _survey(("9", "m1", "q1", 1.0), wave="2024-06"), _survey(("9", "m1", "q1", 1.0), wave="2025")]
    )
    result = _answers(partner_survey=both.assign(wave=both["wave"].replace("2024", "2024-02")))
    assert (_of(result, "PS06").numerator, _of(result, "PS06").denominator) == (0.0, 1.0)
    june = _answers_until(both.assign(wave=both["wave"].replace("2024", "2024-02")), dt.date(2024, 5, 31))
    assert _of(june, "PS06").denominator == 10.0


def _answers_until(survey: pd.DataFrame, day: dt.date) -> ProcessResult:
    return _result(partner_survey=survey, survey_item=ITEM, until=day)


def _reliability_survey() -> tuple[pd.DataFrame, dict[str, Any]]:
    """The 120 answers that R was given; the second item is turned here, to be turned back."""
    case = json.loads((PUBLISHED / "scale_reliability" / "reliability.json").read_text(encoding="utf-8"))["answers"]
    data = np.array(case["data"], dtype=float)
    data[:, 1] = 6.0 - data[:, 1]
    rows = [
        (f"r{person}", "m1", f"i{item}", float(value))
        for person, answers in enumerate(data)
        for item, value in enumerate(answers)
    ]
    return _survey(*rows), case


RELIABLE = pd.DataFrame(
    {"item_id": [f"i{n}" for n in range(5)], "scale_id": "s", "reversed": [n == 1 for n in range(5)]}
)


def test_reliability_of_a_scale_is_that_of_r() -> None:
    survey, expected = _reliability_survey()
    incomplete = _survey(("x", "m1", "i0", 3.0), ("x", "m1", "i1", None))
    result = _result(partner_survey=pd.concat([survey, incomplete]), survey_item=RELIABLE)
    alpha, omega = (_of(result, "PS07", variant=v, split="scale", part="s") for v in ("", "omega"))
    assert (alpha.value, omega.value) == pytest.approx((expected["alpha"], expected["omega"]), abs=1e-7)
    assert (alpha.n, alpha.bounds) == (120, "confidence")
    assert alpha.low is not None
    assert alpha.high is not None
    assert 0.6 < alpha.low < alpha.value < alpha.high < 0.8  # type: ignore[operator]


def test_reliability_takes_thirty_complete_answers_and_items_that_vary() -> None:
    survey, _ = _reliability_survey()
    few = survey[survey["respondent_id"].isin([f"r{n}" for n in range(29)])]
    found = _of(_result(partner_survey=few, survey_item=RELIABLE), "PS07", split="scale", part="s")
    assert (found.value, found.reason, found.n) == (None, "too_few_answers", 29)
    two = survey[survey["item_id"].isin(["i0", "i2"])]
    result = _result(partner_survey=two, survey_item=RELIABLE)
    assert _of(result, "PS07", split="scale", part="s").value is not None
    assert _of(result, "PS07", variant="omega", split="scale", part="s").reason == "two_items"
    one = _result(partner_survey=survey[survey["item_id"] == "i0"], survey_item=RELIABLE)
    assert _of(one, "PS07", split="scale", part="s").reason == "one_item"
    still = _result(partner_survey=survey.assign(value=3.0), survey_item=RELIABLE)
    assert _of(still, "PS07", split="scale", part="s").reason == "no_variation"


def _residents() -> pd.DataFrame:
    """The sample that R was given, as answers: an agreeing school says 4, another 2; areas are the domain of R."""
    schools = pd.read_csv(PUBLISHED / "survey_estimates" / "schools.csv", dtype={"stratum": str})
    return pd.DataFrame(
        {
            "respondent_id": [f"s{n}" for n in range(len(schools))],
            "wave": "2024",
            "area_id": schools["domain"].map({1: "in", 0: "out"}),
            "stratum": schools["stratum"],
            "weight": schools["weight"],
            "item_id": "safe",
            "value": np.where(schools["yes"] == 1, 4, 2),
        }
    )


def test_shares_of_residents_are_those_of_survey_in_r() -> None:
    expected = json.loads((PUBLISHED / "survey_estimates" / "survey.json").read_text(encoding="utf-8"))["stratified"]
    result = _result(survey_micro=_residents())
    for where, key in (
        ({"split": "item", "part": "safe"}, "share"),
        ({"split": "item_area", "part": "safe / in"}, "domain_share"),
    ):
        found = _of(result, "PS06", variant="local_survey", **where)
        estimate, _, low, high = expected[key]
        assert [found.value, found.low, found.high] == pytest.approx([estimate, low, high], abs=1e-8)
        assert found.bounds == "confidence"


def test_items_that_are_no_agreement_and_areas_with_too_few() -> None:
    residents = _residents()
    tail = residents[:4].assign(respondent_id=[f"t{n}" for n in range(4)], area_id="small")
    odd = residents.assign(item_id="age", value=40)
    result = _result(survey_micro=pd.concat([residents, tail, odd]))
    assert _of(result, "PS06", variant="local_survey", split="item", part="age").reason == "not_one_to_five"
    small = _of(result, "PS06", variant="local_survey", split="item_area", part="safe / small")
    assert (small.value, small.reason) == (None, "too_few_persons")


def test_answers_of_one_person_to_a_scale_are_one_draw() -> None:
    """Ten persons who answer two items alike know no more than ten persons with one item."""
    answers = [5, 4, 2, 1, 3, 4, 5, 2, 4, 1]
    rows = [
        {"respondent_id": str(person), "wave": "2024", "area_id": "a", "item_id": item, "value": value}
        for person, value in enumerate(answers)
        for item in ("q1", "q3")
    ]
    items = pd.DataFrame({"item_id": ["q1", "q3"], "scale_id": "trust", "reversed": False})
    result = _result(survey_micro=pd.DataFrame(rows), survey_item=items)
    item = _of(result, "PS06", variant="local_survey", split="item", part="q1")
    scale = _of(result, "PS06", variant="local_survey", split="scale", part="trust")
    assert (scale.value, scale.low, scale.high) == pytest.approx((item.value, item.low, item.high))
    assert (scale.n, item.n) == (20, 10)


def test_absent_and_empty_tables() -> None:
    absent = _result(area=pd.DataFrame({"area_id": ["a"]}))
    assert {each.reason for each in absent.measures} == {"no_data"}
    assert _of(absent, "PS06").state == "partner_survey"
    ties = pd.DataFrame({"wave": [], "from_org": [], "to_org": [], "level": []})
    empty = _answers(partner_survey=SURVEY[:0], partner_tie=ties)
    assert _of(empty, "PS01").value == 0.0
    for indicator in ("PS02", "PS03", "PS04", "PS05", "PS06", "PS07"):
        found = _of(empty, indicator)
        assert (found.value, found.reason) == (None, "no_rows")


@settings(max_examples=8, deadline=None)
@given(st.permutations(range(len(SURVEY))), st.permutations(range(9)))
def test_the_order_of_rows_does_not_matter(answers: list[int], ties: list[int]) -> None:
    network = pd.DataFrame(
        {
            "wave": "2024",
            "from_org": list("AAABBBCCC"),
            "to_org": list("BCDACDABD"),
            "level": [4, 3, 2, 3, 0, 3, 4, 1, 0],
        }
    )
    shuffled = _answers(partner_survey=SURVEY.iloc[answers], partner_tie=network.iloc[ties])
    pd.testing.assert_frame_equal(shuffled.tidy(), _answers(partner_tie=network).tidy())


@settings(max_examples=8, deadline=None)
@given(st.sets(st.integers(0, len(SURVEY) - 1)))
def test_vet_ej_widens_the_bounds(hidden: set[int]) -> None:
    value = SURVEY["value"].where(~SURVEY.index.isin(list(hidden)))
    full, less = _of(_answers(), "PS06"), _of(_answers(partner_survey=SURVEY.assign(value=value)), "PS06")
    if less.value is None:
        return
    assert less.low <= full.low  # type: ignore[operator]
    assert less.high >= full.high  # type: ignore[operator]


def test_a_tie_without_a_level_is_not_answered_for_and_a_later_wave_is_not_there_yet() -> None:
    """A said nothing of C: one of six directions is unseen, in density, level, reciprocity and centralisation."""
    ties = pd.DataFrame(
        {"wave": "2024-03", "from_org": list("AABBCC"), "to_org": list("BCACAB"), "level": [4, None, 3, 0, 4, 1]}
    )
    later = ties.assign(wave="2024-09", level=5)
    result = _result(partner_tie=pd.concat([ties, later]), until=dt.date(2024, 6, 30))
    density = _of(result, "PS02")
    assert (density.numerator, density.denominator, density.missing) == (3.0, 5.0, 1)
    assert (density.low, density.high) == (3 / 6, 4 / 6)
    level = _of(result, "PS03")
    assert (level.value, level.low, level.high) == (12 / 5, 12 / 6, 17 / 6)
    mutual = _of(result, "PS04")
    assert (mutual.numerator, mutual.denominator, mutual.missing) == (1.0, 1.0, 1)
    # Incoming ties that were seen: A 2, B 1, C 0.
    assert (_of(result, "PS05").value, _of(result, "PS05").missing) == (3 / 4, 1)
    whole = _result(partner_tie=pd.concat([ties, later]))
    assert (_of(whole, "PS02").value, _of(whole, "PS02").missing) == (1.0, 0)


def test_who_was_invited_in_a_wave_that_is_to_come_is_not_counted() -> None:
    later = INVITATION.assign(wave="2024-11")
    both = {
        "survey_invitation": pd.concat([INVITATION.assign(wave="2024-03"), later]),
        "partner_survey": SURVEY.assign(wave="2024-03"),
        "organisation": ORGANISATION,
    }
    found = _of(_result(**both, until=dt.date(2024, 6, 30)), "PS01")
    assert (found.numerator, found.denominator) == (6.0, 10.0)
