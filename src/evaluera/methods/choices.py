"""Options that several effect methods share."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from evaluera.methods.known_events import EventParams
from evaluera.methods.method import EffectParams, Names, PeriodText

__all__ = ["AreaNames", "ComparisonParams", "WindowParams"]


def _as_names(value: Any) -> Any:
    """One name is a list of one; nothing is an empty list; numbers are names too."""
    if value is None:
        return ()
    if isinstance(value, str | int):
        return (str(value),)
    return tuple(str(each) if isinstance(each, int) else each for each in value) if _is_listed(value) else value


def _is_listed(value: Any) -> bool:
    return isinstance(value, list | tuple | set | frozenset) or hasattr(value, "tolist")


AreaNames = Annotated[Names, BeforeValidator(_as_names)]


class WindowParams(EffectParams):
    """Areas and periods that take part in an effect analysis."""

    treated: AreaNames = Field(
        default=(),
        description="The areas with the initiative, analysed together; left out, every area is a series of its own.",
        examples=[["Ersboda", "Mariehem"]],
        json_schema_extra={"unit": "area names"},
    )
    transition: tuple[PeriodText, PeriodText] | None = Field(
        default=None,
        description="First and last period of the introduction, both left out; the step begins after it.",
        examples=[["2018-09", "2018-12"]],
        json_schema_extra={"unit": "periods"},
    )
    before: int | None = Field(
        default=None,
        ge=1,
        description="How many periods before the start to use, counted back from it; all if left out.",
        examples=[24],
        json_schema_extra={"unit": "periods"},
    )
    after: int | None = Field(
        default=None,
        ge=1,
        description="How many periods after the start to use; all if left out.",
        examples=[12],
        json_schema_extra={"unit": "periods"},
    )
    include_preliminary: bool = Field(
        default=False,
        description="Use preliminary figures too; by default they are shown but left out.",
        examples=[False],
        json_schema_extra={"unit": "yes or no"},
    )
    events: tuple[EventParams, ...] = Field(
        default=(),
        description="Other known events: a term of their own, periods left out, or only mentioned.",
        examples=[[{"name": "Pandemin", "from": "2020-03", "to": "2022-03", "how": "exclude", "affects": "both"}]],
        json_schema_extra={"unit": "events"},
    )


class ComparisonParams(WindowParams):
    """Areas to compare with, and areas that must not be compared with."""

    comparison: Literal["rest"] | AreaNames = Field(
        default=(),
        description="Areas without the initiative to compare with, or rest: all other areas.",
        examples=[["Teg", "Haga"]],
        json_schema_extra={"unit": "area names"},
    )
    displacement: AreaNames = Field(
        default=(),
        description="Neighbouring areas that crime may move to; they are never compared with.",
        examples=[["Berghem"]],
        json_schema_extra={"unit": "area names"},
    )
