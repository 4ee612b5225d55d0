"""New kinds for each further case."""

from __future__ import annotations

import numpy as np
import pytest

from evaluera.numerics.accumulation import accumulation


def test_every_kind_is_new_once_in_every_order() -> None:
    present = np.random.default_rng(3).random((12, 9)) < 0.3
    found = accumulation(present=present, rng=np.random.default_rng(1))
    assert found.mean.sum() == pytest.approx(present.any(axis=0).sum())
    assert (found.least <= found.mean).all()
    assert (found.mean <= found.most).all()


def test_the_same_seed_gives_the_same_curve() -> None:
    present = np.random.default_rng(3).random((12, 9)) < 0.3
    first, second = (accumulation(present=present, rng=np.random.default_rng(7)).mean for _ in range(2))
    assert first.tolist() == second.tolist()


def test_the_mean_over_orders_is_that_of_all_orders() -> None:
    """A kind of one case in four is new at each place once in four orders; one of all cases is new at the first."""
    present = np.array([[True, True], [True, False], [True, False], [True, False]])
    found = accumulation(present=present, rng=np.random.default_rng(1), orders=4000)
    np.testing.assert_allclose(found.mean, [1.25, 0.25, 0.25, 0.25], atol=0.03)


def test_no_cases_give_an_empty_curve() -> None:
    assert accumulation(present=np.zeros((0, 3), dtype=bool), rng=np.random.default_rng(1)).mean.tolist() == []
