"""The programme theory as a graph: checked by name, laid out in columns, its links marked."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.design.programme_theory import ProgrammeTheory
from evaluera.methods.process.theory_graph import theory_graph
from evaluera.results.measure import Measure

COLUMNS = ["link_id", "from_node", "to_node", "from_type", "to_type", "indicator_id", "expected_lag_months"]
LINKS = [
    ("l1", "staff", "walks", "input", "activity", None, None),
    ("l2", "walks", "repairs", "activity", "output", "PW01", 3),
    ("l3", "repairs", "safe", "output", "medium_outcome", "ntu", 12),
    ("l4", "school", "attendance", "activity", "short_outcome", "PF01", None),
    ("l5", "attendance", "fewer", "short_outcome", "long_outcome", None, None),
    ("l6", "pandemic", "attendance", "context", "short_outcome", None, None),
]
GOALS = pd.DataFrame(
    {
        "goal_id": ["safe", "fewer", "vision"],
        "level": ["outcome", "impact", "vision"],
        "indicator_id": ["ntu", "brott", None],
    }
)
PLAN = pd.DataFrame({"activity_id": ["walks", "school", "school"], "plan_version": [1, 1, 2]})


def _tables(links: list[tuple[Any, ...]], **more: pd.DataFrame) -> ProcessTables:
    frames = {"theory_link": pd.DataFrame(links, columns=COLUMNS), "goal": GOALS, "activity_plan": PLAN, **more}
    return process_tables(**frames)


def _states(theory: ProgrammeTheory) -> dict[str, str]:
    return {link.link: link.state for link in theory.links}


def _problems(theory: ProgrammeTheory) -> list[tuple[str, tuple[str, ...]]]:
    return [(problem.code, problem.names) for problem in theory.problems]


def _share(indicator: str, **where: Any) -> Measure:
    return Measure(indicator=indicator, value=0.5, unit="share", **where)


def test_a_sound_theory() -> None:
    theory = theory_graph(_tables(LINKS))
    assert theory.problems == ()
    assert theory.columns == (
        "input",
        "activity",
        "output",
        "short_outcome",
        "medium_outcome",
        "long_outcome",
        "context",
    )
    places = {node.name: node.column for node in theory.nodes}
    assert places == {
        "staff": 0,
        "pandemic": 0,
        "walks": 1,
        "school": 1,
        "repairs": 2,
        "attendance": 3,
        "safe": 4,
        "fewer": 5,
    }
    assert {node.name for node in theory.nodes if node.goal} == {"safe", "fewer"}
    assert len({(node.column, node.row) for node in theory.nodes}) == len(theory.nodes)
    assert theory.links[1].lag_months == 3


def test_every_arrow_in_time_points_right() -> None:
    theory = theory_graph(_tables(LINKS))
    places = {node.name: node.column for node in theory.nodes}
    assert all(places[link.start] < places[link.end] for link in theory.links)


def test_links_measured_and_unmeasured() -> None:
    assert _states(theory_graph(_tables(LINKS))) == {
        "l1": "unmeasured",
        "l2": "measured",
        "l3": "measured",
        "l4": "measured",
        "l5": "unmeasured",
        "l6": "unmeasured",
    }


def test_a_low_indicator_fails_its_link() -> None:
    low = theory_graph(_tables(LINKS), measures=[_share("PW01", band="low"), _share("PF01", band="partly")])
    assert (_states(low)["l2"], _states(low)["l4"]) == ("failing", "measured")


def test_the_number_of_the_activity_goes_before_the_total() -> None:
    total = _share("PF01", band="low")
    own = _share("PF01", split="activity", part="school", band="high")
    other = _share("PF01", split="activity", part="walks", band="low")
    assert _states(theory_graph(_tables(LINKS), measures=[total, own, other]))["l4"] == "measured"
    own = _share("PF01", split="activity", part="school", band="low")
    assert _states(theory_graph(_tables(LINKS), measures=[own]))["l4"] == "failing"


def test_variants_and_parts_of_the_period_do_not_fail_a_link() -> None:
    beside = [_share("PW01", band="low", variant="other"), _share("PW01", band="low", period="2024-03")]
    assert _states(theory_graph(_tables(LINKS), measures=beside))["l2"] == "measured"


@pytest.mark.parametrize(("goal", "links"), [("safe", {"l3"}), ("fewer", set())])
def test_a_goal_that_is_not_met_fails_the_links_that_measure_it(goal: str, links: set[str]) -> None:
    """The link to ``fewer`` has no indicator: it stays unmeasured."""
    missed = Measure(
        indicator="PG02", value=None, unit="status", variant="assessment", split="goal", part=goal, state="not_met"
    )
    states = _states(theory_graph(_tables(LINKS), measures=[missed]))
    assert {link for link, state in states.items() if state == "failing"} == links


def test_a_cycle_is_named() -> None:
    back = [*LINKS, ("l7", "safe", "walks", "medium_outcome", "activity", None, None)]
    assert _problems(theory_graph(_tables(back))) == [("cycle", ("repairs", "safe", "walks", "repairs"))]


def test_activities_and_goals_that_lead_nowhere_are_named() -> None:
    without = [link for link in LINKS if link[0] not in ("l3", "l4")]
    assert _problems(theory_graph(_tables(without))) == [
        ("activity_without_goal", ("school",)),
        ("activity_without_goal", ("walks",)),
        ("goal_without_activity", ("fewer",)),
        ("goal_without_activity", ("safe",)),
    ]


def test_a_node_of_two_kinds_is_the_earlier_one_and_named() -> None:
    twice = [*LINKS, ("l7", "repairs", "fewer", "short_outcome", "long_outcome", None, None)]
    theory = theory_graph(_tables(twice))
    assert _problems(theory) == [("two_kinds", ("repairs",))]
    assert next(node.kind for node in theory.nodes if node.name == "repairs") == "output"


def test_causes_covered() -> None:
    causes = pd.DataFrame({"cause_id": ["c2", "c1", "c3"], "priority": [2, 1, None]})
    linked = pd.DataFrame({"activity_id": ["walks", "school"], "cause_id": ["c1", "c1"]})
    theory = theory_graph(_tables(LINKS, cause=causes, activity_cause=linked))
    assert [(each.cause, each.priority, each.activities) for each in theory.causes] == [
        ("c1", 1, ("school", "walks")),
        ("c2", 2, ()),
        ("c3", None, ()),
    ]


def test_no_links_at_all() -> None:
    theory = theory_graph(process_tables(goal=GOALS.iloc[2:]))
    assert (theory.nodes, theory.links, theory.problems, theory.causes) == ((), (), (), ())


def test_order_of_rows_does_not_matter() -> None:
    assert theory_graph(_tables(LINKS[::-1])) == theory_graph(_tables(LINKS))
