"""The goals of the annual report: the four of the council in their order, what was done, what the figures say."""

from __future__ import annotations

import pandas as pd

from evaluera.results.measure import Measure
from evaluera.tables.goals_by_area import goals_table
from evaluera.text.process_names import ProcessNames

GOALS = pd.DataFrame(
    [("g-org", "organisation"), ("g-safe", "safety"), ("g-crime", "crime"), ("g-crime2", "crime")],
    columns=["goal_id", "goal_area"],
)
PLAN = pd.DataFrame(
    [("a1", "g-crime"), ("a2", "g-crime"), ("a3", "g-org")],
    columns=["activity_id", "goal_id"],
)
MEASURES = (
    Measure(
        indicator="PG02", value=None, unit="status", variant="assessment", split="goal", part="g-crime", state="partly"
    ),
    Measure(indicator="PF01", value=0.7, unit="share", numerator=21, denominator=30, split="activity", part="a1"),
    Measure(
        indicator="PF01",
        value=0.9,
        unit="share",
        numerator=27,
        denominator=30,
        split="activity",
        part="a1",
        variant="partly",
    ),
)
NAMES = ProcessNames(
    language="sv",
    known={("goal", "g-crime"): "Färre brott", ("activity", "a1"): "Nattvandringar", ("activity", "a2"): "Belysning"},
)


def test_the_four_goals_come_first_in_their_order_and_a_missing_one_is_told() -> None:
    table = goals_table(GOALS, PLAN, MEASURES, NAMES, figures={"g-crime": "Färre brott anmäldes."})
    assert [row[0] for row in table.rows] == [
        "Brottslighet",
        "",
        "Trygghet",
        "Alkohol, narkotika, tobak och dopning",
        "Överdrivet spelande",
        "Organisation",
    ]
    assert table.rows[0][1:] == ("Färre brott", "delvis", "Nattvandringar 21 av 30; Belysning", "Färre brott anmäldes.")
    assert table.rows[1][1:] == ("g-crime2", "–", "ingen aktivitet", "underlag saknas")
    assert table.rows[3][1:] == ("inget mål är i kraft", "–", "–", "underlag saknas")
    assert table.rows[5][1:] == ("g-org", "–", "a3", "underlag saknas")
    assert all(len(row) == len(table.headers) for row in table.rows)


def test_an_area_of_the_process_without_goals_is_left_out() -> None:
    table = goals_table(GOALS.iloc[:0], PLAN, MEASURES, NAMES, figures={})
    assert len(table.rows) == 4
