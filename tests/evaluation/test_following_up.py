"""The process half of an evaluation: from a folder with records to the results of every theme, for one year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

import evaluera
from evaluera.errors import DataError, MethodError, ParameterError
from evaluera.evaluation.dating import chosen_year, day_of, evaluation_date, impossible_dates
from evaluera.evaluation.following_up import first_year_of, records_of
from evaluera.methods.registry import process_methods
from evaluera.text.findings import render

Make = Callable[..., Path]
JUNE = dt.date(2024, 6, 30)

OUTCOMES = """\
version: 1
namn: Min insats
process: records
data: {fil: brott.csv, period: månad, värde: antal}
insats: {start: 2023-01}
analyser: {metod: före–efter-jämförelse, utfall: antal}
"""


def _with_outcomes(make: Make) -> Path:
    folder = make(OUTCOMES)
    rows = [f"{2021 + t // 12}-{t % 12 + 1:02d};{40 + (7 * t) % 11}" for t in range(48)]
    (folder / "brott.csv").write_text("\n".join(["månad;antal", *rows]) + "\n", encoding="utf-8")
    return folder


def test_every_theme_is_asked_about_the_year_of_the_records(follow_up_folder: Path) -> None:
    evaluation = evaluera.run(follow_up_folder)
    assert set(evaluation.process) == set(process_methods())
    assert (evaluation.year, evaluation.evaluated_on) == (2024, dt.date(2024, 12, 31))
    assert {(each.first, each.last) for each in evaluation.process.values()} == {("2024-01-01", "2024-12-31")}
    assert (evaluation.edition.first, evaluation.edition.last) == ("2024-01", "2024-12")
    rate = evaluation.process["activity"].of("PF01")
    assert (rate.numerator, rate.denominator) == (14, 22)


def test_without_analyses_there_is_no_statement_of_an_effect(follow_up_folder: Path) -> None:
    evaluation = evaluera.run(follow_up_folder)
    assert (evaluation.results, evaluation.primary, evaluation.primary_id) == ({}, None, "")
    with pytest.raises(MethodError) as error:
        evaluation.statement()
    assert render(error.value.findings[0], "sv") == (
        "evaluation.yaml: Utvärderingen har ingen analys av utfall, bara uppföljning av vad som gjordes."
    )


def test_until_counts_what_was_due_by_that_day(follow_up_folder: Path) -> None:
    evaluation = evaluera.run(follow_up_folder, until="2024-06-30")
    assert (evaluation.year, evaluation.evaluated_on) == (2024, JUNE)
    assert evaluation.edition.last == "2024-06"
    due = {each.part: each.denominator for each in evaluation.process["activity"].all_of("PF01", variant="")}
    # A1: floor(10 x 168 / 321), A2: floor(8 x 151 / 304), A3: floor(4 x 91 / 214); first and last day of a window count
    assert due == {"": 9, "A1": 5, "A2": 3, "A3": 1}


def test_a_year_without_records_is_empty_and_says_so(follow_up_folder: Path) -> None:
    evaluation = evaluera.run(follow_up_folder, year=2021)
    rate = evaluation.process["activity"].of("PF01")
    assert (rate.value, rate.reason) == (None, "nothing_planned")


def test_effects_do_not_depend_on_the_evaluation_date(make_follow_up: Make) -> None:
    folder = _with_outcomes(make_follow_up)
    whole, half = evaluera.run(folder), evaluera.run(folder, until=JUNE)
    assert whole.primary.tidy().equals(half.primary.tidy())
    assert whole.evaluated_on > half.evaluated_on
    assert whole.process["activity"].of("PF01") != half.process["activity"].of("PF01")


def test_years_before_are_computed_each_by_itself(follow_up_folder: Path) -> None:
    follow_up = evaluera.run(follow_up_folder).follow_up
    assert follow_up.years().years == (2024,)
    assert first_year_of(follow_up.tables, 2024) == 2024
    assert first_year_of(follow_up.tables, 2020) == 2020


def test_an_error_in_the_records_stops_and_nothing_is_computed(make_follow_up: Make) -> None:
    folder = make_follow_up(meeting="meeting_id,forum,date,status\nm,umebra,2024-13-01,held\n")
    with pytest.raises(DataError) as error:
        evaluera.run(folder)
    assert [each.code for each in error.value.findings if each.severity == "error"] == ["process.not_a_date"]


def test_errors_in_settings_and_records_are_told_together(make_follow_up: Make) -> None:
    broken = OUTCOMES.replace("insats:", "insatser:")
    folder = make_follow_up(broken, meeting="meeting_id,forum,date,status\nm,umebra,2024-13-01,held\n")
    with pytest.raises(ParameterError) as error:
        evaluera.run(folder)
    assert {"data.file_not_found_none_near", "process.not_a_date"} <= {each.code for each in error.value.findings}


def test_records_can_be_read_alone(follow_up_folder: Path) -> None:
    assert len(records_of(follow_up_folder).frame("activity_log")) == 16


def test_an_evaluation_without_records_says_where_they_are_named(make: Make) -> None:
    with pytest.raises(ParameterError) as error:
        records_of(make())
    assert render(error.value.findings[0], "sv").endswith(
        "Utvärderingen har inga uppgifter om vad som gjordes. Ange filerna under process."
    )


@pytest.mark.parametrize(
    ("year", "until", "code", "sentence"),
    [
        (2023, JUNE, "parameter.until_other_year", "30 juni 2024 ligger inte i år 2023. Ange ett av dem."),
        (None, dt.date(2024, 7, 2), "parameter.until_not_yet", "i dag är det 1 juli 2024. Ange en dag som har varit."),
    ],
)
def test_dates_that_cannot_be(year: int | None, until: dt.date, code: str, sentence: str) -> None:
    (finding,) = impossible_dates(year=year, until=until, today=dt.date(2024, 7, 1))
    assert finding.code == code
    assert render(finding, "sv").endswith(sentence)


def test_dates_that_can_be() -> None:
    assert list(impossible_dates(year=2024, until=JUNE, today=JUNE)) == []
    assert list(impossible_dates(year=2030, until=None, today=JUNE)) == []


def test_a_run_refuses_another_year(follow_up_folder: Path) -> None:
    with pytest.raises(ParameterError, match="ligger inte i år 2023"):
        evaluera.run(follow_up_folder, year=2023, until=JUNE)


def test_a_word_is_no_evaluation_date() -> None:
    assert day_of("2024-06-30") == day_of(JUNE) == JUNE
    with pytest.raises(ParameterError) as error:
        day_of("midsommar")
    assert render(error.value.findings[0], "sv") == (
        "until: Utvärderingsdatumet skrivs ÅÅÅÅ-MM-DD, till exempel 2025-06-30; här står midsommar."
    )


def test_the_evaluation_date_is_the_earlier_of_the_last_day_and_today(follow_up_folder: Path) -> None:
    today = dt.date(2024, 11, 5)
    assert evaluation_date(2024, None, until=None, today=today) == today
    assert evaluation_date(2023, None, until=None, today=today) == dt.date(2023, 12, 31)
    assert evaluation_date(2024, None, until=JUNE, today=today) == JUNE
    later = dt.date(2026, 2, 1)
    assert evaluation_date("all", None, until=None, today=later) == later
    assert evaluation_date("all", records_of(follow_up_folder), until=None, today=later) == dt.date(2024, 12, 31)


def test_the_year_is_that_of_the_outcomes_else_of_the_records(follow_up_folder: Path, make: Make) -> None:
    tables = records_of(follow_up_folder)
    panel = evaluera.read(make() / "brott.csv", period="månad", value="antal", area="område")
    assert chosen_year((panel,), tables, year=None, until=None) == 2019
    assert chosen_year((), tables, year=None, until=None) == 2024
    assert chosen_year((panel,), tables, year=None, until=JUNE) == 2024
    assert chosen_year((panel,), tables, year=2018, until=None) == 2018
    assert chosen_year((), None, year=None, until=None) == "all"
