"""A method in a package of its own gets everything without an edit here."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera import MethodError, Panel
from evaluera.methods.registry import methods
from evaluera.testing import check_method
from evaluera.text.findings import render


@pytest.fixture
def rates() -> Panel:
    months = pd.period_range("2015-01", periods=48, freq="M")
    value = 20.0 + np.sin(np.arange(48)) - 4.0 * (np.arange(48) >= 24)
    return evaluera.panel(pd.DataFrame({"period": months, "value": value}), kind="rate", source="made here")


def test_it_is_found(rank_shift: str) -> None:
    assert rank_shift in methods()


def test_it_keeps_the_contract(rank_shift: str) -> None:
    check_method(rank_shift)


def test_it_answers(rank_shift: str, rates: Panel) -> None:
    result = evaluera.estimate(rank_shift, rates, start="2017-01")
    found = result.tidy().iloc[0]
    assert found["term"] == "rank_shift"
    assert found["low"] < -4.0 < found["high"]
    assert evaluera.EffectResult.from_json(result.to_json()) == result


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_gets_words_and_a_figure(rank_shift: str, rates: Panel, language: str) -> None:
    result = evaluera.estimate(rank_shift, rates, start="2017-01")
    words = {"sv": "ungefär lika många perioder", "en": "about as many periods"}[language]
    assert words in evaluera.explain(result.diagnostics[0], language=language)
    assert str(evaluera.statement(result, language=language))
    assert evaluera.plot(result, language=language).axes


def test_its_refusals_are_said_in_its_own_words(rank_shift: str, rates: Panel) -> None:
    with pytest.raises(MethodError) as error:
        evaluera.estimate(rank_shift, rates, start="2018-12")
    finding = error.value.findings[0]
    assert finding.code == "rank_shift.too_few"
    assert "Det behövs minst 6" in render(finding, "sv")
    assert "It takes at least 6" in render(finding, "en")


def test_it_is_gone_when_it_is_not_installed() -> None:
    assert "rank_shift" not in methods()
