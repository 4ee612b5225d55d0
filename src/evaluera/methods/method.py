"""What a method is: a name, its options, a check and an estimate."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Protocol, runtime_checkable

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from evaluera.data.panel import Panel
from evaluera.design.question import Question
from evaluera.results.diagnostic import Diagnostic
from evaluera.results.effect import EffectResult

__all__ = ["EffectParams", "Method", "Names", "Params", "PeriodText"]


def _as_text(value: Any) -> Any:
    """Dates, pandas periods and whole numbers as people write them; ``parse_period`` reads them against the panel."""
    return value if value is None or isinstance(value, str) else str(value)


PeriodText = Annotated[str, BeforeValidator(_as_text)]
Names = tuple[str, ...]


class Params(BaseModel):
    """Options of a method: unknown names are errors, values frozen; every field has description, unit and example."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    @property
    def other_outcomes(self) -> Names:
        """Outcomes that are needed beside the one that is asked about, such as one to compare with."""
        return ()


class EffectParams(Params):
    """Options that every effect method has."""

    start: PeriodText = Field(
        description="First period counted as after the start of the initiative.",
        examples=["2018-09"],
        json_schema_extra={"unit": "period"},
    )
    confidence: float = Field(
        default=0.95,
        gt=0.5,
        lt=1.0,
        description="Confidence level of all intervals.",
        examples=[0.95],
        json_schema_extra={"unit": "share"},
    )


@runtime_checkable
class Method(Protocol):
    """One evaluation method. Nothing is remembered between calls; panel and params are never changed.

    ``check`` answers what can be said before estimating (it may raise MethodError with findings when the method cannot
    be used at all); ``estimate`` gives the result, the diagnostics of ``check`` included.
    """

    name: ClassVar[str]
    Params: ClassVar[type[Params]]

    def check(self, panel: Panel, params: Any) -> tuple[Diagnostic, ...]: ...

    def estimate(self, panel: Panel, params: Any, question: Question) -> EffectResult: ...
