"""The dictionary is made of the definitions that the code computes by: nothing more, nothing less."""

from __future__ import annotations

import pytest

from evaluera.methods.process.indicator_registry import indicators
from evaluera.methods.process.limits import Limits
from evaluera.methods.process.standard_indicators import INDICATORS
from evaluera.tables.dictionary import dictionary_table
from evaluera.text.messages import message


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_row_for_each_registered_indicator(language: str) -> None:
    known = indicators()
    table = dictionary_table(known.values(), language)
    assert [row[0].partition(" ")[0] for row in table.rows] == list(known)
    limits = Limits().model_dump()
    assert [row[1] for row in table.rows] == [
        message(f"indicator.{each}.formula", language, **limits) for each in known
    ]
    assert all(all(row) for row in table.rows)


def test_there_are_sixty_six_of_our_own() -> None:
    assert len(INDICATORS) == 66
    assert {each.id for each in INDICATORS} <= indicators().keys()


def test_the_words_of_one() -> None:
    (row,) = dictionary_table([indicators()["PM05"]], "sv").rows
    assert row[0] == "PM05 tid till verkställighet"
    assert row[3] == "Kaplan–Meier: öppna ärenden räknas som öppna, intervall 95 procent."
    (row,) = dictionary_table([indicators()["PM01"]], "en").rows
    assert row[3] == "Counted in full. Level: low, partly, high."


def test_the_words_say_the_limits_that_were_used() -> None:
    known = indicators()
    limits = Limits(
        start_days=21,
        picture_days=10,
        report_months=6,
        finding_days=60,
        response_from=0.7,
        fewest_persons=3,
        tie_from=4,
    )
    for indicator, words in (
        ("PF04", "inom 21 dagar från"),
        ("PE08", "senast 10 dagar efter"),
        ("PL03", "inom 6 månader"),
        ("PW01", "inom 60 dagar"),
        ("PE01", "under 70 procent"),
        ("PI01", "minst 3 intervjuer"),
        ("PS02", "nivå 4 eller mer"),
    ):
        (row,) = dictionary_table([known[indicator]], "sv", limits=limits).rows
        assert words in row[1]
    (row,) = dictionary_table([known["PR02"]], "sv").rows
    assert "Mellan 0,8 och 1,25 räknas som balanserat." in row[1]
