"""The dose beside the outcome: areas, lags, periods, the evaluation date, and the analysis that uses it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.errors import DataError, MethodError
from evaluera.methods.process.dose_panel import panel_with_dose, takes_dose
from evaluera.methods.process.dose_response import dose_response
from evaluera.methods.process.theory_lags import theory_lags


def records(*sessions: tuple[str, str, str, float], links: list[dict[str, Any]] | None = None, **frames: Any) -> Any:
    """Activity, area, date and hours; two areas of the initiative with 1 000 and 4 000 inhabitants."""
    log = [
        {"log_id": f"l{n}", "activity_id": a, "area_id": where, "date": day, "status": "held", "staff_hours": hours}
        for n, (a, where, day, hours) in enumerate(sessions)
    ]
    people = [
        {"area_id": where, "year": year, "group": "all", "n": n}
        for where, n in (("n", 1000), ("s", 4000), ("k", 9000))
        for year in range(2019, 2025)
    ]
    areas = {"area_id": ["n", "s", "k"], "name": ["Norr", "Söder", "Kärnan"]}
    told = {
        "activity_log": log or pd.DataFrame(columns=["log_id"]),
        "population": people,
        "area": areas | {"kind": ["intervention", "intervention", "comparison"]},
        "goal": {"goal_id": ["g"]},
    }
    if links:
        told["theory_link"] = links
    return process_tables(**{name: pd.DataFrame(rows) for name, rows in (told | frames).items()})


def outcome(*areas: str, first: str = "2024-01", last: str = "2024-04", frequency: str = "M") -> Any:
    periods = pd.period_range(first, last, freq=frequency)
    rows = [{"period": str(period), "area": area, "value": 5} for area in areas for period in periods]
    return evaluera.panel(pd.DataFrame(rows), area="area")


def doses(panel: Any) -> dict[str, list[float]]:
    return {str(area): rows["process"].tolist() for area, rows in panel.rows.groupby("area")}


def test_hours_per_1000_inhabitants_by_name_or_id_and_none_elsewhere() -> None:
    tables = records(("a", "n", "2024-02-03", 6.0), ("a", "s", "2024-03-03", 6.0), ("a", "n", "2024-02-20", 2.0))
    found = panel_with_dose(outcome("NORR", "s", "Teg"), tables)
    assert found.covariates == ("process",)
    assert doses(found) == {"NORR": [0, 8, 0, 0], "Teg": [0, 0, 0, 0], "s": [0, 0, 1.5, 0]}


def test_one_series_without_area_has_all_areas_of_the_initiative_together() -> None:
    tables = records(("a", "n", "2024-02-03", 6.0), ("a", "s", "2024-02-09", 4.0), ("a", "k", "2024-02-03", 90.0))
    frame = pd.DataFrame({"period": ["2024-01", "2024-02"], "value": [5, 5]})
    assert panel_with_dose(evaluera.panel(frame), tables).rows["process"].tolist() == [0.0, 2.0]


def test_quarters_are_the_mean_of_their_months_and_the_sum_so_far_is_that_at_the_end() -> None:
    tables = records(("a", "n", "2024-02-03", 6.0), ("a", "n", "2024-05-03", 3.0))
    panel = outcome("n", first="2024Q1", last="2024Q2", frequency="Q")
    assert doses(panel_with_dose(panel, tables)) == {"n": [2.0, 1.0]}
    assert doses(panel_with_dose(panel, tables, indicator="PD03")) == {"n": [6.0, 9.0]}
    half = panel_with_dose(outcome("n", last="2024-05"), tables, indicator="PD03", decay=0.5)
    assert doses(half) == {"n": [0.0, 6.0, 3.0, 1.5, 3.75]}


def test_each_activity_has_the_lag_of_its_way_to_the_goal() -> None:
    links = [
        {"link_id": "1", "from_node": "a", "to_node": "seen", "expected_lag_months": 1},
        {"link_id": "2", "from_node": "seen", "to_node": "g", "expected_lag_months": 1},
        {"link_id": "3", "from_node": "b", "to_node": "g", "expected_lag_months": None},
    ]
    tables = records(("a", "n", "2024-01-03", 6.0), ("b", "n", "2024-01-03", 1.0), links=links)
    assert doses(panel_with_dose(outcome("n"), tables, goal="g")) == {"n": [1.0, 0.0, 6.0, 0.0]}


def test_of_several_ways_the_longest_counts_and_a_circle_is_not_walked_twice() -> None:
    links = [
        {"link_id": "1", "from_node": "a", "to_node": "g", "expected_lag_months": 1},
        {"link_id": "2", "from_node": "a", "to_node": "b", "expected_lag_months": 2},
        {"link_id": "3", "from_node": "b", "to_node": "g", "expected_lag_months": 3},
        {"link_id": "4", "from_node": "b", "to_node": "a", "expected_lag_months": 9},
    ]
    plan = {"activity_id": ["a", "c"], "expected_lag_months": [7, 4], "plan_version": 1}
    assert theory_lags(records(links=links, activity_plan=plan)) == {"a": 5, "b": 10, "c": 4}
    assert theory_lags(records(links=links), goal="other") == {}


def test_periods_after_the_evaluation_date_have_no_known_dose() -> None:
    tables = records(("a", "n", "2024-02-03", 6.0), ("a", "n", "2024-04-03", 6.0))
    found = panel_with_dose(outcome("n"), tables, until=dt.date(2024, 3, 15)).rows["process"]
    assert found.tolist()[:2] == [0.0, 6.0]
    assert found.isna().tolist() == [False, False, True, True]


def test_everything_that_keeps_a_panel_from_its_dose() -> None:
    tables = records(("a", "n", "2024-02-03", 6.0))
    without = ProcessTables(frames={name: each for name, each in tables.frames.items() if name != "population"})
    with pytest.raises(DataError, match="population") as error:
        panel_with_dose(outcome("n"), without)
    assert error.value.findings[0].code == "dose.no_table"
    with pytest.raises(DataError, match="Teg") as error:
        panel_with_dose(outcome("Teg"), tables)
    assert error.value.findings[0].code == "dose.no_area"
    with pytest.raises(DataError, match="process"):
        panel_with_dose(panel_with_dose(outcome("n"), tables), tables)
    weeks = outcome("n", first="2024-01-01", last="2024-02-01", frequency="W")
    numbered = evaluera.panel(pd.DataFrame({"period": [1, 2], "area": "n", "value": 5}), area="area")
    for panel in (weeks, numbered):
        with pytest.raises(DataError, match="månader, kvartal eller år"):
            panel_with_dose(panel, tables)
        assert not takes_dose(panel, tables, until=dt.date(2024, 12, 31))
    assert takes_dose(outcome("n"), tables, until=dt.date(2024, 12, 31))
    assert not takes_dose(outcome("n"), tables, until=dt.date(2024, 1, 31))
    assert not takes_dose(outcome("n"), without, until=dt.date(2024, 12, 31))
    assert not takes_dose(outcome("Teg"), tables, until=dt.date(2024, 12, 31))


def test_interrupted_time_series_takes_the_dose() -> None:
    random = np.random.default_rng(2)
    months = pd.period_range("2019-01", "2024-12", freq="M")
    hours = {month: float(random.integers(1, 9)) for month in months if month >= pd.Period("2022-01", "M")}
    tables = records(*(("a", "n", f"{month}-10", each) for month, each in hours.items()))
    value = [random.poisson(100 * np.exp(-0.04 * hours.get(month, 0.0))) for month in months]
    frame = pd.DataFrame({"period": months, "area": "Norr", "value": value})
    panel = panel_with_dose(evaluera.panel(frame, area="area"), tables)
    result = evaluera.estimate("interrupted_time_series", panel, start="2022-01", dose="process")
    (effect,) = [each for each in result.estimates if each.term == "dose_effect"]
    assert effect.low < np.exp(-0.04) < effect.high < 1.0


def made(slope: float, *, areas: int, months: int = 36, seed: int = 1, alike: int = 0) -> Any:
    """Counts in areas with doses of their own from the second year; the first ``alike`` share one, the rest none."""
    random = np.random.default_rng(seed)
    rows = []
    for number in range(areas):
        for month, period in enumerate(pd.period_range("2020-01", periods=months, freq="M")):
            given = float(number < alike) * 4 if alike else float(number)
            dose = given * (1.0 + month % 3) if month >= 12 else 0.0
            expected = 150 * (1 + 0.2 * np.sin(month / 2)) * np.exp(slope * dose)
            rows.append({"area": f"a{number}", "period": period, "value": random.poisson(expected), "process": dose})
    return evaluera.panel(pd.DataFrame(rows), area="area", covariates=["process"])


def test_a_real_dose_response_is_clear_and_its_slope_is_found() -> None:
    found = dose_response(made(-0.05, areas=6), outcome="value")
    assert np.log(found.slope) == pytest.approx(-0.05, abs=0.01)
    assert [point.level for point in found.points] == [0, 1, 2, 3]
    assert found.monotone
    assert found.clear
    assert (found.areas, found.dosed) == (6, 5)
    assert found.p_value <= 0.05
    assert found.floor == pytest.approx(1 / 720)


def test_the_other_direction_is_no_dose_response() -> None:
    found = dose_response(made(0.05, areas=6), outcome="value")
    assert found.p_value > 0.5
    assert not found.monotone
    assert not found.clear
    assert dose_response(made(0.05, areas=6), outcome="value", better="higher").clear


def test_without_effect_a_small_share_is_as_rare_as_it_says() -> None:
    shares = [dose_response(made(0.0, areas=5, seed=seed), outcome="value").p_value for seed in range(40)]
    assert sum(share <= 0.1 for share in shares) <= 9
    assert 0.35 < float(np.mean(shares)) < 0.65


@pytest.mark.parametrize(
    ("options", "floor", "illustration"),
    [
        ({"areas": 4}, 1 / 24, False),
        ({"areas": 3}, 1 / 6, True),
        ({"areas": 6, "alike": 3}, 1 / 20, False),
        ({"areas": 4, "alike": 2}, 1 / 6, True),
    ],
)
def test_the_floor_of_the_permutation(options: dict[str, int], floor: float, illustration: bool) -> None:
    found = dose_response(made(-0.05, **options), outcome="value")
    assert found.floor == pytest.approx(floor)
    assert found.illustration is illustration
    assert found.p_value >= found.floor - 1e-12


def test_where_all_areas_had_a_dose_at_once_the_curve_begins_with_the_lowest_third() -> None:
    panel = made(-0.05, areas=5)
    rows = panel.rows.copy()
    rows.loc[(rows["area"] == "a0") & (rows["period"] >= pd.Period("2021-01", "M")), "process"] = 0.5
    all_dosed = evaluera.panel(rows[["area", "period", "value", "process"]], area="area", covariates=["process"])
    assert [point.level for point in dose_response(all_dosed, outcome="value").points] == [1, 2, 3]


def test_a_preliminary_month_and_one_without_a_dose_take_no_part() -> None:
    panel = made(-0.05, areas=4)
    rows = panel.rows[["area", "period", "value", "process"]].copy()
    rows.loc[rows["period"] == pd.Period("2022-12", "M"), "value"] = 100000
    wild = evaluera.panel(rows, area="area", covariates=["process"], preliminary_from="2022-12")
    calm = evaluera.panel(rows[rows["period"] < pd.Period("2022-12", "M")], area="area", covariates=["process"])
    found, expected = dose_response(wild, outcome="value"), dose_response(calm, outcome="value")
    assert found.slope == pytest.approx(expected.slope, rel=1e-6)
    late = panel.rows["period"] == pd.Period("2022-12", "M")
    unknown = replace(panel, rows=panel.rows.assign(process=panel.rows["process"].mask(late), value=rows["value"]))
    assert dose_response(unknown, outcome="value").slope == pytest.approx(expected.slope, rel=1e-6)


def test_what_keeps_a_dose_response_from_being_computed() -> None:
    one = made(-0.05, areas=2)
    with pytest.raises(MethodError, match="minst två områden") as error:
        dose_response(one.select(areas=["a1"]), outcome="value")
    assert error.value.findings[0].code == "method.dose_needs_areas"
    with pytest.raises(MethodError, match="noll överallt"):
        dose_response(made(-0.05, areas=2, months=12), outcome="value")
    rates = evaluera.panel(
        one.rows[["area", "period", "value", "process"]], area="area", kind="rate", covariates=["process"]
    )
    with pytest.raises(MethodError, match="inte för rate"):
        dose_response(rates, outcome="value")
