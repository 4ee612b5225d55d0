"""Every indicator has its name, its formula in words and its source in both languages, and so has every theme."""

from __future__ import annotations

import pytest

from evaluera.methods.process.indicator_registry import indicators
from evaluera.methods.registry import process_methods
from evaluera.text.messages import keys


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_indicator_has_its_words(language: str) -> None:
    wanted = {f"indicator.{name}.{part}" for name in indicators() for part in ("name", "formula", "source")}
    assert wanted - keys(language) == set()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_theme_has_a_label_and_a_question(language: str) -> None:
    wanted = {f"method.{name}.{part}" for name in process_methods() for part in ("label", "question")}
    assert wanted - keys(language) == set()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_words_of_variants_are_those_of_indicators_that_exist(language: str) -> None:
    named = {key.split(".")[1] for key in keys(language) if key.startswith("indicator.")}
    assert named - set(indicators()) == set()


def test_variants_that_only_a_researcher_asks_for_have_words() -> None:
    wanted = {
        f"indicator.{each.id}.variant.{variant}" for each in indicators().values() for variant in each.research_variants
    }
    assert wanted - keys("sv") == set()
