"""The options of the methods about displacement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from evaluera.methods.choices import AreaNames, ComparisonParams
from evaluera.methods.method import Names, Params

__all__ = ["GROUPS", "AreaWeights", "DisplacementParams", "PublishedParams", "Variance"]

GROUPS = ("treated", "comparison", "displacement", "displacement_comparison")
"""The groups of areas, in the order of the published formula."""

Variance = Literal[
    "default", "random_effects", "ancova", "ancova_counts", "controlled_series", "quasi_poisson", "poisson"
]
Positive = Annotated[float, Field(gt=0.0)]


class DisplacementParams(ComparisonParams):
    """Which areas had the initiative, which are next to them, and what each is compared with."""

    treated: AreaNames = Field(
        min_length=1,
        description="The areas with the initiative, analysed together.",
        examples=[["Ersboda", "Mariehem"]],
        json_schema_extra={"unit": "area names"},
    )
    comparison: Literal["rest"] | Annotated[AreaNames, Field(min_length=1)] = Field(
        description="Areas without the initiative to compare with, or rest: all other areas.",
        examples=[["Teg", "Haga"]],
        json_schema_extra={"unit": "area names"},
    )
    displacement_comparison: AreaNames = Field(
        default=(),
        description="Areas to compare the neighbouring areas with; the other comparison areas if left out.",
        examples=[["Sandbacka"]],
        json_schema_extra={"unit": "area names"},
    )
    same_season: bool = Field(
        default=True,
        description="Compare whole years, or the same months when a side has less than a year.",
        examples=[True],
        json_schema_extra={"unit": "yes or no"},
    )
    variance: Variance = Field(
        default="default",
        description="How the uncertainty is estimated; poisson is the published way, which is too certain.",
        examples=["default"],
        json_schema_extra={"unit": "name"},
    )
    harm: Mapping[str, Positive] = Field(
        default_factory=dict,
        description="How much one event of each outcome counts; the outcomes are then added up.",
        examples=[{"burglary": 5, "robbery": 7}],
        json_schema_extra={"unit": "weight"},
    )

    @property
    def other_outcomes(self) -> Names:
        """The outcomes that are added up."""
        return tuple(self.harm)


class AreaWeights(Params):
    """What the counts of each group of areas are divided by in the published formula."""

    treated: Positive = Field(
        default=1.0,
        description="Size of the areas with the initiative.",
        examples=[1.0],
        json_schema_extra={"unit": "weight"},
    )
    comparison: Positive = Field(
        default=1.0, description="Size of their comparison.", examples=[2.0], json_schema_extra={"unit": "weight"}
    )
    displacement: Positive = Field(
        default=1.0, description="Size of the neighbours.", examples=[1.0], json_schema_extra={"unit": "weight"}
    )
    displacement_comparison: Positive = Field(
        default=1.0, description="Size of theirs.", examples=[1.0], json_schema_extra={"unit": "weight"}
    )

    def values(self) -> tuple[float, ...]:
        """In the order of the groups."""
        return tuple(float(getattr(self, group)) for group in GROUPS)


class PublishedParams(DisplacementParams):
    """What the published formula also takes."""

    area_weights: AreaWeights = Field(
        default=AreaWeights(),
        description="Sizes of the groups of areas, for variance: poisson; otherwise groups are compared by ratio.",
        examples=[{"treated": 1.0, "comparison": 2.0}],
        json_schema_extra={"unit": "weight"},
    )
    time_weights: tuple[Positive, Positive] | None = Field(
        default=None,
        description="Length of the time before and after, for variance: poisson; the number of periods if left out.",
        examples=[[2.0, 1.0]],
        json_schema_extra={"unit": "weight"},
    )
