"""The kinds of values that stand in evaluation.yaml."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

__all__ = ["IsoDate", "NotEmpty", "Section", "Share", "Text", "Version", "unit"]

Items = TypeVar("Items", bound=tuple[Any, ...])

_ISO_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")


class Section(BaseModel):
    """A part of evaluation.yaml: unknown names are errors and values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def unit(name: str) -> dict[str, Any]:
    """What a quantity is counted in, for the schema.

    Examples
    --------
    >>> unit("share")
    {'unit': 'share'}
    """
    return {"unit": name}


def _as_text(value: Any) -> Any:
    """A number where a name is wanted is a name (an area called 2480)."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _filled(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("parameter.empty_value", "empty")
    return value.strip()


def _share(value: float) -> float:
    if not 0 < value < 1:
        raise PydanticCustomError("parameter.not_a_share", "not a share", {"found": value})
    return value


def _iso_date(value: Any) -> Any:
    text = str(value)
    try:
        valid = bool(_ISO_DATE.match(text)) and bool(date.fromisoformat(text))
    except ValueError:
        valid = False
    if not valid:
        raise PydanticCustomError("parameter.not_a_date", "not a date", {"found": text})
    return text


def _version(value: Any) -> Any:
    if value != 1:
        raise PydanticCustomError("parameter.unknown_version", "unknown version", {"found": str(value)})
    return value


def _not_empty(value: Items) -> Items:
    if not value:
        raise PydanticCustomError("parameter.empty_value", "empty")
    return value


Text = Annotated[str, BeforeValidator(_as_text), AfterValidator(_filled)]
"""A name or a sentence; never empty."""

Share = Annotated[float, AfterValidator(_share)]
"""A part of the whole, between 0 and 1; 10 % is written ``0.1``, ``0,1`` or ``10 %``."""

IsoDate = Annotated[str, BeforeValidator(_iso_date)]
"""A date, ``2026-01-20``."""

Version = Annotated[Literal[1], BeforeValidator(_version)]
"""The version of the file format."""

NotEmpty = AfterValidator(_not_empty)
"""At least one item."""
