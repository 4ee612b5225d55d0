"""The figures of an evaluation, drawn once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluera.report.markup import Html

if TYPE_CHECKING:
    from evaluera.evaluation import Evaluation
    from evaluera.figures.drawn import Drawn
    from evaluera.tables.table import Table

__all__ = ["Picture", "pictures"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Picture:
    """A figure of one analysis. ``name`` is unique in the evaluation, ``svg`` one described element."""

    name: str
    analysis: str
    drawn: Drawn
    svg: Html
    table: Table


_last: tuple[object, str, tuple[Picture, ...]] | None = None


def pictures(evaluation: Evaluation, language: str) -> tuple[Picture, ...]:
    """All figures of all analyses, in the order of the analyses.

    The front page names them all and the results show them, so the last evaluation's are kept.
    """
    global _last
    if _last is None or _last[0] is not evaluation or _last[1] != language:
        _last = (evaluation, language, tuple(_drawn(evaluation, language)))
    return _last[2]


def _drawn(evaluation: Evaluation, language: str) -> list[Picture]:
    from evaluera.figures.drawing import draw
    from evaluera.figures.saving import svg
    from evaluera.tables.views import figure_table

    return [
        Picture(
            name=f"{analysis}-{drawn.name}",
            analysis=analysis,
            drawn=drawn,
            svg=Html(svg(drawn, prefix=f"{analysis}-{drawn.name}")),
            table=figure_table(drawn.table, title=drawn.title, language=language),
        )
        for analysis, result in evaluation.results.items()
        for drawn in draw(result, language, synthetic=evaluation.parameters.marked_synthetic)
    ]
