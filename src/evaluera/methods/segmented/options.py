"""The options of the interrupted time series."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from evaluera.methods.choices import ComparisonParams
from evaluera.methods.error_models.catalogue import ErrorName
from evaluera.methods.method import Names, PeriodText
from evaluera.methods.shapes.registry import ShapeName

__all__ = ["InterruptedTimeSeriesParams"]


class InterruptedTimeSeriesParams(ComparisonParams):
    """Options of the interrupted time series."""

    shape: ShapeName = Field(
        default="level",
        description="What may change: the level at the start, its slope too, gradually, for some time, after a while.",
        examples=["level"],
        json_schema_extra={"unit": "name"},
    )
    duration: int | None = Field(
        default=None,
        ge=1,
        description="Periods that a pulse lasts, or that a ramp takes to reach its full effect.",
        examples=[6],
        json_schema_extra={"unit": "periods"},
    )
    lag: int | None = Field(
        default=None,
        ge=1,
        description="Periods from the start to a delayed change.",
        examples=[3],
        json_schema_extra={"unit": "periods"},
    )
    end: PeriodText | None = Field(
        default=None,
        description="Last period with the initiative, when it has ended; then the change is expected to be gone.",
        examples=["2020-06"],
        json_schema_extra={"unit": "period"},
    )
    also: tuple[PeriodText, ...] = Field(
        default=(),
        description="Other starts in the same area, each with a step of its own that is not counted as this effect.",
        examples=[["2020-01"]],
        json_schema_extra={"unit": "periods"},
    )
    dose: str | None = Field(
        default=None,
        description="Column of the panel with the activity in each period; the effect follows it.",
        examples=["patrols"],
        json_schema_extra={"unit": "column name"},
    )
    errors: ErrorName = Field(
        default="default",
        description="How the noise is modelled; default lets the level drift and months resemble each other.",
        examples=["default"],
        json_schema_extra={"unit": "name"},
    )
    harmonics: Literal["auto"] | Annotated[int, Field(ge=0)] = Field(
        default="auto",
        description="Pairs of cosine and sine that describe the season; auto chooses by the length of the series.",
        examples=[2],
        json_schema_extra={"unit": "pairs"},
    )
    season: Literal["harmonics", "dummies"] = Field(
        default="harmonics",
        description="Describe the season by harmonics or by one level for each month or quarter.",
        examples=["harmonics"],
        json_schema_extra={"unit": "name"},
    )
    comparison_outcome: str | None = Field(
        default=None,
        description="An outcome that the initiative does not concern, to set the series against.",
        examples=["rear_ksi"],
        json_schema_extra={"unit": "outcome name"},
    )
    trend_difference: bool = Field(
        default=False,
        description="Let the series have a trend of its own against the comparison, and carry it on.",
        examples=[False],
        json_schema_extra={"unit": "yes or no"},
    )
    covariates: Names = Field(
        default=(),
        description="Columns of the panel that also explain the outcome; they are never chosen automatically.",
        examples=[["petrol_price"]],
        json_schema_extra={"unit": "column names"},
    )

    @model_validator(mode="before")
    @classmethod
    def _dose_is_a_shape(cls, given: Any) -> Any:
        """A dose without a shape says the shape."""
        if isinstance(given, Mapping) and given.get("dose") is not None and given.get("shape") is None:
            return {**given, "shape": "dose"}
        return given

    @property
    def controlled(self) -> bool:
        """Whether the series is set against a comparison."""
        return bool(self.comparison) or self.comparison_outcome is not None

    @property
    def other_outcomes(self) -> Names:
        """The outcome to compare with is needed beside the one that is asked about."""
        return () if self.comparison_outcome is None else (self.comparison_outcome,)
