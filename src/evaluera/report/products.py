"""The separate products of a year: which parts of the process half each holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal, get_args

from evaluera.errors import EvalueraError, Finding, Place

__all__ = [
    "ABOUT_GOALS",
    "COMMENTED",
    "DETAILS",
    "IN_ANNEX",
    "NOT_DRAWN",
    "PRODUCTS",
    "THEMES",
    "Product",
    "folder_name",
    "product_of",
    "refuse_without_records",
]

Product = Literal["evaluation", "activities", "agreement", "promises", "annual"]
"""The whole evaluation, or one of the separate reports of the year: what was done, how the agreement and the promises
were kept, and the annual report ordered by the goals."""

PRODUCTS: tuple[Product, ...] = get_args(Product)

THEMES: Mapping[Product, tuple[str, ...]] = {
    "evaluation": (
        *("activity", "fidelity", "dose", "reach", "meetings", "goal_attainment", "promises", "est", "walks"),
        *("partnership", "resources", "compliance", "relevance", "context", "interviews", "data_quality"),
    ),
    "activities": ("activity", "fidelity", "dose", "reach", "walks", "data_quality"),
    "agreement": ("goal_attainment", "meetings", "compliance"),
    "promises": ("promises",),
    "annual": ("goal_attainment", "activity", "promises", "est", "meetings", "resources", "compliance"),
}
"""The process methods of each product, in the order in which they are shown."""


IN_ANNEX: Mapping[Product, tuple[str, ...]] = {
    "evaluation": ("partnership", "resources", "relevance"),
}
"""The methods whose figures stand in the annex of a product; a separate product is short enough for all it has."""

ABOUT_GOALS: tuple[Product, ...] = ("agreement", "annual")
"""The separate products whose headline begins with the goals."""

DETAILS: Mapping[Product, Mapping[str, tuple[str, ...]]] = {
    "activities": {
        "activity": ("activity", "reason"),
        "fidelity": ("activity",),
        "dose": ("area",),
        "reach": ("activity", "group"),
        "data_quality": ("activity",),
    },
    "agreement": {"goal_attainment": ("goal",), "meetings": ("forum", "area", "sector")},
    "promises": {"promises": ("promise",)},
    "annual": {"goal_attainment": ("goal",), "promises": ("promise",), "resources": ("funder",)},
}
"""What the annex of a separate product divides its themes by; the annex of the whole evaluation has every table."""

COMMENTED: tuple[Product, ...] = ("evaluation", "annual")
"""The products that have the evaluator's commentary on all of the process: the others are about a part of it."""

NOT_DRAWN: Mapping[Product, tuple[str, ...]] = {
    "annual": ("process-waiting-est_action", "process-waiting-decision"),
}
"""Figures of the themes that a product does without, so that it stays within four pages; its table has the medians."""


def product_of(name: str) -> Product:
    """The product of that name.

    Raises
    ------
    EvalueraError
        ``report.unknown_product``, with the names that exist.
    """
    for product in PRODUCTS:
        if product == name:
            return product
    values = {"found": name, "known": ", ".join(PRODUCTS)}
    raise EvalueraError(Finding(code="report.unknown_product", place=Place(parameter="report"), values=values))


def refuse_without_records(product: Product, *, records: bool) -> None:
    """Stop where a separate product is asked for and nothing was handed in about what was done.

    Raises
    ------
    EvalueraError
        ``report.no_records``.
    """
    if product != "evaluation" and not records:
        place = Place(parameter="report")
        raise EvalueraError(Finding(code="report.no_records", place=place, values={"report": product}))


def folder_name(year: int | str, *, until: dt.date | None, product: Product) -> str:
    """The folder of a run below that of the evaluation: the year or the evaluation date, and the product.

    Examples
    --------
    >>> folder_name(2024, until=None, product="evaluation")
    '2024'
    >>> folder_name(2024, until=dt.date(2024, 6, 30), product="promises")
    '2024-06-30-promises'
    """
    day = str(year) if until is None else until.isoformat()
    return day if product == "evaluation" else f"{day}-{product}"
