"""The figures of the process half, drawn once for each evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluera.report.drawings import Picture
from evaluera.report.markup import Html
from evaluera.report.products import NOT_DRAWN, THEMES, Product

if TYPE_CHECKING:
    from evaluera.evaluation import Evaluation

__all__ = ["process_pictures"]

_last: tuple[object, tuple[Picture, ...]] | None = None


def process_pictures(evaluation: Evaluation, product: Product) -> tuple[Picture, ...]:
    """The figures of a product in the order of its themes, the one of page one first; none without records.

    What has no data is not drawn. The front page names them all and the sections show them, so those of the last
    evaluation are kept.
    """
    global _last
    if evaluation.follow_up is None:
        return ()
    if _last is None or _last[0] is not evaluation:
        _last = (evaluation, _drawn(evaluation))
    wanted = [picture for picture in _last[1] if picture.name not in NOT_DRAWN.get(product, ())]
    return tuple(picture for theme in THEMES[product] for picture in wanted if picture.analysis == theme)


def _drawn(evaluation: Evaluation) -> tuple[Picture, ...]:
    from evaluera.figures.process.record_drawing import draw_records
    from evaluera.figures.saving import svg
    from evaluera.tables.process_figures import process_figure_table

    followed, language = evaluation.follow_up, evaluation.language
    assert followed is not None
    found = draw_records(
        followed.tables,
        followed.results,
        language,
        span=followed.span,
        limits=followed.limits,
        synthetic=evaluation.parameters.marked_synthetic,
    )
    return tuple(
        Picture(
            name=f"process-{drawn.name}",
            analysis=theme,
            drawn=drawn,
            svg=Html(svg(drawn, prefix=f"process-{drawn.name}")),
            table=process_figure_table(drawn.table, title=drawn.title, language=language),
        )
        for theme, drawn in found
    )
