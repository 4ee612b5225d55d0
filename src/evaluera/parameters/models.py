"""What stands in evaluation.yaml: the settings of an evaluation, checked and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from evaluera.design.question import SelectionReason
from evaluera.methods.known_events import EventParams
from evaluera.methods.method import PeriodText
from evaluera.methods.process.limits import Limits
from evaluera.parameters.data_source import DataSource
from evaluera.parameters.fields import IsoDate, NotEmpty, Section, Share, Text, Version, unit

__all__ = [
    "Analysis",
    "Intervention",
    "Label",
    "Outcome",
    "Parameters",
    "Process",
    "Project",
    "Protocol",
    "ReportSettings",
]


class Project(Section):
    """Whose initiative it is and how its areas were chosen."""

    owner: Text | None = Field(default=None, description="Who is responsible for the initiative.", examples=["Umebrå"])
    municipality: Text | None = Field(
        default=None, description="The municipality, printed below the title.", examples=["Umeå"]
    )
    selection_reason: SelectionReason | None = Field(
        default=None,
        description="Why these areas were chosen; a high or rising level lowers the certainty.",
        examples=["high_level"],
    )
    implementation: Literal["full", "partly", "unknown"] = Field(
        default="unknown",
        description="Whether the initiative was carried out as planned; a law in force is full.",
        examples=["partly"],
    )
    area_level: Text | None = Field(
        default=None,
        description="What kind of area the initiative covers; compared with the area level of the data.",
        examples=["district"],
    )


class Protocol(Section):
    """When and by whom outcomes and analyses were decided, if that was before the figures were seen."""

    decided_on: IsoDate = Field(
        description="Date of the decision.", examples=["2018-06-01"], json_schema_extra=unit("date")
    )
    by: Text | None = Field(default=None, description="Who decided.", examples=["Umebrå"])


class Label(Section):
    """What something is called in the report, in one language or both."""

    sv: Text | None = Field(default=None, description="In Swedish.", examples=["Skadegörelse"])
    en: Text | None = Field(default=None, description="In English.", examples=["Vandalism"])

    def spoken(self, language: str) -> str | None:
        """The name in this language; the other language stands in for a missing one."""
        return (self.sv or self.en) if language == "sv" else (self.en or self.sv)


class Title(Label):
    """The name of the initiative, in one language or both."""

    @model_validator(mode="after")
    def _named(self) -> Title:
        if self.sv is None and self.en is None:
            raise PydanticCustomError("parameter.empty_value", "empty")
        return self


class Outcome(Section):
    """One outcome: its name in the report, which way is better, and what change would matter."""

    label: Text | Label = Field(
        default=Label(),
        description="What the outcome is called in the report: one name, or one for each language.",
        examples=[{"sv": "Skadegörelse", "en": "Vandalism"}],
    )
    better: Literal["lower", "higher"] = Field(
        default="lower", description="Which way is an improvement.", examples=["lower"]
    )
    smallest_change: Share = Field(
        default=0.10,
        description="Smallest change that would matter in practice.",
        examples=[0.10],
        json_schema_extra=unit("share"),
    )
    goal: Text | None = Field(
        default=None,
        description="The goal of the records that the outcome measures; else the one whose indicator has its name.",
        examples=["G1"],
    )


class Intervention(Section):
    """When and where the initiative started; shared by all analyses."""

    start: PeriodText = Field(
        description="First period counted as after the start.", examples=["2018-09"], json_schema_extra=unit("period")
    )
    areas: tuple[Text, ...] = Field(
        default=(),
        description="The areas of the initiative; left out when the data have one area only.",
        examples=[["Ersboda", "Mariehem"]],
    )
    comparison: Literal["rest"] | tuple[Text, ...] = Field(
        default=(), description="Areas to compare with, or rest: all other areas.", examples=[["Teg", "Haga"]]
    )
    displacement: tuple[Text, ...] = Field(
        default=(),
        description="Neighbouring areas that crime may move to; they are never compared with.",
        examples=[["Berghem"]],
    )
    transition: tuple[PeriodText, PeriodText] | None = Field(
        default=None,
        description="First and last period of the introduction, left out of the analyses.",
        examples=[["2018-09", "2018-12"]],
        json_schema_extra=unit("period"),
    )


class Analysis(Section):
    """One analysis: a method, an outcome and the method's options (complete, with defaults)."""

    id: Text = Field(default="", description="Short name, unique; made from method and outcome if left out.")
    method: Text = Field(description="Name of the method.", examples=["interrupted_time_series"])
    outcome: Text = Field(description="Name of the outcome, as in the data.", examples=["skadegörelse"])
    primary: bool = Field(
        default=False, description="Whether this is the main analysis, which the summary reports.", examples=[True]
    )
    pooled: bool = Field(
        default=False,
        description="Analyse each area of the initiative by itself, and report their average and a new area's range.",
        examples=[True],
    )
    placebo_outcome: Text | None = Field(
        default=None,
        description="An outcome of the same data that the initiative should not touch.",
        examples=["bedrägeri"],
    )
    placebo_area: Text | None = Field(
        default=None,
        description="An area of the same data that did not have the initiative and should not change.",
        examples=["Teg"],
    )
    options: Mapping[str, Any] = Field(default_factory=dict, description="The options of the method.")


class ReportSettings(Section):
    """File formats and looks of the report."""

    formats: Annotated[tuple[Literal["html"], ...], NotEmpty] = Field(
        default=("html",), description="File formats.", examples=[["html"]]
    )
    theme: Mapping[str, str] = Field(
        default_factory=dict, description="Own colours; there are none to choose yet.", examples=[{}], max_length=0
    )


class Process(Section):
    """The records of what was done: workbooks, CSV files and folders of them."""

    files: Annotated[tuple[Text, ...], NotEmpty] = Field(
        description="Workbooks, CSV files or folders, relative to the folder of evaluation.yaml; they are appended.",
        examples=[["process.xlsx", "loggar"]],
    )
    columns: Mapping[str, Text] = Field(
        default_factory=dict,
        description="Headings of the files and the columns that they mean.",
        examples=[{"Antal besökare": "deltagare"}],
    )
    ignore_columns: tuple[Text, ...] = Field(
        default=(),
        description="Columns that are dropped when the files are read, before anything is stored or shown.",
        examples=[["E-postadress"]],
    )
    limits: Limits = Field(
        default=Limits(), description="What counts as low, late, small or answered.", examples=[{"high_from": 0.8}]
    )


class Parameters(Section):
    """All settings of one evaluation, with defaults filled in.

    The effect half needs ``data``, ``intervention`` and ``analyses``; they may be left out where there is ``process``.
    """

    version: Version = Field(description="Version of this file format.", examples=[1])
    name: Text | Title = Field(
        description="Name of the initiative, the title of the report: one name, or one for each language.",
        examples=["Umeå växer", {"sv": "Trygga kvällar", "en": "Safe evenings"}],
    )
    language: Literal["sv", "en"] = Field(default="sv", description="Language of the report.", examples=["sv"])
    synthetic: bool = Field(
        default=False, description="Whether the figures are made up; the report then says so.", examples=[False]
    )
    project: Project = Field(default=Project(), description="Whose initiative it is.", examples=[{"owner": "Umebrå"}])
    data: tuple[DataSource, ...] = Field(default=(), description="The data files.", examples=[[{"file": "brott.csv"}]])
    process: Process | None = Field(
        default=None,
        description="The records of what was done; one file, a list, or settings with files.",
        examples=[["process.xlsx", "loggar"]],
    )
    protocol: Protocol | None = Field(
        default=None, description="What was decided beforehand.", examples=[{"decided_on": "2018-06-01"}]
    )
    outcomes: Mapping[str, Outcome] = Field(
        default_factory=dict,
        description="The outcomes by name; one that is left out has the defaults.",
        examples=[{"skadegörelse": {"better": "lower"}}],
    )
    intervention: Intervention | None = Field(
        default=None, description="When and where the initiative started.", examples=[{"start": "2018-09"}]
    )
    events: tuple[EventParams, ...] = Field(
        default=(),
        description="Other known events, for all analyses.",
        examples=[[{"name": "Pandemin", "from": "2020-03", "to": "2022-03", "how": "exclude", "affects": "both"}]],
    )
    analyses: tuple[Analysis, ...] = Field(
        default=(),
        description="The analyses; one of them is the main analysis.",
        examples=[[{"method": "before_after", "outcome": "skadegörelse"}]],
    )
    report: ReportSettings = Field(
        default=ReportSettings(), description="How the report is made.", examples=[{"formats": ["html"]}]
    )

    def title(self, language: str) -> str:
        """The name of the initiative in this language."""
        return self.name if isinstance(self.name, str) else str(self.name.spoken(language))

    @property
    def marked_synthetic(self) -> bool | str:
        """Whether pages and figures are marked as made up: the municipality whose outcome they do not show, or True."""
        return self.synthetic and (self.project.municipality or True)

    @property
    def primary(self) -> Analysis | None:
        """The main analysis; None where only the process is followed up."""
        return next((analysis for analysis in self.analyses if analysis.primary), None)
