"""The sign test against published values and its own symmetry."""

from __future__ import annotations

import pytest
from scipy.stats import binomtest

from evaluera.numerics.sign_test import sign_test


@pytest.mark.parametrize(("positive", "negative"), [(0, 0), (5, 0), (6, 0), (9, 1), (3, 3), (4, 5), (2, 18)])
def test_it_is_the_binomial_test_with_a_half(positive: int, negative: int) -> None:
    known = binomtest(positive, positive + negative, 0.5).pvalue if positive + negative else 1.0
    assert sign_test(positive=positive, negative=negative) == pytest.approx(known, rel=1e-12)
    assert sign_test(positive=positive, negative=negative) == sign_test(positive=negative, negative=positive)
