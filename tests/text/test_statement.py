"""The sentences of a conclusion: never stronger than the rules allow, readable, the same numbers in both languages."""

from __future__ import annotations

import itertools
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluera.conclusion.certainty import Certainty
from evaluera.design.question import DesignClass
from evaluera.errors import MethodError, ParameterError
from evaluera.results.diagnostic import Verdict
from evaluera.results.provenance import Timing
from evaluera.text.answers import QUESTIONS, five_answers
from evaluera.text.stating import statement

SEATTLE = {
    "unit": "areas",
    "treated_areas": 1,
    "comparison_areas": 135,
    "season_length": 4,
    "periods_before": 12,
    "periods_after": 4,
}
INTERVALS = [(0.4, 0.7), (0.6, 0.97), (1.02, 1.3), (1.2, 1.9), (0.95, 1.06), (0.57, 1.06), (0.99, math.inf)]
CHECKS = [{}, {"dispersion": Verdict.FAILS}, {"dispersion": Verdict.FAILS, "sensitivity": Verdict.FAILS}]
QUESTIONS_ASKED = [
    {},
    {"implementation": "unknown", "selection_reason": "high_level"},
    {"implementation": "partly", "better": "higher", "decided_beforehand": None},
    {"selection_reason": "rising_trend", "decided_beforehand": False},
]
EVERYTHING = list(itertools.product(DesignClass, INTERVALS, CHECKS, QUESTIONS_ASKED, ("count", "rate")))
TOO_LITTLE = [{"periods_after": 4}, {"expected": 2.0, "periods_before": 9, "periods_after": 9, "season_length": None}]

# Insatsen is what the verbs are about; the forbidden words are those of the rules for wording.
FORBIDDEN = {
    "sv": r"signifikan|bevisar|har lett till|ingen effekt\b|brottslighet|åt rätt håll",
    "en": r"significan|proves|has led to|\b(shows|is|was|had) no effect|crime|right direction",
}
EFFECT = {"sv": r"\beffekt", "en": r"\beffect"}
SMALL = {"sv": r"\bliten\b|\bsmå\b|\blitet?\b(?! för| underlag)", "en": r"\bsmall\b|\blittle\b(?! data)"}
VERBS = {
    "sv": {
        Certainty.HIGH: r"insatsen (minskade|ökade|gav ingen)",
        Certainty.MODERATE: r"troligen",
        Certainty.LOW: r"möjligt att insatsen",
        Certainty.VERY_LOW: r"går inte att bedöma",
    },
    "en": {
        Certainty.HIGH: r": the initiative (reduced|raised|made no)",
        Certainty.MODERATE: r"probably",
        Certainty.LOW: r"may (have contributed|be that the initiative)",
        Certainty.VERY_LOW: r"not possible to judge",
    },
}


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!])\s+(?=[A-ZÅÄÖ])", text) if part]


def words(text: str) -> list[str]:
    return re.findall(r"[\w–'-]+", text)


def lix(text: str) -> float:
    """Björnsson's readability index: words a sentence plus the percentage of words longer than six letters."""
    found = words(text)
    stops = len(re.findall(r"[.:!?](?=\s|$)", text))
    return len(found) / stops + 100 * sum(len(word) > 6 for word in found) / len(found)


def digits(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?", text.replace(",", "."))


def all_text(result, language):
    said = statement(result, language)
    return " ".join([str(said), *said.steps, *(answer.text for answer in five_answers(result, language))])


@pytest.fixture(scope="session")
def every_result(make_result):
    found = []
    for design, (low, high), checks, asked, kind in EVERYTHING:
        middle = math.sqrt(low * high) if math.isfinite(high) else low * 2
        found.append(make_result(middle, low, high, design=design, checks=checks, question=asked, kind=kind))
    for design, evidence in itertools.product(DesignClass, TOO_LITTLE):
        found.append(make_result(0.5, 0.3, 0.8, design=design, evidence=evidence))
    return found


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_combination_has_words_that_its_certainty_allows(every_result, language):
    seen = set()
    for result in every_result:
        said = statement(result, language)
        seen.add((said.finding, said.level))
        assert said.level.rank <= said.ceiling.rank
        for level, verb in VERBS[language].items():
            unclear = said.finding in ("no_clear_effect", "too_little_data")
            expected = Certainty.VERY_LOW if unclear else said.level
            assert bool(re.search(verb, said.certainty)) is (level is expected), (said.finding, said.level)
        assert said.headline.startswith({"sv": "Skadegörelse: ", "en": "Vandalism: "}[language])
    changed = {(finding, level) for finding in ("decrease", "increase", "no_important_effect") for level in Certainty}
    assert changed <= seen


@pytest.mark.parametrize("language", ["sv", "en"])
def test_forbidden_words_never_occur(every_result, language):
    for result in every_result:
        text = all_text(result, language)
        assert not re.search(FORBIDDEN[language], text, re.IGNORECASE), text
        said = statement(result, language)
        if said.finding != "no_important_effect":
            assert not re.search(SMALL[language], str(said), re.IGNORECASE), str(said)
        if result.design in (DesignClass.UNDECLARED, DesignClass.ONLY_AFTER, DesignClass.BEFORE_AFTER):
            assert not re.search(EFFECT[language], str(said), re.IGNORECASE), str(said)


def test_swedish_sentences_are_short_and_readable(every_result):
    for result in every_result:
        said = statement(result, "sv")
        for sentence in sentences(all_text(result, "sv")):
            assert len(words(sentence)) <= 20, sentence
        assert lix(str(said)) <= 50, (lix(str(said)), str(said))


def test_both_languages_give_the_same_numbers_and_decisions(every_result):
    for result in every_result:
        swedish, english = statement(result, "sv"), statement(result, "en")
        assert (swedish.finding, swedish.level, swedish.ceiling) == (english.finding, english.level, english.ceiling)
        assert len(swedish.caveats) == len(english.caveats)
        assert digits(all_text(result, "sv")) == digits(all_text(result, "en"))


@given(
    centre=st.floats(0.05, 3.0),
    half=st.floats(0.01, 2.0),
    design=st.sampled_from(list(DesignClass)),
    better=st.sampled_from(["lower", "higher"]),
)
def test_any_estimate_is_said_with_its_interval_alike_in_both_languages(make_result, centre, half, design, better):
    low, high = centre * math.exp(-half), centre * math.exp(half)
    result = make_result(centre, low, high, design=design, question={"better": better})
    swedish, english = statement(result, "sv"), statement(result, "en")
    assert digits(str(swedish)) == digits(str(english))
    assert len(digits(swedish.size)) >= 2
    assert "nan" not in str(swedish)


def test_a_district_at_minus_40_per_cent_is_said_as_a_decrease(make_result):
    said = statement(make_result(0.6, 0.37, 0.96), "sv")
    assert said.finding == "decrease"
    assert said.size == "Antalet var 40 procent lägre efter insatsen än före (4 till 63)."
    assert "går inte att bedöma om insatsen bidrog" in said.certainty


def test_one_area_of_seattle_establishes_nothing_and_says_what_it_takes(make_result):
    result = make_result(0.777, 0.568, 1.061, design=DesignClass.BEFORE_AFTER_COMPARISON, evidence=SEATTLE)
    said = statement(result, "en")
    assert said.headline == "Vandalism: we see no clear effect."
    assert said.size == (
        "The result fits anything from 43 per cent fewer to 6 per cent more. "
        "This does not mean that the initiative has no effect."
    )
    assert "The figures for a single area are not enough to establish an effect." in said.caveats
    assert said.need.endswith("That takes at least 21 areas with the initiative.")


def test_at_least_is_said_with_a_change_beyond_the_smallest_one(make_result):
    assert "Minskningen är minst 20 procent." in statement(make_result(0.7, 0.6, 0.8), "sv").size
    assert "minst" not in statement(make_result(0.8, 0.7, 0.95), "sv").size


def test_too_little_data_gives_no_estimate_but_what_is_needed(make_result):
    said = statement(make_result(0.5, 0.3, 0.8, evidence={"periods_after": 5}), "sv")
    assert said.size == "Det behövs minst 12 månader både före och efter starten innan den kan besvaras."
    assert "50" not in str(said)
    events = {"expected": 2.0, "periods_before": 9, "periods_after": 9, "season_length": None}
    assert "minst 5 händelser per period" in statement(make_result(0.5, 0.3, 0.8, evidence=events), "sv").size
    nothing = make_result(math.nan, math.nan, math.nan)
    assert statement(nothing, "sv").size == "Det behövs mer data innan den kan besvaras."
    areas = {**SEATTLE, "comparison_areas": 2}
    assert "minst 6 områden" in statement(make_result(evidence=areas), "sv").size


def test_more_events_of_what_should_fall_ask_for_the_reporting_first(make_result):
    said = statement(make_result(1.3, 1.1, 1.5, design=DesignClass.INTERRUPTED_TIME_SERIES), "sv")
    assert said.caveats[0].startswith("Det kan bero på att mer hände, men också på att mer anmäldes")
    wanted = make_result(1.3, 1.1, 1.5, question={"better": "higher"})
    assert not any("anmäldes" in caveat for caveat in statement(wanted, "sv").caveats)
    share = make_result(0.1, 0.05, 0.15, kind="share", scale="identity", unit="share", expected=0.5)
    assert not any("anmäldes" in caveat for caveat in statement(share, "sv").caveats)


def test_differences_are_said_in_their_unit(make_result):
    design = DesignClass.INTERRUPTED_TIME_SERIES
    rate = make_result(
        -23.5, -38.1, -9.0, scale="identity", unit="per 1 000", kind="rate", design=design, expected=210.0
    )
    assert statement(rate, "sv").size.startswith("Sedan dess är nivån 23,5 per 1 000 lägre än")
    assert "(9 till 38,1)" in statement(rate, "sv").size
    share = make_result(0.05, -0.02, 0.12, scale="identity", unit="share", kind="share", design=design, expected=0.5)
    assert "från 2 procentenheter lägre till 12 procentenheter högre" in statement(share, "sv").size


@pytest.mark.parametrize(
    ("design", "changes", "swedish", "english"),
    [
        (
            DesignClass.INTERRUPTED_TIME_SERIES,
            {},
            "Från starten till och med juni 2020 var antalet 30 procent lägre än den tidigare utvecklingen pekade mot "
            "(10 till 50).",
            "From the start to the end of June 2020, the number was 30 per cent lower than the earlier development "
            "pointed to (10 to 50).",
        ),
        (
            DesignClass.CONTROLLED_TIME_SERIES,
            {"comparison_areas": 3},
            "Från starten till och med juni 2020 var antalet 30 procent lägre än om området hade följt de andra "
            "(10 till 50).",
            "From the start to the end of June 2020, the number was 30 per cent lower than if the area had followed "
            "the others (10 to 50).",
        ),
        (
            DesignClass.CONTROLLED_TIME_SERIES,
            {"comparison_areas": 0},
            "Från starten till och med juni 2020 var antalet 30 procent lägre än om det hade följt jämförelsen "
            "(10 till 50).",
            "From the start to the end of June 2020, the number was 30 per cent lower than if it had followed the "
            "comparison (10 to 50).",
        ),
    ],
)
def test_an_ended_initiative_is_told_of_in_the_past(make_result, design, changes, swedish, english):
    timing = Timing(start="2018-09", end="2020-06")
    result = make_result(0.7, 0.5, 0.9, design=design, timing=timing, evidence=changes)
    for language, expected in (("sv", swedish), ("en", english)):
        assert statement(result, language).size.startswith(expected)
    going_on = make_result(0.7, 0.5, 0.9, design=design, evidence=changes)
    assert "juni 2020" not in statement(going_on, "sv").size


def test_numbered_periods_are_called_what_they_are(make_result):
    timing = Timing(start="5", end="9", preliminary_from="12")
    design = DesignClass.INTERRUPTED_TIME_SERIES
    result = make_result(0.7, 0.5, 0.9, design=design, timing=timing, evidence={"season_length": 4})
    said = statement(result, "sv")
    assert said.size.startswith("Från starten till och med kvartal 9 var antalet")
    assert "Siffrorna från kvartal 12 är preliminära och kan ändras." in said.caveats


@pytest.mark.parametrize(
    ("changes", "beginning"),
    [
        ({"question": {"selection_reason": "high_level"}}, "Området valdes för att läget var ovanligt dåligt."),
        ({"question": {"implementation": "unknown"}}, "Underlaget visar inte hur mycket av insatsen som blev av."),
        ({"question": {"implementation": "partly"}}, "Insatsen genomfördes till viss del."),
        ({"timing": Timing(start="2018-09", preliminary_from="2025-10")}, "Siffrorna från oktober 2025 är preliminära"),
        (
            {"question": {"outcome_area_level": "kommun", "intervention_area_level": "stadsdel"}},
            "Utfallet mäts för en annan sorts område (kommun)",
        ),
        ({"evidence": {"season_length": None, "periods_before": 1, "periods_after": 1}}, "Bara två summor jämförs."),
        ({"design": DesignClass.CONTROLLED_TIME_SERIES}, "Något annat som hände just här"),
    ],
)
def test_each_reservation_is_said(make_result, changes, beginning):
    said = statement(make_result(0.6, 0.4, 0.9, **changes), "sv")
    assert any(caveat.startswith(beginning) for caveat in said.caveats)
    assert beginning in str(said)


def test_a_carried_out_initiative_without_the_expected_result_questions_the_idea(make_result):
    design = DesignClass.CONTROLLED_TIME_SERIES
    said = statement(make_result(1.0, 0.95, 1.05, design=design), "sv")
    assert any("Idén, mängden eller målgruppen" in caveat for caveat in said.caveats)
    unclear = statement(make_result(0.9, 0.5, 1.5, design=design), "sv")
    assert not any("Idén" in caveat for caveat in unclear.caveats)


def test_the_steps_begin_with_the_ceiling_of_the_design(make_result):
    said = statement(make_result(0.6, 0.4, 0.9, question={"implementation": "unknown"}), "en")
    assert said.steps == (
        "Before is compared with after, without a comparison area. The certainty is then very low at most.",
        "It is not known how much of the initiative was carried out.",
    )


def test_an_outcome_without_label_is_called_by_its_name(make_result):
    assert statement(make_result(question={"labels": {}}), "sv").headline.startswith("Vandalism: ")
    only_swedish = make_result(question={"labels": {"vandalism": {"sv": "Skadegörelse"}}})
    assert statement(only_swedish, "en").headline.startswith("Skadegörelse: ")


def test_several_outcomes_are_refused_with_what_to_do(make_result, monkeypatch):
    from dataclasses import replace

    monkeypatch.setenv("EVALUERA_LANGUAGE", "en")
    result = make_result()
    both = replace(result, estimates=(*result.estimates, replace(result.estimates[0], outcome="theft")))
    with pytest.raises(MethodError, match=r"result\.select\(outcome=") as error:
        statement(both)
    assert error.value.findings[0].code == "method.several_outcomes"


def test_the_language_is_that_of_the_environment_unless_given(make_result, monkeypatch):
    monkeypatch.setenv("EVALUERA_LANGUAGE", "en")
    assert statement(make_result()) == statement(make_result(), "en")
    with pytest.raises(ParameterError, match="fi"):
        statement(make_result(), "fi")


def test_the_five_answers_come_in_the_same_order_every_year(every_result):
    for result in every_result:
        answers = five_answers(result, "sv")
        assert tuple(answer.key for answer in answers) == QUESTIONS
        assert all(answer.text and answer.question.endswith("?") for answer in answers)
        said = statement(result, "sv")
        by_key = {answer.key: answer.text for answer in answers}
        assert said.headline in by_key["changed"]
        assert said.size in by_key["changed"]
        assert said.certainty in by_key["certainty"]
        assert all(caveat in by_key["other"] for caveat in said.caveats)


def test_when_nothing_was_seen_the_answer_says_what_could_have_been(make_result):
    result = make_result(0.777, 0.568, 1.061, design=DesignClass.BEFORE_AFTER_COMPARISON, evidence=SEATTLE)
    changed = five_answers(result, "sv")[1].text
    assert "Med de här siffrorna syns en ändring på omkring 36 procent i fyra fall av fem." in changed
    assert changed.endswith("För det behövs minst 21 områden med insatsen.")


def test_the_advice_follows_the_finding(make_result):
    def advice(*numbers, **changes):
        return five_answers(make_result(*numbers, **changes), "sv")[-1].text

    assert advice(0.6, 0.4, 0.9) == "Fortsätt följa utfallet på samma sätt."
    assert advice(1.3, 1.1, 1.5) == "Undersök om fler anmäler än förut."
    assert advice(1.0, 0.95, 1.05) == "Pröva idén, mängden eller målgruppen på nytt."
    assert advice(0.6, 0.4, 0.9, question={"better": "higher"}) == "Pröva idén, mängden eller målgruppen på nytt."
    unsure = advice(0.8, 0.5, 1.3, question={"implementation": "unknown", "decided_beforehand": None})
    assert unsure == (
        "Samla mer underlag innan frågan ställs igen. Skriv upp vad som blir av, tillfälle för tillfälle. "
        "Bestäm utfall och analys i förväg."
    )
