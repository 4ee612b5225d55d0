"""Keys and labels of the glossary and the enumerations."""

from __future__ import annotations

import pytest

from evaluera.text.labels import enum_label, key_of, label, labels


def test_every_label_of_the_glossary_leads_back_to_a_key_with_that_label():
    for language in ("sv", "en"):
        for key, word in labels(language).items():
            found = key_of(word)
            assert found is not None, key
            assert word in (label(found, language), enum_label(key, language) if key != found else word)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("hög nivå", "high_level"),
        ("  Hög   NIVÅ ", "high_level"),
        ("rising trend", "rising_trend"),
        ("before_after", "before_after"),
        ("före–efter-jämförelse", "before_after"),
        ("nothing of the kind", None),
    ],
)
def test_words_and_keys(word, key):
    assert key_of(word) == key


def test_among_chooses_between_keys_with_the_same_word():
    assert key_of("jämförelseområde") == "comparison_area"
    assert key_of("jämförelseområde", among={"comparison", "adjacent"}) == "comparison"
    assert key_of("jämförelseområde", among={"high_level"}) is None


def test_an_unknown_key_has_no_label():
    with pytest.raises(KeyError, match="no_such_key"):
        label("no_such_key", "sv")


def test_the_glossary_goes_before_the_enumerations():
    assert (label("outcome", "sv"), enum_label("outcome", "sv")) == ("utfall", "utfallsmål")
