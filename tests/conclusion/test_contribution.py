"""Contribution analysis: each status of a link, each rival explanation, and the list of what is missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from evaluera.conclusion.concluding import conclude
from evaluera.conclusion.contribution import EVIDENCE_TABLES, contribution_of
from evaluera.conclusion.goal_effect import goal_effects
from evaluera.conclusion.implementation import Carried
from evaluera.conclusion.link_story import link_stories, weakest
from evaluera.conclusion.rivals import handed_in, known_rivals
from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.design.event import Event
from evaluera.design.question import DesignClass
from evaluera.design.span import Span
from evaluera.methods.process.limits import Limits
from evaluera.methods.process.theory_graph import theory_graph
from evaluera.results.diagnostic import Verdict
from evaluera.results.measure import Measure
from evaluera.results.provenance import Timing

SPAN = Span(first=dt.date(2024, 1, 1), last=dt.date(2024, 12, 31))
CITS = DesignClass.CONTROLLED_TIME_SERIES


def records(*, indicator: str | None = "PF01", prior: str = "moderate", **frames: Any) -> ProcessTables:
    """An activity that leads to an output, which leads to the goal that ``vandalism`` measures."""
    links = [
        ("l1", "a", "seen", "activity", "output", indicator, prior),
        ("l2", "seen", "g", "output", "long_outcome", None, "strong"),
    ]
    names = ["link_id", "from_node", "to_node", "from_type", "to_type", "indicator_id", "prior_evidence"]
    goal = {"goal_id": ["g"], "goal_area": "crime", "level": "outcome", "direction": "decrease"}
    return process_tables(
        theory_link=pd.DataFrame(links, columns=names),
        goal=pd.DataFrame(goal | {"indicator_id": "vandalism"}),
        **{name: pd.DataFrame(rows) for name, rows in frames.items()},
    )


def delivery(band: str, *, part: str = "") -> Measure:
    split = "activity" if part else ""
    return Measure(indicator="PF01", value=0.7, unit="share", band=band, split=split, part=part)  # type: ignore[arg-type]


def statuses(tables: ProcessTables, *measures: Measure, result: Any = None) -> list[str]:
    effects = () if result is None else goal_effects(tables, {"main": result}, Carried(grade="high"))
    theory = theory_graph(tables, measures=measures)
    return [each.status for each in link_stories(theory, measures=measures, effects=effects)]


@pytest.mark.parametrize(
    ("band", "status"),
    [("high", "supported"), ("partly", "weakly_supported"), ("low", "contradicted"), ("", "untested")],
)
def test_a_link_is_tested_by_the_band_of_its_indicator(band: str, status: str) -> None:
    assert statuses(records(), delivery(band)) == [status, "untested"]


def test_the_number_of_the_activity_goes_before_that_of_all() -> None:
    assert statuses(records(), delivery("high"), delivery("low", part="a"))[0] == "contradicted"
    assert statuses(records(), delivery("high"), delivery("low", part="b"))[0] == "supported"


def test_a_link_without_indicator_or_whose_number_is_missing_is_untested() -> None:
    assert statuses(records(indicator=None), delivery("high"))[0] == "untested"
    assert statuses(records(indicator="PF02"), delivery("high"))[0] == "untested"


@pytest.mark.parametrize(
    ("numbers", "design", "status"),
    [
        ((0.6, 0.4, 0.9), CITS, "supported"),
        ((0.6, 0.4, 0.9), DesignClass.BEFORE_AFTER, "weakly_supported"),
        ((1.6, 1.2, 2.0), CITS, "contradicted"),
        ((1.0, 0.92, 1.08), CITS, "contradicted"),
        ((0.8, 0.5, 1.3), CITS, "untested"),
    ],
)
def test_a_link_to_a_goal_is_tested_by_the_effect(make_result, numbers, design, status) -> None:
    assert statuses(records(), result=make_result(*numbers, design=design))[1] == status


@pytest.mark.parametrize(
    ("assessment", "status"),
    [
        ("met", "weakly_supported"),
        ("partly", "weakly_supported"),
        ("not_met", "contradicted"),
        ("not_assessable", "untested"),
    ],
)
def test_a_follow_up_stands_in_where_no_analysis_answers(make_result, assessment, status) -> None:
    told = Measure(
        indicator="PG02", variant="assessment", value=None, unit="status", split="goal", part="g", state=assessment
    )
    assert statuses(records(), told)[1] == status
    assert statuses(records(), told, result=make_result(0.8, 0.5, 1.3))[1] == status
    assert statuses(records(), told, result=make_result(0.6, 0.4, 0.9, design=CITS))[1] == "supported"


def test_the_weakest_links_are_the_contradicted_then_the_untested_with_the_least_research() -> None:
    tables = records(prior="none")
    theory = theory_graph(tables)
    stories = link_stories(theory, measures=[delivery("low")], effects=())
    assert [each.link.link for each in weakest(stories)] == ["l1", "l2"]
    untested = link_stories(theory, measures=(), effects=())
    assert [each.link.link for each in weakest(untested)] == ["l1", "l2"]
    supported = link_stories(theory, measures=[delivery("high")], effects=())
    assert [each.link.link for each in weakest(supported)] == ["l2"]


def test_a_link_shows_its_status_of_the_year_before() -> None:
    theory = theory_graph(records())
    now, before = [delivery("high")], [delivery("low")]
    first = link_stories(theory, measures=now, effects=(), earlier=before)[0]
    assert (first.status, first.was) == ("supported", "contradicted")
    assert link_stories(theory, measures=now, effects=())[0].was is None


def rivals(make_result, *, numbers=(0.6, 0.4, 0.85), tables=None, reporting="cannot_say", displaced=None, **changes):
    result = make_result(*numbers, **changes)
    found = known_rivals(
        result, conclude(result), tables or process_tables(), SPAN, reporting=reporting, displaced=displaced
    )
    return {each.kind: (each.status, each.by) for each in found}


def test_all_are_there_also_those_that_nobody_examined(make_result) -> None:
    found = rivals(make_result, question={"selection_reason": None})
    assert found == {
        "context_event": ("not_examined", ""),
        "other_intervention": ("not_examined", ""),
        "recording": ("not_examined", ""),
        "regression_to_mean": ("not_examined", ""),
        "trend_before": ("not_examined", ""),
        "displacement": ("not_examined", ""),
        "chance": ("weakened", "interval"),
    }


@pytest.mark.parametrize(
    ("numbers", "design", "status"),
    [
        ((0.6, 0.4, 0.85), CITS, "ruled_out"),
        ((0.6, 0.4, 0.95), CITS, "weakened"),
        ((0.6, 0.4, 0.85), DesignClass.BEFORE_AFTER, "weakened"),
        ((0.8, 0.5, 1.3), CITS, "stands"),
    ],
)
def test_chance_by_the_interval(make_result, numbers, design, status) -> None:
    assert rivals(make_result, numbers=numbers, design=design)["chance"] == (status, "interval")


@pytest.mark.parametrize(
    ("reason", "design", "checks", "expected"),
    [
        ("random", DesignClass.BEFORE_AFTER, {}, ("ruled_out", "selection_reason")),
        ("policy", DesignClass.BEFORE_AFTER, {}, ("weakened", "selection_reason")),
        ("high_level", DesignClass.BEFORE_AFTER, {}, ("stands", "selection_reason")),
        ("high_level", CITS, {}, ("weakened", "comparison")),
        ("high_level", CITS, {"regression_to_mean": Verdict.FAILS}, ("stands", "regression_to_mean")),
        ("rising_trend", CITS, {"regression_to_mean": Verdict.HOLDS}, ("weakened", "regression_to_mean")),
        ("unknown", CITS, {}, ("not_examined", "")),
    ],
)
def test_regression_to_the_mean_by_the_selection_and_the_check(make_result, reason, design, checks, expected) -> None:
    found = rivals(make_result, design=design, checks=checks, question={"selection_reason": reason})
    assert found["regression_to_mean"] == expected


@pytest.mark.parametrize(
    ("checks", "expected"),
    [
        ({"pre_trend": Verdict.HOLDS}, ("weakened", "pre_trend")),
        ({"pre_trend": Verdict.DOUBTFUL}, ("stands", "pre_trend")),
        ({"pre_trend": Verdict.HOLDS, "anticipation": Verdict.FAILS}, ("stands", "anticipation")),
        ({"pre_trend": Verdict.NOT_APPLICABLE}, ("not_examined", "")),
    ],
)
def test_a_trend_before_by_its_checks(make_result, checks, expected) -> None:
    assert rivals(make_result, checks=checks)["trend_before"] == expected


def event(
    kind: str = "building", *, affects: str = "true_level", area: str | None = "n", start: str = "2022-05"
) -> Any:
    events = {"event_id": ["e"], "start": [start], "end": [None], "area_id": [area], "kind": [kind]}
    area_rows = {"area_id": ["n", "kommun"], "name": ["Norr", "K"], "kind": ["intervention", "municipality"]}
    return process_tables(
        context_event=pd.DataFrame(events | {"affects": [affects], "source": ["lokaltidningen"]}),
        area=pd.DataFrame(area_rows | {"parent_area": ["kommun", None]}),
        project=pd.DataFrame({"project_id": ["p"], "intervention_start": ["2022-01"]}),
    )


@pytest.mark.parametrize(
    ("tables", "kind", "expected"),
    [
        (event(), "context_event", ("stands", "context_event")),
        (event(area="kommun"), "context_event", ("stands", "context_event")),
        (event(area="elsewhere"), "context_event", ("weakened", "context_event")),
        (event(area=None), "context_event", ("weakened", "comparison")),
        (event(start="2025-02"), "context_event", ("weakened", "context_event")),
        (event("police_operation"), "other_intervention", ("stands", "context_event")),
        (event("police_operation"), "context_event", ("weakened", "context_event")),
        (event("recording_change", affects="reporting"), "recording", ("stands", "context_event")),
        (event("recording_change", affects="reporting", area=None), "recording", ("weakened", "comparison")),
        (event(), "recording", ("weakened", "context_event")),
    ],
)
def test_events_at_the_same_time(make_result, tables, kind, expected) -> None:
    assert rivals(make_result, tables=tables, design=CITS)[kind] == expected


def test_a_change_of_recording_that_is_in_the_analysis_is_weakened(make_result) -> None:
    modelled = Timing(start="2022-01", events=(Event(name="Ny kod", first="2022-05", affects="reporting"),))
    tables = event("recording_change", affects="reporting")
    assert rivals(make_result, tables=tables, timing=modelled)["recording"] == ("weakened", "events")


@pytest.mark.parametrize(
    ("code", "status"),
    [("reality", "weakened"), ("reporting", "stands"), ("both", "stands"), ("cannot_say", "not_examined")],
)
def test_more_reporting_is_an_explanation_of_a_rise_only(make_result, code, status) -> None:
    assert rivals(make_result, numbers=(1.6, 1.2, 2.0), reporting=code)["reporting"][0] == status
    assert "reporting" not in rivals(make_result, reporting=code)


@pytest.mark.parametrize(("high", "status"), [(1.05, "weakened"), (1.30, "stands")])
def test_displacement_is_weakened_when_a_rise_that_matters_is_excluded(make_result, high, status) -> None:
    moved = make_result(0.95, 0.85, high, term="displacement_ratio").estimates[0]
    assert rivals(make_result, displaced=moved)["displacement"] == (status, "displacement_ratio")


def test_explanations_that_were_handed_in_keep_their_words() -> None:
    given = [
        ("r1", "seasonal", "ruled_out", "samma månader jämförs"),
        ("r2", "demography", "weakened", "folkmängden är med"),
        ("r3", "other", "open", None),
        ("r4", "other", "open", "tre intervjuer"),
        ("r5", None, "supported", "tidningen"),
    ]
    names = ["rival_id", "kind", "status", "by_what"]
    rows = pd.DataFrame(given, columns=names).assign(goal_id="g", text_sv="Något annat")
    found = handed_in(process_tables(rival=rows))
    assert [(each.kind, each.status, each.by) for each in found] == [
        ("seasonal", "ruled_out", "samma månader jämförs"),
        ("demography", "weakened", "folkmängden är med"),
        ("other", "not_examined", ""),
        ("other", "stands", "tre intervjuer"),
        ("other", "stands", "tidningen"),
    ]


def test_the_whole_story_and_what_is_missing(make_result) -> None:
    tables = records(
        rival=[{"rival_id": "r", "goal_id": "g", "kind": "seasonal", "text_sv": "Vintern", "status": "open"}]
    )
    story = contribution_of(
        tables,
        SPAN,
        limits=Limits(),
        carried=Carried(grade="partly"),
        measures=[delivery("partly")],
        results={"main": make_result(0.6, 0.4, 0.9, design=CITS)},
    )
    assert [each.verdict for each in story.effects] == ["partial_support"]
    assert [each.status for each in story.links] == ["weakly_supported", "supported"]
    assert story.rivals[0].text == "Vintern"
    assert "chance" in {each.kind for each in story.rivals}
    assert story.missing == tuple(name for name in EVIDENCE_TABLES if name not in ("theory_link", "rival"))
    assert not story.empty


def test_without_goal_theory_and_analysis_there_is_nothing_to_tell() -> None:
    story = contribution_of(
        process_tables(), SPAN, limits=Limits(), carried=Carried(grade="unknown"), measures=(), results={}
    )
    assert story.empty
    assert story.rivals == ()


def test_more_observations_in_est_are_no_rise_in_what_is_reported(make_result) -> None:
    """The question whether more crime or more reports stands only before a rise in reported crime."""
    reported = make_result(1.6, 1.2, 2.0)
    observed = replace(reported, provenance=replace(reported.provenance, source="EST", file=None))
    for result, rise in ((reported, True), (observed, False)):
        story = contribution_of(
            process_tables(),
            SPAN,
            limits=Limits(),
            carried=Carried(grade="partly"),
            measures=(),
            results={"main": result},
        )
        assert story.rise is rise
