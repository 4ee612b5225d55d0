"""The basis of the regressors: what is dependent, and the way back to the coefficients."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluera.numerics.basis import orthonormal
from evaluera.numerics.failure import NotEstimableError


@settings(max_examples=60, deadline=None)
@given(exponent=st.floats(-11.0, -7.0), size=st.floats(-6.0, 6.0), seed=st.integers(0, 1000))
def test_columns_are_dependent_by_their_singular_values(exponent: float, size: float, seed: int) -> None:
    """Nearly the same column twice, of any length: the ratio of singular values of unit columns decides, at 1e-9."""
    random = np.random.default_rng(seed)
    first, other = random.standard_normal((2, 30))
    x = np.column_stack([first, (first + 10.0**exponent * other) * 10.0**size, np.ones(30)])
    singular = np.linalg.svd(x / np.linalg.norm(x, axis=0), compute_uv=False)
    ratio = singular[-1] / singular[0]
    if ratio < 0.9e-9:
        with pytest.raises(NotEstimableError, match="collinear"):
            orthonormal(x=x)
    elif ratio > 1.1e-9:
        basis = orthonormal(x=x)
        assert np.allclose(basis.q.T @ basis.q, np.eye(3), atol=1e-12)
        assert np.allclose(x @ basis.back, basis.q, atol=1e-5)


def test_the_same_column_twice_is_dependent() -> None:
    with pytest.raises(NotEstimableError, match="collinear"):
        orthonormal(x=np.ones((5, 2)))
