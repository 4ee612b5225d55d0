"""Every finding that the data layer can make has its sentence, and no sentence is without its finding."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import evaluera.data
import evaluera.results
from evaluera.text.messages import keys, message

ROOTS = [Path(each) for module in (evaluera.data, evaluera.results) for each in module.__path__]
PREFIX = "finding.data."


def _raised() -> set[str]:
    texts = [path.read_text(encoding="utf-8") for root in ROOTS for path in root.glob("*.py")]
    return {code for text in texts for code in re.findall(r'"data\.([a-z_]+)"', text)}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_codes_and_sentences_are_the_same(language: str) -> None:
    worded = {key.removeprefix(PREFIX) for key in keys(language) if key.startswith(PREFIX)}
    assert {code for code in worded if "." not in code} == _raised()


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("length", ["day", "week", "month", "quarter", "year", "number"])
def test_every_length_of_a_period_has_a_word(length: str, language: str) -> None:
    assert message(f"{PREFIX}lengths.{length}", language).isalpha() or length == "number"
