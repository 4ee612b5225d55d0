"""A method in a package of its own gets everything without an edit here."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import evaluera
from evaluera import EffectResult, MethodError, Panel, Question
from evaluera.conclusion.certainty import Certainty
from evaluera.conclusion.concluding import conclude
from evaluera.design.question import DesignClass
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


class _Undeclared:
    """The example's method by an author who forgot to declare a design."""

    name = "rank_shift"

    def __init__(self, method: Any) -> None:
        self.Params, self.check, self._estimate = method.Params, method.check, method.estimate

    def estimate(self, panel: Panel, params: Any, question: Question) -> EffectResult:
        declared = self._estimate(panel, params, question)
        return EffectResult(
            **{name: getattr(declared, name) for name in EffectResult.__dataclass_fields__ if name != "design"}
        )


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_undeclared_design_gets_the_lowest_ceiling(rank_shift: str, rates: Panel, language: str) -> None:
    undeclared = _Undeclared(methods()[rank_shift])
    check_method(undeclared)
    params = undeclared.Params(start="2017-01")
    question = evaluera.question(implementation="full")
    result = undeclared.estimate(rates, params, question)
    assert result.design is DesignClass.UNDECLARED
    assert conclude(result).ceiling.certainty is Certainty.VERY_LOW
    words = {"sv": "Metoden säger inte vilket upplägg den har", "en": "does not say what design it has"}[language]
    said = evaluera.statement(result, language=language)
    assert words in " ".join(said.steps)
    assert said.level is Certainty.VERY_LOW


def test_it_is_gone_when_it_is_not_installed() -> None:
    assert "rank_shift" not in methods()
