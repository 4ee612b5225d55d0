"""An entry of ``data``: figures in a file, or observations that are counted out of the records of the process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import ConfigDict, Field, ModelWrapValidatorHandler, ValidationError, field_validator, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from evaluera.data.frequency import Frequency
from evaluera.data.panel import Kind
from evaluera.methods.method import PeriodText
from evaluera.parameters.fields import IsoDate, Section, Share, Text, unit

__all__ = ["DataSource"]

_NEEDED = ("period", "value")
_OF_BOTH = ("retrieved_on", "area_level")
_OF_RECORDS = ("category", "start_up_months", "response_from")


class DataSource(Section):
    """Where figures come from: a data file in tidy form, whose columns are named, or the observations in EST.

    An entry has either ``file`` or ``records``. EST observations are counted by month, area and category
    (:func:`evaluera.panel_from_est`), so that no column is named.
    """

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": ["file", *_NEEDED]}, {"required": ["records"]}]}
    )

    file: Text | None = Field(
        default=None, description="File name, relative to the folder of evaluation.yaml.", examples=["brott.csv"]
    )
    records: Literal["est"] | None = Field(
        default=None,
        description="Count the outcome out of the records of the process instead of reading a file: est.",
        examples=["est"],
    )
    category: tuple[Text, ...] = Field(
        default=(),
        description="With records: the categories to count, each an outcome; all counts all of them together.",
        examples=[["klotter", "nedskräpning"]],
    )
    start_up_months: int = Field(
        default=3,
        ge=0,
        description="With records: the first months of each area that are left out, while reporters learn to report.",
        examples=[3],
        json_schema_extra=unit("months"),
    )
    response_from: Share = Field(
        default=0.8,
        description="With records: months in which a lower share of the reporters answered are marked.",
        examples=[0.8],
        json_schema_extra=unit("share"),
    )
    sheet: Text | None = Field(
        default=None, description="Sheet of a workbook; needed when several sheets hold something.", examples=["data"]
    )
    period: Text | tuple[Text, ...] | None = Field(
        default=None,
        description="Column with the period; two columns, [year, month], where the file keeps them apart.",
        examples=["månad", ["year", "month"]],
    )
    value: Text | tuple[Text, ...] | None = Field(
        default=None,
        description="Column with the value; with several columns each is an outcome.",
        examples=["antal"],
    )
    area: Text | None = Field(default=None, description="Column with the area.", examples=["område"])
    outcome: Text | None = Field(default=None, description="Column with the outcome.", examples=["brottstyp"])
    exposure: Text | None = Field(
        default=None, description="Column with the population (or time) at risk.", examples=["folkmängd"]
    )
    covariates: tuple[Text, ...] = Field(
        default=(),
        description="Columns that an analysis may use as explanatory variables.",
        examples=[["petrol_price"]],
    )
    low: Text | None = Field(
        default=None, description="Column with the lower end of the interval of a survey share.", examples=["nedre"]
    )
    high: Text | None = Field(
        default=None, description="Column with the upper end of the interval of a survey share.", examples=["övre"]
    )
    n: Text | None = Field(
        default=None, description="Column with the number of respondents.", examples=["antal svarande"]
    )
    design_effect: float | Text | None = Field(
        default=None,
        description="Design effect of the survey: a number, or the column that has it.",
        examples=[1.4, "designeffekt"],
    )
    interval_confidence: Share = Field(
        default=0.95,
        description="Confidence of the published interval.",
        examples=[0.95],
        json_schema_extra=unit("share"),
    )
    method_break: tuple[PeriodText, ...] = Field(
        default=(),
        description="First periods measured in a new way; no change is computed across them.",
        examples=[["2017"]],
        json_schema_extra=unit("period"),
    )
    kind: Kind = Field(default="count", description="What kind of number the value is.", examples=["count"])
    frequency: Frequency | None = Field(
        default=None, description="How often, where the periods are plain numbers without dates.", examples=["quarter"]
    )
    missing: tuple[Text, ...] = Field(
        default=(), description="Signs in the file that mean that a value is missing.", examples=[[".."]]
    )
    source: Text | None = Field(
        default=None, description="Where the figures come from, printed below each figure.", examples=["Brå"]
    )
    retrieved_on: IsoDate | None = Field(
        default=None,
        description="When the figures were retrieved.",
        examples=["2026-01-20"],
        json_schema_extra=unit("date"),
    )
    preliminary_from: PeriodText | None = Field(
        default=None,
        description="First period whose figures are preliminary: shown but left out of the analyses.",
        examples=["2025-10"],
        json_schema_extra=unit("period"),
    )
    area_level: Text | None = Field(
        default=None, description="What kind of area the figures are for.", examples=["district"]
    )

    @property
    def name(self) -> str:
        """The file, or what the records are called."""
        return self.file or str(self.records).upper()

    @property
    def of_others(self) -> tuple[str, ...]:
        """The settings that only an entry of the other kind has."""
        if self.records is None:
            return ("records", *_OF_RECORDS)
        return tuple(name for name in type(self).model_fields if name not in ("records", *_OF_RECORDS, *_OF_BOTH))

    @field_validator("category")
    @classmethod
    def _known(cls, category: tuple[str, ...]) -> tuple[str, ...]:
        from evaluera.methods.process.est_categories import categories, category_meant, nearest_category

        for word in category:
            if category_meant(word) is None:
                values = {"found": word, "nearest": nearest_category(word), "known": " ".join(categories())}
                raise PydanticCustomError("parameter.unknown_category", "unknown category", values)
        return category

    @model_validator(mode="wrap")
    @classmethod
    def _one_source(cls, content: Any, handler: ModelWrapValidatorHandler[DataSource]) -> DataSource:
        """What does not fit together is said with all else that is wrong in the entry."""
        wrong = list(_misfits(content, cls)) if isinstance(content, Mapping) else []
        try:
            checked = handler(content)
        except ValidationError as error:
            wrong += [_again(each) for each in error.errors(include_url=False)]
        if wrong:
            raise ValidationError.from_exception_data(cls.__name__, wrong)
        return checked


def _misfits(content: Mapping[str, Any], model: type[DataSource]) -> Iterator[InitErrorDetails]:
    """Neither or both of file and records, a column that is missing, and settings of the other kind of source."""
    said = {name: value for name, value in content.items() if _is_set(name, value, model)}
    if "file" in said and "records" in said:
        yield _misfit("file_and_records", "records", said)
        return
    if "records" not in said:
        if "file" not in said:
            yield InitErrorDetails(type=_custom("file_or_records"), loc=(), input=content)
        yield from (InitErrorDetails(type="missing", loc=(n,), input=content) for n in _NEEDED if n not in content)
        yield from (_misfit("only_with_records", name, said) for name in _OF_RECORDS if name in said)
        return
    shared = ("records", *_OF_RECORDS, *_OF_BOTH)
    yield from (_misfit("only_with_file", name, said) for name in model.model_fields if name in {*said} - {*shared})


def _is_set(name: str, value: Any, model: type[DataSource]) -> bool:
    """Whether a known setting says something else than its default."""
    field = model.model_fields.get(name)
    default = None if field is None else field.default
    return field is not None and value is not None and value != default and value != _listed(default)


def _listed(default: Any) -> Any:
    return list(default) if isinstance(default, tuple) else default


def _custom(code: str) -> PydanticCustomError:
    return PydanticCustomError(f"parameter.{code}", "misfit")


def _misfit(code: str, name: str, said: Mapping[str, Any]) -> InitErrorDetails:
    return InitErrorDetails(type=_custom(code), loc=(name,), input=said[name])


def _again(error: Any) -> InitErrorDetails:
    """What pydantic found, in the form in which it can be raised anew."""
    kind, context = error["type"], error.get("ctx", {})
    if kind.startswith("parameter."):
        kind = PydanticCustomError(kind, error["msg"], context)
    return InitErrorDetails(type=kind, loc=error["loc"], input=error["input"], ctx=context)
