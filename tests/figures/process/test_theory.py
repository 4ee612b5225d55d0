"""The theory graph: style, colour and sign of a link say the same; boxes do not overlap."""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest
from matplotlib.patches import FancyArrowPatch

import evaluera
from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.design.programme_theory import ProgrammeTheory
from evaluera.design.span import Span
from evaluera.figures.process.theory_figure import SIGNS, draw_theory
from evaluera.figures.process.theory_layout import divided, theory_layout
from evaluera.figures.sheet import SMALLEST, WIDTH
from evaluera.figures.typesetting import text_width
from evaluera.methods.process.theory_graph import theory_graph
from evaluera.text.process_names import ProcessNames

YEAR = Span.of_year(2024)
KINDS = ("input", "activity", "output", "short_outcome", "medium_outcome", "long_outcome")


@pytest.fixture(scope="module")
def theory(records: ProcessTables) -> ProgrammeTheory:
    return theory_graph(records, measures=evaluera.estimate("activity", records, year=2024).measures)


@pytest.fixture(scope="module")
def wide() -> ProgrammeTheory:
    """Six columns of four long names, each leading to the next column and some further."""
    links = [
        {
            "from_node": f"{a} trygghetsskapande {n}",
            "from_type": a,
            "to_node": f"{b} trygghetsskapande {m}",
            "to_type": b,
        }
        for a, b in combinations(KINDS, 2)
        for n in range(4)
        for m in range(4)
        if (n + m) % 3 == 0 and KINDS.index(b) - KINDS.index(a) < 3
    ]
    frame = pd.DataFrame([{**link, "link_id": f"l{n:03d}"} for n, link in enumerate(links)])
    return theory_graph(process_tables(theory_link=frame))


def test_links_are_told_apart_three_ways(theory: ProgrammeTheory, names: ProcessNames) -> None:
    assert [link.state for link in theory.links] == ["measured", "failing", "unmeasured"]
    drawn = draw_theory(theory, names, span=YEAR)
    axes = drawn.figure.axes[0]
    heads = [patch for patch in axes.patches if isinstance(patch, FancyArrowPatch)]
    assert len({str(patch.get_linestyle()) for patch in heads}) == 3
    assert len({patch.get_edgecolor() for patch in heads}) == 3
    assert [text.get_text() for text in axes.texts if text.get_gid() == "sign"] == [
        SIGNS[x.state] for x in theory.links
    ]
    assert sum(patch.get_gid() == "goal" for patch in axes.patches) == 1
    assert drawn.title.startswith({"sv": "2 av 3 länkar", "en": "2 of 3 links"}[names.language])
    assert drawn.table["to"].unique().tolist() == ["Tryggheten ska öka."]


def test_boxes_and_signs_do_not_cover_each_other(wide: ProgrammeTheory) -> None:
    layout = theory_layout(wide, {node.name: node.name for node in wide.nodes}, heads=dict(enumerate(KINDS)))
    for one, other in combinations(layout.boxes.values(), 2):
        apart = one.right <= other.left or other.right <= one.left
        assert apart or one.top + one.height <= other.top or other.top + other.height <= one.top
    assert max(box.right for box in layout.boxes.values()) <= WIDTH
    assert max(box.top + box.height for box in layout.boxes.values()) <= layout.height + 0.001
    for a, b in combinations([route.sign for route in layout.routes.values()], 2):
        assert a[0] != b[0] or abs(a[1] - b[1]) > 13.4
    for box in layout.boxes.values():
        assert all(text_width(line, SMALLEST) <= box.width for line in box.lines)


def test_long_words_are_divided_by_hyphens() -> None:
    assert divided("Föräldrakurs", 48.0) == "Föräldra- kurs"
    assert divided("Medium-term", 50.0) == "Medium- term"
    assert divided("kort", 48.0) == "kort"
    assert divided("strömmen", 1.0) == "strömmen", "nothing fits: it is cut by the lines instead"


def test_what_is_wrong_is_named_but_not_at_length(names: ProcessNames) -> None:
    plan = pd.DataFrame({"activity_id": [f"a{n}" for n in range(6)]})
    link = {"link_id": "l", "from_node": "x", "from_type": "activity", "to_node": "g", "to_type": "output"}
    tables = process_tables(theory_link=pd.DataFrame([link]), activity_plan=plan)
    caption = draw_theory(theory_graph(tables), names, span=YEAR).caption
    assert {"sv": "a0; a1; a2 och 4 till", "en": "a0; a1; a2 and 4 more"}[names.language] in caption
