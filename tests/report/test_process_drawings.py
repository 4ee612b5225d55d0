"""The figures of each product, in the order of its themes, drawn once."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

import evaluera
from evaluera.evaluation import Evaluation
from evaluera.report.opening import front_page, shown_pictures
from evaluera.report.process_annex import process_annex
from evaluera.report.process_drawings import process_pictures
from evaluera.report.process_part import process
from evaluera.report.products import IN_ANNEX, PRODUCTS, THEMES, Product

EXAMPLE = Path(__file__).parents[1] / "methods" / "process" / "worked_example"
YAML = """\
version: 1
name: Räkneexemplet
language: sv
synthetic: true
process:
  files: [records]
"""


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    """The worked example as an evaluation of the process alone."""
    folder = tmp_path_factory.mktemp("process")
    shutil.copytree(EXAMPLE, folder / "records", ignore=shutil.ignore_patterns("*.md"))
    (folder / "evaluation.yaml").write_text(YAML, encoding="utf-8")
    return evaluera.run(folder / "evaluation.yaml", until=dt.date(2024, 12, 31))


@pytest.mark.parametrize(
    ("product", "first"),
    [("evaluation", "plan"), ("activities", "plan"), ("agreement", "meetings"), ("annual", "plan")],
)
def test_the_figure_of_page_one_comes_first(evaluation: Evaluation, product: Product, first: str) -> None:
    names = [picture.name for picture in process_pictures(evaluation, product)]
    assert names[0] == f"process-{first}"
    assert front_page(evaluation, product).figures == (names[0],)
    later = [*process(evaluation, product).figures, *process_annex(evaluation, product).figures]
    assert sorted(later) == sorted(names[1:])


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_product_has_the_figures_of_its_themes(evaluation: Evaluation, product: Product) -> None:
    found = process_pictures(evaluation, product)
    assert {picture.analysis for picture in found} <= set(THEMES[product])
    assert len({picture.name for picture in found}) == len(found)
    assert shown_pictures(evaluation, product) == found


def test_what_has_no_data_is_not_drawn(evaluation: Evaluation) -> None:
    assert process_pictures(evaluation, "promises") == ()
    assert "process-theory" not in {picture.name for picture in process_pictures(evaluation, "evaluation")}


def test_figures_are_drawn_once_and_stand_at_their_theme(evaluation: Evaluation) -> None:
    one, other = process_pictures(evaluation, "evaluation"), process_pictures(evaluation, "activities")
    assert one[0] is other[0]
    body = process(evaluation, "evaluation").body
    annex = process_annex(evaluation, "evaluation").body
    for picture in one[1:]:
        later = picture.analysis in IN_ANNEX["evaluation"]
        page, place = (annex, "annex-process") if later else (body, "theme")
        assert page.index(f'id="{place}-{picture.analysis}"') < page.index(f'data-figure="{picture.name}"')
    assert "SYNTETISKA DATA" in one[0].svg
    assert one[0].table.headers[0] == "Aktivitet"
