"""The five sentences of page one where the process is followed up, each with and without data, in both languages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.report.products import THEMES
from evaluera.results.measure import Measure
from evaluera.results.process import ProcessResult
from evaluera.text.answers import QUESTIONS
from evaluera.text.process_answers import next_year, process_answers

DAY = dt.date(2024, 12, 31)
EMPTY = process_tables()


def counted(indicator: str, done: float, of: float, **more: Any) -> Measure:
    return Measure(
        indicator=indicator, value=done / of, unit="share", numerator=float(done), denominator=float(of), **more
    )


def results(**measures: tuple[Measure, ...]) -> dict[str, ProcessResult]:
    return {
        name: ProcessResult(method=name, first="2024-01-01", last="2024-12-31", measures=listed)
        for name, listed in measures.items()
    }


def said(
    found: dict[str, ProcessResult], tables: ProcessTables = EMPTY, language: str = "sv", **options: Any
) -> list[str]:
    return [each.text for each in process_answers(found, tables, evaluated_on=DAY, language=language, **options)]


FULL = results(
    activity=(counted("PF01", 14, 22),),
    meetings=(counted("PM01", 15, 17),),
    promises=(counted("PL01", 2, 3),),
    goal_attainment=tuple(
        Measure(indicator="PG02", value=value, unit="count", variant=grade)
        for grade, value in (("met", 2), ("partly", 1), ("not_met", 1), ("not_assessable", 0), ("not_followed_up", 6))
    ),
    context=(
        counted("PX01", 7, 12),
        Measure(indicator="PX01", value=5, unit="count", variant="months", split="event", part="old"),
        Measure(indicator="PX01", value=2, unit="count", variant="months", split="event", part="late"),
        Measure(indicator="PX01", value=0, unit="count", variant="months", split="event", part="before"),
    ),
    data_quality=(counted("DQ01", 16, 22),),
)
EVENTS = process_tables(
    context_event=pd.DataFrame(
        {
            "event_id": ["before", "old", "late", "elsewhere"],
            "start": ["2010-01", "2024-01", "2024-06", "2024-08"],
            "kind": ["election", "pandemic", "law_change", "building"],
        }
    )
)


def test_there_are_always_five_in_the_same_order() -> None:
    for language in ("sv", "en"):
        answers = process_answers({}, EMPTY, evaluated_on=DAY, language=language)
        assert tuple(each.key for each in answers) == QUESTIONS
        assert all(each.question and each.text for each in answers)


def test_what_was_done_is_counted() -> None:
    assert said(FULL)[0] == (
        "Av 22 tillfällen som skulle ha hållits till och med 31 december 2024 hölls 14. "
        "Av 17 möten som krävs hölls 15. Av 3 löften som har löpt ut är 2 hållna."
    )
    assert said(FULL, language="en")[0] == (
        "Of 22 sessions that should have been held by 31 December 2024, 14 were. "
        "Of 17 meetings that are required, 15 were held. Of 3 promises that have run out, 2 were kept."
    )


def test_few_rows_do_not_say_that_few_sessions_were_held() -> None:
    """Not held and not logged cannot be told apart, so the sentence does not claim that only so many were held."""
    few = FULL | results(data_quality=(counted("DQ01", 13, 22),))
    assert said(few, themes=THEMES["activities"])[0].startswith(
        "Av 22 tillfällen som skulle ha hållits till och med 31 december 2024 är 14 antecknade som hållna. "
        "För få har en rad i loggen för att säga hur många som hölls."
    )
    assert said(few, language="en")[0].startswith(
        "Of 22 sessions that should have been held by 31 December 2024, 14 are noted as held. "
        "Too few have a row in the log to say how many were held."
    )
    assert "hölls 14" in said(few, low_below=0.59)[0]


def test_what_cannot_be_counted_is_said() -> None:
    unknown = results(activity=(Measure(indicator="PF01", value=None, unit="share", reason="no_data"),))
    assert said(unknown)[0] == "Hur många tillfällen som blev av är inte redovisat."
    assert said(unknown, language="en")[0] == "How many sessions were held is not recorded."
    assert said({})[0] == "Vad som blev av är inte redovisat."
    assert said({}, language="en")[0] == "What was done is not recorded."


def test_a_product_counts_what_it_is_about() -> None:
    assert said(FULL, themes=THEMES["promises"])[0] == "Av 3 löften som har löpt ut är 2 hållna."
    assert said(FULL, themes=THEMES["agreement"])[0] == "Av 17 möten som krävs hölls 15."
    assert said(FULL, themes=THEMES["activities"])[0].startswith("Av 22 tillfällen")
    assert said(FULL, themes=THEMES["promises"])[2] == (
        "Uppgifterna är räknade ur det som har lämnats in, inte uppskattade."
    )
    assert said(FULL, themes=THEMES["annual"])[2].startswith("Av 22 tillfällen har 16 en rad i loggen.")


def test_goals_are_counted_and_nothing_is_claimed_of_the_cause() -> None:
    assert said(FULL)[1] == (
        "Av 10 mål är 4 uppföljda: 2 uppfyllda, 1 delvis uppfyllda, 1 ej uppfyllda, 0 går inte att bedöma. "
        "Det säger inte om insatsen är orsaken."
    )
    assert said(FULL, language="en")[1] == (
        "Of 10 goals, 4 were followed up: 2 met, 1 partly met, 1 not met, 0 cannot be assessed. "
        "That does not say whether the initiative is the cause."
    )


NOT_FOLLOWED_UP = Measure(indicator="PG02", value=3, unit="count", variant="not_followed_up")


@pytest.mark.parametrize("found", [{}, results(goal_attainment=(NOT_FOLLOWED_UP,))])
def test_goals_that_nobody_followed_up(found: dict[str, ProcessResult]) -> None:
    assert said(found)[1] == "Inget mål är uppföljt. Vad som har ändrats i brott och trygghet är inte analyserat här."
    assert said(found, language="en")[1] == (
        "No goal has been followed up. What has changed in crime and safety is not analysed here."
    )


def test_how_sure_is_how_complete_the_log_is() -> None:
    assert said(FULL)[2] == (
        "Av 22 tillfällen har 16 en rad i loggen. Vad som saknas kan vara inställt eller bara inte antecknat."
    )
    whole = results(data_quality=(counted("DQ01", 22, 22),))
    assert said(whole)[2] == "Alla 22 tillfällen har en rad i loggen. Uppgifterna är räknade, inte uppskattade."
    unknown = results(data_quality=(Measure(indicator="DQ01", value=None, unit="share", reason="no_data"),))
    assert said(unknown)[2] == "Det går inte att säga hur fullständig loggen är."
    assert said(unknown, language="en")[2] == "It is not possible to say how complete the log is."


def test_other_events_are_those_that_were_counted_the_latest_first() -> None:
    assert said(FULL, EVENTS)[3] == (
        "Under 7 av 12 månader pågick annat som kan ha påverkat, till exempel lagändring, pandemi."
    )
    assert said(FULL, EVENTS, "en")[3] == (
        "In 7 of 12 months something else went on that may have played a part, such as law change, pandemic."
    )


def test_no_other_events_and_none_written_down() -> None:
    assert said(results(context=(counted("PX01", 0, 12),)))[3] == (
        "Inga andra händelser är antecknade. Det kan bero på att listan inte är ifylld."
    )
    assert said({})[3] == "Andra händelser är inte antecknade."
    assert said({}, language="en")[3] == "Other events are not noted."


def recommended(*rows: tuple[int, str, str]) -> ProcessTables:
    frame = pd.DataFrame(rows, columns=["year", "text_sv", "status"])
    return process_tables(recommendation=frame.assign(recommendation_id=[f"r{n}" for n in range(len(rows))]))


def test_next_year_is_what_was_recommended_and_never_made_up() -> None:
    tables = recommended(
        (2023, "Gammalt", "open"),
        (2024, "Anteckna alla tillfällen.", "open"),
        (2024, "Klart", "done"),
        (2024, "Nej", "declined"),
        (2024, "Börja i tid", "in_progress"),
    )
    assert next_year(tables, evaluated_on=DAY, language="sv") == "Anteckna alla tillfällen. Börja i tid."
    assert next_year(EMPTY, evaluated_on=DAY, language="sv") == "Ingen rekommendation är inlämnad."
    assert next_year(EMPTY, evaluated_on=DAY, language="en") == "No recommendation has been handed in."


def test_more_than_two_recommendations_are_counted() -> None:
    tables = recommended(*((2024, f"Nummer {n}", "open") for n in range(4)))
    assert next_year(tables, evaluated_on=DAY, language="sv") == (
        "Nummer 0. Nummer 1. Ytterligare 2 rekommendationer står i rapporten."
    )
