"""Colours can be read, in colour and in grey."""

from __future__ import annotations

from dataclasses import astuple, fields

import pytest

from evaluera.errors import ParameterError
from evaluera.figures.theme import DEFAULT, GRAPHICS_CONTRAST, TEXT_CONTRAST, WHITE, Theme, contrast, theme_from, tint
from evaluera.text.findings import render


@pytest.mark.parametrize(
    ("colour", "printed"),
    [("#1A1A1A", 17.4), ("#3D3D3D", 10.9), ("#6B6B6B", 5.3), ("#12436D", 10.2), ("#C2410C", 5.2)],
)
def test_contrast_is_that_of_the_style_guide(colour: str, printed: float) -> None:
    assert contrast(colour) == pytest.approx(printed, abs=0.06)


def test_black_on_white_is_the_greatest_contrast() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21.0)
    assert contrast(WHITE, WHITE) == 1.0


def test_every_default_colour_can_be_text() -> None:
    assert min(contrast(colour) for colour in astuple(DEFAULT)) >= TEXT_CONTRAST > GRAPHICS_CONTRAST


def test_fitted_and_counterfactual_differ_in_grey_print() -> None:
    assert contrast(DEFAULT.fitted) / contrast(DEFAULT.counterfactual) > 1.5


def test_tint_goes_from_white_to_the_colour() -> None:
    assert (tint("#12436D", 0.0), tint("#12436D", 1.0)) == (WHITE, "#12436D")


def test_own_colours_replace_only_what_they_name() -> None:
    assert theme_from({"fitted": "#004B87"}) == Theme(fitted="#004B87")


def test_everything_wrong_with_a_theme_is_found_at_once() -> None:
    with pytest.raises(ParameterError, match="ljusgul") as caught:
        theme_from({"fitted": "#FFE680", "background": "#000000", "ink": "ljusgul"})
    assert [finding.code for finding in caught.value.findings] == [
        "parameter.theme_contrast",
        "parameter.theme_role",
        "parameter.theme_colour",
    ]
    assert caught.value.findings[0].place.parameter == "report.theme.fitted"
    sentences = [render(finding, "en") for finding in caught.value.findings]
    assert "at least 4.5" in sentences[0]
    assert all(field.name in sentences[1] for field in fields(Theme))
