"""The report of the example, which has every table and six analyses, is short enough to be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import evaluera
from evaluera.report import sections
from evaluera.report.products import PRODUCTS, Product
from evaluera.report.section import Section

Count = Callable[[list[Section]], int]
MOST = 12


def test_the_report_without_annexes_prints_on_twelve_pages(
    evaluation: evaluera.Evaluation, printed_pages: Count
) -> None:
    shown = [
        sections.front_page(evaluation),
        sections.process(evaluation),
        sections.results(evaluation),
        sections.contribution(evaluation),
        sections.diagnostics(evaluation),
    ]
    assert printed_pages(shown[:1]) == 1
    assert 8 <= printed_pages(shown) <= MOST


@pytest.mark.parametrize("product", [each for each in PRODUCTS if each != "evaluation"])
def test_a_separate_product_prints_on_one_to_four_pages(
    product: Product, evaluation: evaluera.Evaluation, printed_pages: Count
) -> None:
    shown = [sections.front_page(evaluation, product), sections.process(evaluation, product)]
    assert printed_pages(shown[:1]) == 1
    assert 2 <= printed_pages(shown) <= 4


def test_the_annual_report_follows_the_four_goals_of_the_council(evaluation: evaluera.Evaluation) -> None:
    body = str(sections.process(evaluation, "annual").body)
    places = [body.index(f">{area}<") for area in ("Brottslighet", "Trygghet", "Alkohol, narkotika, tobak och dopning")]
    places.append(body.index(">Överdrivet spelande<"))
    assert places == sorted(places)
    assert "underlag saknas" in body[places[-1] : places[-1] + 400]
