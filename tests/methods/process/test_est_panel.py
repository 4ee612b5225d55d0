"""Observations in EST as an outcome: which months, counts and reporters, and that both effect methods run on them."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera.data.process.process_tables import ProcessTables, process_tables


def _tables(
    rounds: list[tuple[str, str, str, float | None, float | None]], reports: list[tuple[str, str]]
) -> ProcessTables:
    """Rounds (id, area, period, expected, received) and reports (round, category)."""
    columns = ["round_id", "area_id", "period", "expected_reporters", "received_reporters"]
    areas = {each[0]: each[1] for each in rounds}
    seen = pd.DataFrame(reports, columns=["round_id", "category"])
    seen = seen.assign(area_id=seen["round_id"].map(areas), reported_on=pd.Timestamp("2024-01-01"))
    return process_tables(est_round=pd.DataFrame(rounds, columns=columns), est_report=seen)


ROUNDS: list[tuple[str, str, str, float | None, float | None]] = [
    ("a1", "a", "2024-01", 10, 10),
    ("a2", "a", "2024-02", 10, 10),
    ("a3", "a", "2024-03", 10, 8),
    ("a4", "a", "2024-04", 10, 7),
    ("a6", "a", "2024-06", 10, 0),
    ("a7", "a", "2024-07", 10, 10),
    ("b1", "b", "2024-W05", 4, 4),
    ("b2", "b", "2024-W06", 4, 4),
    ("b3", "b", "2024-W09", 4, 3),
    ("b4", "b", "2024-W10", 4, 4),
    ("b5", "b", "2024-W15", 4, None),
    ("b6", "b", "2024-W19", 4, 4),
]
"""Week 5 ends on 4 February, week 9 on 3 March, week 15 on 14 April, week 19 on 12 May 2024."""

REPORTS = [("a1", "threat"), ("a3", "threat"), ("a3", "theft"), ("b3", "threat"), ("b4", "threat"), ("b6", "fire")]


def _rows(panel: evaluera.Panel, outcome: str, area: str) -> dict[str, tuple[float | None, float | None, float]]:
    frame = panel.frame()
    frame = frame[(frame["outcome"] == outcome) & (frame["area"] == area)]
    return {
        str(row["period"]): (
            None if np.isnan(row["value"]) else row["value"],
            None if np.isnan(row["exposure"]) else row["exposure"],
            row["low_response"],
        )
        for row in frame.to_dict("records")
    }


def test_months_reporters_and_counts() -> None:
    """The first month of each area is left out. May has no round and June no reporter: missing, not zero."""
    panel = evaluera.panel_from_est(_tables(ROUNDS, REPORTS), start_up_months=1)
    assert panel.outcomes == ("fire", "theft", "threat")
    assert (panel.kind, panel.has_exposure, panel.origin.source) == ("count", True, "EST")
    assert _rows(panel, "threat", "a") == {
        "2024-02": (0.0, 10.0, 0.0),
        "2024-03": (1.0, 8.0, 0.0),
        "2024-04": (0.0, 7.0, 1.0),
        "2024-05": (None, None, 1.0),
        "2024-06": (None, None, 1.0),
        "2024-07": (0.0, 10.0, 0.0),
    }


def test_weekly_rounds_add_up_to_the_month_in_which_they_end() -> None:
    """Weeks 9 and 10 end in March: 7 reporters of 8. The reporters of week 15 are not known: April is missing."""
    panel = evaluera.panel_from_est(_tables(ROUNDS, REPORTS), category="threat", start_up_months=1)
    assert _rows(panel, "threat", "b") == {
        "2024-03": (2.0, 7.0, 0.0),
        "2024-04": (None, None, 1.0),
        "2024-05": (0.0, 4.0, 0.0),
    }


def test_all_categories_together_and_a_category_that_nobody_reported() -> None:
    panel = evaluera.panel_from_est(_tables(ROUNDS, REPORTS), category=["all", "graffiti"], start_up_months=1)
    assert _rows(panel, "observations", "a")["2024-03"] == (2.0, 8.0, 0.0)
    assert sum(value or 0.0 for value, _, _ in _rows(panel, "graffiti", "a").values()) == 0.0


def test_marks_and_observations_of_another_area_are_findings() -> None:
    tables = _tables(ROUNDS, REPORTS)
    elsewhere = tables.frame("est_report").assign(area_id="c")
    panel = evaluera.panel_from_est(
        process_tables(est_round=tables.frame("est_round"), est_report=elsewhere), start_up_months=1, response_from=0.9
    )
    values = {finding.code: dict(finding.values) for finding in panel.findings}
    assert values["est.low_response"] == {"count": 6, "share": 0.9, "column": "low_response"}
    assert values["est.other_area"] == {"count": 6}


def test_rounds_after_the_evaluation_date_have_not_happened() -> None:
    panel = evaluera.panel_from_est(_tables(ROUNDS, REPORTS), start_up_months=1, until=dt.date(2024, 4, 29))
    assert list(_rows(panel, "threat", "a")) == ["2024-02", "2024-03"]


def test_three_months_are_left_out_unless_said_otherwise() -> None:
    assert next(iter(_rows(evaluera.panel_from_est(_tables(ROUNDS, REPORTS)), "threat", "a"))) == "2024-04"


def test_errors_say_what_to_do() -> None:
    with pytest.raises(evaluera.DataError, match="Tabellen est_report saknas") as caught:
        evaluera.panel_from_est(process_tables(est_round=_tables(ROUNDS, REPORTS).frame("est_round")))
    assert [finding.code for finding in caught.value.findings] == ["est.no_table"]
    with pytest.raises(evaluera.DataError, match=r"Kategorin thret finns inte\. Närmast: threat\."):
        evaluera.panel_from_est(_tables(ROUNDS, REPORTS), category="thret")
    with pytest.raises(evaluera.DataError, match="Ingen månad finns kvar när de första 12 månaderna"):
        evaluera.panel_from_est(_tables(ROUNDS, REPORTS), start_up_months=12)
    with pytest.raises(evaluera.DataError, match="Ingen iakttagelse finns att räkna"):
        evaluera.panel_from_est(_tables(ROUNDS, []))


def _five_years(ratio: float) -> ProcessTables:
    """Two areas, 60 months, 15-20 reporters who see 0.8 things each; in ``a`` ``ratio`` times as many from 2022 on."""
    rng = np.random.default_rng(11)
    months = [str(month) for month in pd.period_range("2019-01", "2023-12", freq="M")]
    received = rng.integers(15, 21, (2, len(months)))
    rounds, reports = [], []
    for row, area in enumerate("ab"):
        for place, month in enumerate(months):
            name = f"{area}{place}"
            rounds.append((name, area, month, 20.0, float(received[row, place])))
            rate = 0.8 * (ratio if area == "a" and month >= "2022" else 1.0)
            reports += [(name, "disturbance")] * int(rng.poisson(rate * received[row, place]))
    return _tables(rounds, reports)


def test_both_effect_methods_find_what_was_put_in() -> None:
    panel = evaluera.panel_from_est(_five_years(0.6), category="all")
    before_after = evaluera.estimate("before_after", panel, start="2022-01", treated=["a"], comparison=["b"])
    series = evaluera.estimate(
        "interrupted_time_series", panel, start="2022-01", treated=["a"], covariates=["low_response"]
    )
    for result in (before_after, series):
        (found,) = result.primary()
        assert found.low < 0.6 < found.high
        assert found.high < 1.0


def test_more_reporters_are_not_more_problems() -> None:
    """Twice the reporters and twice the observations: without the exposure it would look like a doubling."""
    tables = _five_years(1.0)
    rounds = tables.frame("est_round")
    later = (rounds["area_id"] == "a") & (rounds["period"] >= "2022")
    reports = tables.frame("est_report")
    again = reports[reports["round_id"].isin(rounds["round_id"][later])]
    doubled = process_tables(
        est_round=rounds.assign(
            received_reporters=rounds["received_reporters"].where(~later, 2 * rounds["received_reporters"])
        ),
        est_report=pd.concat([reports, again]),
    )
    panel = evaluera.panel_from_est(doubled)
    (found,) = evaluera.estimate("before_after", panel, start="2022-01", treated=["a"], comparison=["b"]).primary()
    assert found.low < 1.0 < found.high
    assert found.estimate == pytest.approx(1.0, abs=0.1)
