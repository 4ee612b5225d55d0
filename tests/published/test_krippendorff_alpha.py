"""Krippendorff's alpha: what he printed, and the digits of the Python package; its script lies beside them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from evaluera.numerics.krippendorff import Scale, krippendorff_alpha

PUBLISHED = json.loads((Path(__file__).parent / "krippendorff_alpha" / "alpha.json").read_text(encoding="utf-8"))
SCALES: tuple[Scale, ...] = ("nominal", "ordinal")
AGREES = 1e-12
"""The same sums in another order: rounding only (the requirement is 1e-7)."""


def _alpha(name: str, scale: Scale) -> float:
    found = krippendorff_alpha(codes=np.array(PUBLISHED[name]["codes"], dtype=float).T, scale=scale)
    assert found is not None
    return found.alpha


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("name", ["textbook", "binary", "valence_two", "valence_five"])
def test_they_are_those_of_the_package(name: str, scale: Scale) -> None:
    assert _alpha(name, scale) == pytest.approx(PUBLISHED[name][scale], abs=AGREES)


def test_they_are_those_that_krippendorff_printed() -> None:
    """Computing Krippendorff's Alpha-Reliability (2011), parts A and C and section 3."""
    printed = (_alpha("textbook", "nominal"), _alpha("textbook", "ordinal"), _alpha("binary", "nominal"))
    assert [round(each, 3) for each in printed] == [0.743, 0.815, 0.095]
