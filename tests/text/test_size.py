"""The size of a change in words."""

from __future__ import annotations

import pytest

from evaluera.text.size import Size


@pytest.mark.parametrize(
    ("x", "language", "words"),
    [
        (-0.01, "sv", "1 procentenhet"),
        (0.012, "sv", "1 procentenhet"),
        (0.02, "sv", "2 procentenheter"),
        (-0.01, "en", "1 percentage point"),
        (0.0, "en", "0 percentage points"),
    ],
)
def test_one_percentage_point_is_one(x: float, language: str, words: str) -> None:
    size = Size(estimate=x, low=x, high=x, relative=False, kind="share", unit="share")
    assert size.amount(x, language).replace("\N{NO-BREAK SPACE}", " ") == words
