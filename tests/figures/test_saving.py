"""Figures as files: the same bytes, safe inside one page, readable by machines."""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from evaluera.figures.drawing import draw
from evaluera.figures.saving import png, svg

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def drawn(course_result):
    return draw(course_result(), "sv")[0]


def ids(text: str) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', text)


def test_the_same_figure_gives_the_same_svg_and_png(course_result) -> None:
    first, again = (draw(course_result(), "sv")[0] for _ in range(2))
    assert svg(first) == svg(first) == svg(again)
    assert png(first) == png(first) == png(again)


def test_svg_is_one_described_element(drawn) -> None:
    text = svg(drawn)
    assert text.startswith("<svg ")
    root = ET.fromstring(text)
    assert (root.tag, root.get("role"), root.get("aria-label")) == (f"{SVG}svg", "img", drawn.alt)


def test_svg_fetches_nothing_and_knows_no_date_or_maker(drawn) -> None:
    text = svg(drawn)
    addresses = set(re.findall(r'https?://[^"\s]+', text))
    assert addresses == {"http://www.w3.org/1999/xlink", "http://www.w3.org/2000/svg"}
    assert "metadata" not in text
    assert "atplotlib v" not in text


def test_text_in_svg_is_text_in_a_font_that_readers_have(drawn) -> None:
    root = ET.fromstring(svg(drawn))
    words = {"".join(node.itertext()).strip() for node in root.iter(f"{SVG}text")}
    assert {drawn.title, "Faktiskt antal", "2020"} <= words
    assert all("Arial" in node.get("style", "") for node in root.iter(f"{SVG}text"))


def test_two_figures_in_one_page_do_not_clash(course_result, area_result) -> None:
    figures = [draw(course_result(), "sv")[0], draw(course_result(area="Teg"), "sv")[0], draw(area_result(4), "sv")[0]]
    found = [each for figure in figures for each in ids(svg(figure))]
    assert len(found) == len(set(found)) > 50


def test_a_prefix_tells_the_same_figure_apart(drawn) -> None:
    assert not set(ids(svg(drawn, prefix="first"))) & set(ids(svg(drawn, prefix="second")))


def test_every_reference_points_inside(drawn) -> None:
    text = svg(drawn)
    references = re.findall(r'(?:href="#|url\(#)([^")]+)', text)
    assert references
    assert set(references) <= set(ids(text))


def test_style_stays_inside_the_figure(drawn) -> None:
    (style,) = re.findall(r"<style[^>]*>(.*?)</style>", svg(drawn), flags=re.DOTALL)
    assert style.startswith(f"#{ids(svg(drawn))[0]} ")


def test_marks_in_names_are_escaped(course_result) -> None:
    (figure,) = draw(course_result(labels={"brott": {"sv": 'Brott & "bus" <barn>'}}), "sv")
    root = ET.fromstring(svg(figure))
    assert 'Brott & "bus" <barn>' in root.get("aria-label", "")


def test_png_has_the_size_of_the_figure(drawn) -> None:
    before = drawn.figure.dpi
    for dpi in (100, 200):
        size = struct.unpack(">II", png(drawn, dpi)[16:24])
        assert size == pytest.approx(tuple(drawn.figure.get_size_inches() * dpi), abs=1)
    assert drawn.figure.dpi == before


def test_saving_changes_nothing_in_the_figure(drawn) -> None:
    before = svg(drawn)
    png(drawn, 300)
    assert svg(drawn) == before
    assert svg(replace(drawn, alt="annat")) != before
