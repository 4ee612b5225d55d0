"""The dictionary is made of the definitions that the code computes by: nothing more, nothing less."""

from __future__ import annotations

import pytest

from evaluera.methods.process.indicator_registry import indicators
from evaluera.methods.process.standard_indicators import INDICATORS
from evaluera.tables.dictionary import dictionary_table
from evaluera.text.messages import message


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_row_for_each_registered_indicator(language: str) -> None:
    known = indicators()
    table = dictionary_table(known.values(), language)
    assert [row[0].partition(" ")[0] for row in table.rows] == list(known)
    assert [row[1] for row in table.rows] == [message(f"indicator.{each}.formula", language) for each in known]
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
