"""A check in plain words."""

from __future__ import annotations

import pytest

from evaluera.results.diagnostic import Diagnostic, Verdict
from evaluera.text.explanation import check_heading, check_name, explain


def check(**changes):
    given = {
        "name": "of_my_own",
        "verdict": Verdict.FAILS,
        "value": 2.25,
        "null": "conclusion.step.sensitive",
        "reason": "conclusion.step.short_window",
        "values": {"periods": 4, "season": 12},
    }
    return Diagnostic(**{**given, **changes})


def test_a_check_is_explained_with_verdict_assumption_and_numbers():
    assert explain(check(), "sv") == (
        "of_my_own: Antagandet är: Svaret ändras när uträkningen görs på ett annat rimligt sätt. "
        "Antagandet håller inte. Perioden före eller efter är kortare än ett år: 4 av 12 perioder."
    )
    assert explain(check(verdict=Verdict.HOLDS), "en").startswith("of_my_own: The assumption is: ")
    asked = check(name="dispersion", verdict=Verdict.DOUBTFUL)
    question = check_name(asked, "en")
    assert question.endswith("?")
    assert check_heading(asked, "en") == f"{question} The assumption is doubtful."
    assert explain(asked, "sv").startswith(f"{check_name(asked, 'sv')} Antagandet är: ")


def test_the_number_of_the_check_can_stand_in_its_reason():
    text = explain(check(reason="statement.need.minimum_events", values={"count": 2.25}), "en")
    assert text.endswith("at least 2.25 events a period, or 24 periods")


def test_a_key_without_words_is_named():
    with pytest.raises(KeyError, match=r"diagnostic\.nothing"):
        explain(check(reason="diagnostic.nothing"), "sv")
