"""The report of the example, which has every table and six analyses, is short enough to be read."""

from __future__ import annotations

from collections.abc import Callable

import evaluera
from evaluera.report import sections
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
