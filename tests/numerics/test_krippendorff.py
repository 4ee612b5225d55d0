"""Agreement between coders: its ends, what carries no information, and its interval."""

from __future__ import annotations

import numpy as np
import pytest

from evaluera.numerics.krippendorff import krippendorff_alpha

NAN = np.nan


def test_full_agreement_is_one() -> None:
    codes = np.array([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]])
    for found in (krippendorff_alpha(codes=codes, scale="nominal"), krippendorff_alpha(codes=codes, scale="ordinal")):
        assert found is not None
        assert found.alpha == 1.0


def test_what_could_not_have_disagreed_has_no_alpha() -> None:
    assert krippendorff_alpha(codes=np.ones((4, 2)), scale="nominal") is None
    assert krippendorff_alpha(codes=np.array([[1.0, NAN], [NAN, 2.0]]), scale="nominal") is None
    assert krippendorff_alpha(codes=np.empty((0, 2)), scale="nominal") is None


def test_units_that_one_coder_saw_change_nothing() -> None:
    codes = np.array([[1.0, 1.0], [2.0, 1.0], [3.0, 3.0], [1.0, 1.0]])
    more = np.vstack([codes, [[2.0, NAN], [NAN, 1.0]]])
    assert krippendorff_alpha(codes=more, scale="ordinal") == krippendorff_alpha(codes=codes, scale="ordinal")


def test_coders_may_swap_and_nominal_codes_may_be_renamed() -> None:
    codes = np.array([[1.0, 1.0], [2.0, 1.0], [3.0, 3.0], [1.0, 2.0], [3.0, NAN]])
    found = krippendorff_alpha(codes=codes, scale="nominal")
    assert found == krippendorff_alpha(codes=codes[:, ::-1], scale="nominal")
    renamed = krippendorff_alpha(codes=10.0 - 3.0 * codes, scale="nominal")
    assert found is not None
    assert renamed is not None
    assert renamed.alpha == pytest.approx(found.alpha)


def test_the_interval_is_seeded_and_holds_the_estimate() -> None:
    rng = np.random.default_rng(5)
    truth = rng.integers(0, 4, 80)
    codes = np.column_stack([np.where(rng.random(80) < 0.8, truth, rng.integers(0, 4, 80)) for _ in range(2)])
    first, second = (
        krippendorff_alpha(codes=codes.astype(float), scale="nominal", rng=np.random.default_rng(1)) for _ in range(2)
    )
    assert first == second
    assert first is not None
    assert first.low is not None
    assert first.high is not None
    assert first.low < first.alpha < first.high < 1.0
    assert 0.15 < first.high - first.low < 0.4
