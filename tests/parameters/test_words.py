"""Every name and choice of evaluation.yaml has a Swedish word, and no word means two things in one place."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from enum import Enum

import pytest
from pydantic import BaseModel

from evaluera.methods.known_events import EventParams
from evaluera.methods.process.limits import Limits
from evaluera.methods.registry import methods
from evaluera.parameters.data_source import DataSource
from evaluera.parameters.models import (
    Analysis,
    Intervention,
    Label,
    Outcome,
    Parameters,
    Process,
    Project,
    Protocol,
    ReportSettings,
)
from evaluera.parameters.words import meant, shown, swedish

OURS = (
    "before_after",
    "interrupted_time_series",
    "survey_difference",
    "weighted_displacement_difference",
    "weighted_displacement_quotient",
)
MODELS: list[type[BaseModel]] = [
    *(Analysis, DataSource, EventParams, Intervention, Label, Limits, Outcome, Parameters, Process, Project),
    *(Protocol, ReportSettings),
    *(method.Params for name, method in methods().items() if name in OURS),
]


def _names(model: type[BaseModel]) -> list[str]:
    return [name for name in model.model_fields if name != "options"]


def _choices(annotation: object) -> Iterator[str]:
    if typing.get_origin(annotation) is typing.Literal:
        yield from (choice for choice in typing.get_args(annotation) if isinstance(choice, str))
    elif isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from (str(each.value) for each in annotation)
    else:
        for inner in typing.get_args(annotation):
            yield from _choices(inner)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_setting_has_a_swedish_word_that_is_understood(model: type[BaseModel]) -> None:
    names = _names(model)
    assert [name for name in names if name not in swedish()] == []
    for name in names:
        for word in swedish()[name]:
            assert meant(word, names) == name


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_choice_has_a_swedish_word_that_is_understood(model: type[BaseModel]) -> None:
    for field in model.model_fields.values():
        choices = list(_choices(field.annotation))
        assert [choice for choice in choices if choice not in swedish()] == []
        for choice in choices:
            for word in swedish()[choice]:
                assert meant(word, choices) == choice


def test_every_word_in_the_table_is_used() -> None:
    used = {name for model in MODELS for name in _names(model)} | {"true", "false"} | set(methods())
    used |= {
        choice for model in MODELS for field in model.model_fields.values() for choice in _choices(field.annotation)
    }
    assert sorted(set(swedish()) - used) == []


def test_a_name_is_shown_in_the_readers_language() -> None:
    assert shown("smallest_change", "sv") == "minsta förändring"
    assert shown("smallest_change", "en") == "smallest_change"
    assert shown("an_option_of_a_third_party", "sv") == "an_option_of_a_third_party"
