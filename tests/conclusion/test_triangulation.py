"""The triangulation matrix: the four codes, where cells come from, and the step that agreement can give."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from evaluera.conclusion.certainty import Certainty
from evaluera.conclusion.concluding import conclude
from evaluera.conclusion.contribution import Contribution, support_of
from evaluera.conclusion.goal_effect import goal_effects, goal_of
from evaluera.conclusion.implementation import Carried
from evaluera.conclusion.reporting import weighed
from evaluera.conclusion.triangulation import Cell, agreeing_of, silent_sources, triangulated
from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.design.question import DesignClass
from evaluera.design.span import Span
from evaluera.results.dose_response import DosePoint, DoseResponse
from evaluera.text.messages import message

SPAN = Span(first=dt.date(2024, 1, 1), last=dt.date(2024, 12, 31))
CITS = DesignClass.CONTROLLED_TIME_SERIES


def cells(*told: str) -> list[Cell]:
    """``better/moderate`` or ``better/weak/other``."""
    found = []
    for place, each in enumerate(told):
        says, strength, *aspect = each.split("/")
        found.append(Cell(source=f"s{place}", says=says, strength=strength, own=not aspect))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ((), "silent"),
        (("better/strong",), "silent"),
        (("better/strong", "silent/weak"), "silent"),
        (("better/strong", "unclear/strong"), "silent"),
        (("better/weak", "better/weak"), "agree"),
        (("worse/strong", "worse/weak"), "agree"),
        (("better/weak", "better/weak", "silent/weak"), "agree"),
        (("better/weak", "better/weak", "unclear/weak"), "complement"),
        (("better/weak", "better/moderate/other"), "complement"),
        (("better/moderate", "worse/weak"), "conflict"),
        (("better/weak", "worse/strong"), "conflict"),
        (("better/weak", "same/moderate"), "conflict"),
        (("better/weak", "worse/weak"), "silent"),
    ],
)
def test_the_codes_of_a_row(told: tuple[str, ...], code: str) -> None:
    assert agreeing_of(cells(*told)) == code


def records(*, direction: str = "decrease", indicator: str | None = "vandalism", **frames: Any) -> ProcessTables:
    goal = {"goal_id": "g", "goal_area": "crime", "level": "outcome", "direction": direction}
    goal |= {"indicator_id": indicator, "baseline_value": 100.0, "target_value": 80.0}
    return process_tables(goal=pd.DataFrame([goal]), **{name: pd.DataFrame(rows) for name, rows in frames.items()})


def effects_of(tables: ProcessTables, result: Any) -> Any:
    return goal_effects(tables, {"main": result}, Carried(grade="high"))


def evidence(*rows: tuple[str, str, str]) -> list[dict[str, object]]:
    """Source, direction and strength, of 2024."""
    return [
        {"evidence_id": f"e{n}", "goal_id": "g", "source": s, "direction": d, "strength": w, "n": 40, "period": "2024"}
        for n, (s, d, w) in enumerate(rows)
    ]


def test_the_effect_of_the_goal_is_a_cell_as_sure_as_its_conclusion(make_result) -> None:
    tables = records()
    (row,) = triangulated(tables, SPAN, effects_of(tables, make_result(0.6, 0.4, 0.9, design=CITS)))
    assert [(c.source, c.says, c.strength) for c in row.cells] == [("effect", "better", "moderate")]
    assert row.agreeing == "silent"


def test_another_source_of_the_same_direction_agrees_and_one_against_it_must_be_discussed(make_result) -> None:
    tables = records(evidence=evidence(("Skolenkät", "improvement", "weak")))
    (row,) = triangulated(tables, SPAN, effects_of(tables, make_result(0.6, 0.4, 0.9, design=CITS)))
    assert (row.agreeing, row.direction, row.must_be_discussed) == ("agree", "better", False)
    tables = records(evidence=evidence(("Skolenkät", "worsening", "weak")))
    (row,) = triangulated(tables, SPAN, effects_of(tables, make_result(0.6, 0.4, 0.9, design=CITS)))
    assert (row.agreeing, row.direction, row.must_be_discussed) == ("conflict", "unclear", True)


def test_weak_sources_that_differ_say_nothing_together_and_the_table_says_so() -> None:
    rows = evidence(("Skolenkät", "improvement", "weak"), ("Bostadsbolaget", "worsening", "weak"))
    (row,) = triangulated(records(evidence=rows), SPAN, ())
    assert (row.agreeing, row.direction, row.must_be_discussed) == ("silent", "unclear", False)
    assert message("table.triangulation.note", "sv").endswith("när bara svaga källor säger emot varandra.")


def test_the_latest_evidence_of_a_source_counts_and_none_of_the_time_to_come() -> None:
    rows = evidence(("Skolenkät", "worsening", "weak"), ("Skolenkät", "improvement", "strong"))
    rows[0]["period"] = "2023"
    late = evidence(("Bostadsbolaget", "worsening", "strong"))
    late[0] |= {"period": "2025", "evidence_id": "late"}
    (row,) = triangulated(records(evidence=[*rows, *late]), SPAN, ())
    assert [(c.source, c.says, c.strength, c.n) for c in row.cells] == [("Skolenkät", "better", "strong", 40)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"value": 90.0, "ci_low": 80.0, "ci_high": 99.0, "assessment": "partly"}, ("better", "moderate")),
        ({"value": 90.0, "ci_low": 80.0, "ci_high": 101.0, "assessment": "partly"}, ("unclear", "moderate")),
        ({"value": 120.0, "ci_low": 110.0, "ci_high": 130.0, "assessment": "not_met"}, ("worse", "moderate")),
        ({"value": 90.0, "assessment": "partly"}, ("better", "weak")),
        ({"value": 100.0, "assessment": "not_met"}, ("same", "weak")),
        ({"assessment": "met"}, ("better", "weak")),
        ({"assessment": "not_met"}, ("unclear", "weak")),
        ({"assessment": "not_assessable"}, ("silent", "weak")),
    ],
)
def test_a_follow_up_is_read_against_the_baseline(told: dict[str, Any], expected: tuple[str, str]) -> None:
    (row,) = triangulated(records(goal_followup=[{"goal_id": "g", "period": "2024", **told}]), SPAN, ())
    assert [(c.source, c.says, c.strength) for c in row.cells] == [("follow_up", *expected)]


def test_figures_that_the_effect_shows_do_not_count_twice(make_result) -> None:
    told = [{"goal_id": "g", "period": "2024", "value": 90.0, "assessment": "met"}]
    tables = records(goal_followup=told)
    (row,) = triangulated(tables, SPAN, effects_of(tables, make_result(0.6, 0.4, 0.9)))
    assert [c.source for c in row.cells] == ["effect"]


def test_est_is_another_aspect_and_complements(make_result) -> None:
    months = [str(each) for each in pd.period_range("2023-01", "2024-12", freq="M")]
    ids = [month for month in months for _ in range(10 if month < "2024" else 5)]
    rounds = {"round_id": months, "area_id": "n", "period": months, "received_reporters": 10}
    project = {"project_id": ["p"], "intervention_start": ["2024-01"]}
    tables = records(est_round=rounds, est_report={"round_id": ids}, project=project)
    (row,) = triangulated(tables, SPAN, effects_of(tables, make_result(0.6, 0.4, 0.9)))
    assert [(c.source, c.says, c.own) for c in row.cells] == [("effect", "better", True), ("est", "better", False)]
    assert row.agreeing == "complement"
    again = records(
        est_round=rounds,
        est_report={"round_id": ids},
        project=project,
        evidence=evidence(("EST", "worsening", "strong")),
    )
    (row,) = triangulated(again, SPAN, ())
    assert [c.source for c in row.cells] == ["est"]


def test_to_keep_a_level_is_better_when_it_stays(make_result) -> None:
    tables = records(direction="keep")
    (effect,) = effects_of(tables, make_result(1.0, 0.93, 1.07))
    assert (effect.outcome, effect.verdict, effect.kept) == ("improvement", "supports_theory", True)
    (row,) = triangulated(tables, SPAN, (effect,))
    assert row.cells[0].says == "better"


def test_an_outcome_has_the_goal_that_is_stated_or_the_one_with_its_name() -> None:
    tables = records()
    assert goal_of(tables, "Vandalism")["goal_id"] == "g"
    assert goal_of(tables, "burglary") == {}
    assert goal_of(tables, "burglary", stated="g")["goal_id"] == "g"
    assert goal_of(tables, "vandalism", stated="other") == {}


def story(tables: ProcessTables, result: Any, *doses: DoseResponse) -> Contribution:
    effects = effects_of(tables, result)
    return Contribution(
        carried=Carried(grade="high"),
        effects=effects,
        goals=triangulated(tables, SPAN, effects),
        links=(),
        rivals=(),
        reporting=weighed(()),
        doses=doses,
    )


def curve(*ratios: float, p_value: float = 0.01, floor: float = 0.01) -> DoseResponse:
    points = tuple(DosePoint(level=n, low_dose=n, high_dose=n, cells=10, ratio=ratio) for n, ratio in enumerate(ratios))
    return DoseResponse(
        outcome="vandalism", better="lower", areas=5, dosed=4, points=points, slope=0.9, p_value=p_value, floor=floor
    )


def test_agreement_and_a_clear_dose_response_support_an_improvement(make_result) -> None:
    result = make_result(0.6, 0.4, 0.9)
    tables = records(evidence=evidence(("Skolenkät", "improvement", "weak")))
    both = story(tables, result, curve(1.0, 0.9, 0.8))
    assert support_of(both, both.effects[0]) == ("sources_agree", "dose_response")
    alone = story(records(), result, curve(1.0, 0.9, 0.8))
    assert support_of(alone, alone.effects[0]) == ("dose_response",)
    against = story(records(evidence=evidence(("Skolenkät", "worsening", "strong"))), result)
    assert support_of(against, against.effects[0]) == ()


def test_sources_that_agree_without_the_effect_do_not_support_it(make_result) -> None:
    rows = evidence(("Skolenkät", "improvement", "weak"), ("Bostadsbolaget", "improvement", "weak"))
    unclear = story(records(evidence=rows), make_result(0.8, 0.5, 1.3))
    assert support_of(unclear, unclear.effects[0]) == ()


@pytest.mark.parametrize(
    "unclear",
    [curve(1.0, 0.9, 0.95), curve(1.0, 0.9, 0.8, p_value=0.06), curve(1.0, 0.9, 0.8, floor=0.17), curve(1.0)],
)
def test_a_curve_that_is_not_clear_supports_nothing(make_result, unclear: DoseResponse) -> None:
    told = story(records(), make_result(0.6, 0.4, 0.9), unclear)
    assert support_of(told, told.effects[0]) == ()


def test_support_raises_one_step_at_most_and_never_above_the_ceiling(make_result) -> None:
    unknown = {"implementation": "unknown"}
    lowered = conclude(make_result(0.6, 0.4, 0.9, design=CITS, question=unknown))
    assert lowered.certainty is Certainty.LOW
    raised = conclude(make_result(0.6, 0.4, 0.9, design=CITS, question=unknown | {"support": ("sources_agree",)}))
    assert raised.certainty is Certainty.MODERATE
    assert [(s.code, s.change) for s in raised.steps][-1] == ("sources_agree", 1)
    both = unknown | {"support": ("sources_agree", "dose_response"), "decided_beforehand": False}
    twice = conclude(make_result(0.6, 0.4, 0.9, design=CITS, question=both))
    assert [(s.code, s.change) for s in twice.steps][-2:] == [("sources_agree", 1), ("dose_response", 0)]
    assert twice.certainty is Certainty.LOW
    nothing_lowered = conclude(make_result(0.6, 0.4, 0.9, design=CITS, question={"support": ("sources_agree",)}))
    assert nothing_lowered.certainty is nothing_lowered.ceiling.certainty
    assert [(s.code, s.change) for s in nothing_lowered.steps] == [("sources_agree", 0)]


def test_a_cap_holds_although_sources_agree(make_result) -> None:
    question = {"selection_reason": "rising_trend", "implementation": "unknown", "support": ("dose_response",)}
    capped = conclude(make_result(0.6, 0.4, 0.9, design=CITS, question=question))
    assert capped.certainty is Certainty.LOW
    assert capped.steps[-1].code == "rising_trend_cap"


def interviews(*values: float, theme: str = "g") -> list[dict[str, object]]:
    """A segment of each interview about the goal."""
    return [
        {"segment_id": f"s{n}", "interview_id": f"i{n}", "theme": theme, "code": "x", "valence": v, "coder": "k"}
        for n, v in enumerate(values)
    ]


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ((1, 1, 2, 1, 1, 2), "better"),
        ((-1, -1, -2, -1, -1, -2), "worse"),
        ((1, 1, 1, 1, 1), "unclear"),  # five that agree can be chance: 2 / 32
        ((1, 1, 1, 1, 1, 1, -1, 0), "unclear"),
    ],
)
def test_interviews_speak_through_the_valence_of_segments_about_the_goal(values: tuple[float, ...], says: str) -> None:
    (row,) = triangulated(records(segment=interviews(*values)), SPAN, ())
    assert [(c.source, c.says, c.strength, c.n, c.own) for c in row.cells] == [
        ("interviews", says, "weak", len(values), False)
    ]


def test_few_interviews_and_those_about_something_else_are_silent() -> None:
    assert triangulated(records(segment=interviews(1, 1, 1, 1)), SPAN, ())[0].cells == ()
    assert triangulated(records(segment=interviews(*[1] * 9, theme="trust")), SPAN, ())[0].cells == ()
    few = triangulated(records(segment=interviews(*[1] * 9)), SPAN, (), fewest_persons=10)
    assert few[0].cells == ()


def test_an_interview_counts_once_however_many_segments_and_coders() -> None:
    more = [each | {"segment_id": f"{each['segment_id']}{n}", "coder": n} for each in interviews(1, 1) for n in "abc"]
    assert triangulated(records(segment=more), SPAN, ())[0].cells == ()


def test_an_outcome_counted_in_est_does_not_count_twice(make_result) -> None:
    months = [str(each) for each in pd.period_range("2023-01", "2024-12", freq="M")]
    ids = [month for month in months for _ in range(10 if month < "2024" else 5)]
    tables = records(
        est_round={"round_id": months, "area_id": "n", "period": months, "received_reporters": 10},
        est_report={"round_id": ids, "area_id": "n"},
        project={"project_id": ["p"], "intervention_start": ["2024-01"]},
    )
    result = make_result(0.6, 0.4, 0.9)
    counted = replace(result, provenance=replace(result.provenance, source="EST", file=None))
    told = [
        [cell.source for cell in triangulated(tables, SPAN, effects_of(tables, each))[0].cells]
        for each in (result, counted)
    ]
    assert told == [["effect", "est"], ["effect"]]


def test_sources_that_say_nothing_of_any_goal_are_named() -> None:
    rows = triangulated(
        records(evidence=evidence(("Skolenkät", "improvement", "weak"), ("Socialtjänsten", "no_change", "weak"))),
        SPAN,
        (),
    )
    assert silent_sources(rows) == ("effect", "survey", "est", "walks", "interviews", "partner_survey")
    assert silent_sources([]) == (*silent_sources(rows), "school", "social_services")
