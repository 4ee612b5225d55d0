"""Adjusted p-values against statsmodels."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests

from evaluera.numerics.multiplicity import benjamini_hochberg, holm


@pytest.mark.parametrize("m", [1, 2, 7, 40])
def test_they_are_statsmodels(m: int) -> None:
    p_value = np.random.default_rng(m).uniform(0.0, 1.0, m) ** 3
    assert holm(p_value=p_value) == pytest.approx(multipletests(p_value, method="holm")[1], abs=1e-14)
    expected = multipletests(p_value, method="fdr_bh")[1]
    assert benjamini_hochberg(p_value=p_value) == pytest.approx(expected, abs=1e-14)


def test_ties_and_ones() -> None:
    p_value = np.array([0.02, 0.02, 1.0, 0.9])
    assert holm(p_value=p_value).tolist() == pytest.approx([0.08, 0.08, 1.0, 1.0])
    assert benjamini_hochberg(p_value=p_value).tolist() == pytest.approx([0.04, 0.04, 1.0, 1.0])


def test_nothing_stays_nothing() -> None:
    assert holm(p_value=np.array([])).tolist() == []
    assert benjamini_hochberg(p_value=np.array([])).tolist() == []
