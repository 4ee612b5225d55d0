"""Cronbach's alpha against the R package psych, omega total against factanal; the script lies beside the numbers."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from evaluera.numerics.one_factor import one_factor
from evaluera.numerics.scale_reliability import cronbach_alpha, omega_total

PUBLISHED = json.loads((Path(__file__).parent / "scale_reliability" / "reliability.json").read_text(encoding="utf-8"))
CASES = ("attitude", "answers")
AGREES = 1e-12
"""A closed formula: rounding only."""

AGREES_ITERATED = 1e-7
"""factanal searches for the maximum, and the last steps of the search are lost in rounding."""


def _answers(name: str) -> np.ndarray:
    return np.array(PUBLISHED[name]["data"], dtype=float)


@pytest.mark.parametrize("name", CASES)
def test_alpha(name: str) -> None:
    found = cronbach_alpha(answers=_answers(name), rng=np.random.default_rng(1), resamples=20)
    assert found is not None
    assert found.value == pytest.approx(PUBLISHED[name]["alpha"], abs=AGREES)


@pytest.mark.parametrize("name", CASES)
def test_the_factor_and_omega(name: str) -> None:
    answers, expected = _answers(name), PUBLISHED[name]
    fitted = one_factor(correlation=np.corrcoef(answers.T))
    np.testing.assert_allclose(fitted.loadings, expected["loadings"], atol=AGREES_ITERATED)
    np.testing.assert_allclose(fitted.uniquenesses, expected["uniquenesses"], atol=AGREES_ITERATED)
    found = omega_total(answers=answers, rng=np.random.default_rng(1), resamples=20)
    assert found is not None
    assert found.value == pytest.approx(expected["omega"], abs=AGREES_ITERATED)
