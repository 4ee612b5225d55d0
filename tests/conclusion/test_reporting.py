"""More crime or more reported: each source by itself, the four codes, and what the caveat then says."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from evaluera.conclusion.caveat import caveats_of
from evaluera.conclusion.concluding import conclude
from evaluera.conclusion.reporting import reporting_check, weighed
from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.design.span import Span
from evaluera.methods.process.limits import Limits
from evaluera.methods.process.source_trends import est_trend, police_trend, walk_trend
from evaluera.methods.process.survey_trend import survey_trend
from evaluera.results.trend import SourceTrend
from evaluera.text.stating import statement

SPAN = Span(first=dt.date(2024, 1, 1), last=dt.date(2024, 12, 31))


def trends(**moved: str) -> tuple[SourceTrend, ...]:
    return tuple(SourceTrend(source=source, moved=how) for source, how in moved.items())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("moved", "code", "spoke"),
    [
        ({"victimisation": "up"}, "reality", ("victimisation",)),
        ({"victimisation": "same"}, "reporting", ("victimisation",)),
        ({"victimisation": "down"}, "reporting", ("victimisation",)),
        ({"victimisation": "unclear"}, "cannot_say", ()),
        ({"victimisation": "silent"}, "cannot_say", ()),
        ({"reported_share": "up"}, "reporting", ("reported_share",)),
        ({"reported_share": "same"}, "reality", ("reported_share",)),
        ({"est": "up"}, "reality", ("est",)),
        ({"est": "down"}, "reporting", ("est",)),
        ({"est": "same"}, "cannot_say", ()),
        ({"police_initiated": "up"}, "reporting", ("police_initiated",)),
        ({"police_initiated": "down"}, "cannot_say", ()),
        ({"police_hours": "up"}, "cannot_say", ("police_hours",)),
        ({"victimisation": "up", "police_hours": "up"}, "both", ("victimisation", "police_hours")),
        ({"victimisation": "up", "reported_share": "up"}, "both", ("victimisation", "reported_share")),
        ({"victimisation": "up", "est": "up", "reported_share": "same"}, "reality", None),
        ({"victimisation": "same", "reported_share": "up", "police_hours": "up"}, "reporting", None),
    ],
)
def test_each_code_and_what_spoke(moved: dict[str, str], code: str, spoke: tuple[str, ...] | None) -> None:
    check = weighed(trends(**moved))
    assert check.code == code
    assert check.spoke == (tuple(moved) if spoke is None else spoke)


def survey(*rows: tuple[int, float, float, float], **more: object) -> ProcessTables:
    """One measure in the area of the initiative, which began in 2020: year, value and interval."""
    columns = ["year", "value", "ci_low", "ci_high"]
    frame = pd.DataFrame(rows, columns=columns).assign(source="NTU", area_id="n", measure_id="utsatthet", **more)
    project = pd.DataFrame({"project_id": ["p"], "intervention_start": ["2020-01"]})
    area = pd.DataFrame({"area_id": ["n"], "name": "Norr", "kind": "intervention"})
    return process_tables(survey_estimate=frame, project=project, area=area)


def test_a_survey_compares_the_last_year_before_with_the_last_year_after() -> None:
    tables = survey((2018, 9.0, 8.0, 10.0), (2019, 10.0, 9.0, 11.0), (2022, 12.0, 11.0, 13.0), (2024, 15.0, 14.0, 16.0))
    trend = survey_trend(tables, ["utsatthet"], SPAN, source="victimisation")
    assert (trend.first, trend.last, trend.before, trend.after, trend.moved) == ("2019", "2024", 10.0, 15.0, "up")
    assert trend.ratio == 1.5
    # the standard errors are 0.5102 of 10 and of 15: the log ratio has sqrt(0.05102^2 + 0.03401^2) = 0.06132
    assert trend.low == pytest.approx(1.5 * 2.718281828 ** (-1.959964 * 0.061320), rel=1e-4)


def test_no_change_is_computed_across_a_break_of_the_series() -> None:
    tables = survey((2019, 10.0, 9.0, 11.0), (2024, 15.0, 14.0, 16.0), comparable_from=[2010, 2021])
    assert survey_trend(tables, ["utsatthet"], SPAN, source="victimisation").moved == "silent"


def test_without_interval_and_answers_a_survey_is_unclear_with_answers_it_is_not() -> None:
    nothing = float("nan")
    rows = ((2019, 10.0, nothing, nothing), (2024, 15.0, nothing, nothing))
    assert survey_trend(survey(*rows), ["utsatthet"], SPAN, source="x").moved == "unclear"
    assert survey_trend(survey(*rows, n=5000), ["utsatthet"], SPAN, source="x").moved == "up"


def test_what_comes_after_the_evaluation_date_is_not_there() -> None:
    tables = survey((2019, 10.0, 9.0, 11.0), (2025, 15.0, 14.0, 16.0))
    assert survey_trend(tables, ["utsatthet"], SPAN, source="x").moved == "silent"


def test_the_measures_are_those_of_the_limits() -> None:
    tables = survey((2019, 10.0, 9.0, 11.0), (2024, 15.0, 14.0, 16.0))
    assert reporting_check(tables, SPAN, limits=Limits()).code == "reality"
    other = Limits(victimisation_measures=("annat",), reported_measures=("utsatthet",))
    assert reporting_check(tables, SPAN, limits=other).code == "reporting"


def est(events: tuple[int, int], *, start: str | None = None) -> ProcessTables:
    """Rounds each month of 2023 and 2024 with ten reporters; so many observations in each month of the two years."""
    months = [str(each) for each in pd.period_range("2023-01", "2024-12", freq="M")]
    rounds = {"round_id": months, "area_id": "n", "period": months, "expected_reporters": 10, "received_reporters": 10}
    ids = [month for month in months for _ in range(events[0] if month < "2024" else events[1])]
    frames = {"est_round": rounds, "est_report": {"round_id": ids, "area_id": "n", "category": "littering"}}
    if start:
        frames["project"] = {"project_id": ["p"], "intervention_start": [start]}
    return process_tables(**{name: pd.DataFrame(frame) for name, frame in frames.items()})


def test_est_compares_the_year_before_with_the_last_year() -> None:
    trend = est_trend(est((5, 10), start="2024-01"), SPAN)
    assert (trend.first, trend.last) == ("2023-01..2023-12", "2024-01..2024-12")
    assert (trend.before, trend.after, trend.ratio, trend.moved, trend.n) == (0.5, 1.0, 2.0, "up", 120)


def test_est_that_began_with_the_initiative_is_compared_with_its_own_beginning_without_the_start_up() -> None:
    trend = est_trend(est((5, 10)), SPAN)
    assert (trend.first, trend.last) == ("2023-04..2024-01", "2024-03..2024-12")
    assert trend.before == pytest.approx((9 * 5 + 10) / 100)


def test_est_without_reports_table_or_before_observations_is_silent() -> None:
    tables = est((0, 10), start="2024-01")
    assert est_trend(tables, SPAN).moved == "silent"
    assert est_trend(process_tables(est_round=tables.frame("est_round")), SPAN).moved == "silent"


def test_walks_count_findings_per_walk() -> None:
    months = [str(each) for each in pd.period_range("2023-01", "2024-12", freq="M")]
    walks = pd.DataFrame({"walk_id": months, "area_id": "n", "date": [f"{month}-10" for month in months]})
    ids = [month for month in months for _ in range(8 if month < "2024" else 3)]
    trend = walk_trend(process_tables(walk=walks, walk_finding=pd.DataFrame({"walk_id": ids})), SPAN)
    assert (trend.before, trend.after, trend.moved) == (8.0, 3.0, "down")


def test_hours_of_the_police_have_no_interval() -> None:
    months = [str(each) for each in pd.period_range("2023-01", "2024-12", freq="M")]
    plan = pd.DataFrame({"activity_id": ["a", "b"], "type": ["police_presence", "youth_activity"]})
    rows = [
        {"activity_id": name, "date": f"{month}-05", "status": "held", "staff_hours": 10.0 if month < "2024" else 12.0}
        for month in months
        for name in ("a", "b")
    ]
    trend = police_trend(process_tables(activity_plan=plan, activity_log=pd.DataFrame(rows)), SPAN)
    assert (trend.before, trend.after, trend.low, trend.moved) == (10.0, 12.0, None, "up")


@pytest.mark.parametrize("code", ["reality", "reporting", "both", "cannot_say"])
def test_the_caveat_of_an_increase_says_the_result(make_result, code) -> None:
    result = make_result(1.6, 1.2, 2.0, question={"reporting": code})
    assert caveats_of(result, conclude(result))[0].code == f"reporting_{code}"
    assert (
        statement(result, "sv").caveats[0].startswith("Det kan bero på att mer hände, men också på att mer anmäldes.")
    )


def test_a_decrease_has_no_such_caveat_and_unexamined_is_said(make_result) -> None:
    fewer = make_result(0.6, 0.4, 0.9, question={"reporting": "both"})
    assert not any(each.code.startswith("reporting") for each in caveats_of(fewer, conclude(fewer)))
    more = make_result(1.6, 1.2, 2.0)
    assert caveats_of(more, conclude(more))[0].code == "reporting"
