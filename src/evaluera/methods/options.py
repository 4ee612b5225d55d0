"""Options of a method, checked: every mistake at once, each with its place and the nearest known name."""

from __future__ import annotations

import difflib
import json
import re
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from evaluera.errors import Finding, ParameterError, Place, Value

__all__ = ["Path", "complaints", "dotted", "nearest", "validate"]

Path = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)

_CODES: Mapping[str, str] = {
    "bool_parsing": "not_true_or_false",
    "bool_type": "not_true_or_false",
    "date_from_datetime_parsing": "not_a_date",
    "date_parsing": "not_a_date",
    "date_type": "not_a_date",
    "dict_type": "not_settings",
    "float_parsing": "not_a_number",
    "float_type": "not_a_number",
    "greater_than": "too_low",
    "greater_than_equal": "below_minimum",
    "int_from_float": "not_a_whole_number",
    "int_parsing": "not_a_whole_number",
    "int_type": "not_a_whole_number",
    "less_than": "too_high",
    "less_than_equal": "above_maximum",
    "list_type": "not_a_list",
    "mapping_type": "not_settings",
    "model_attributes_type": "not_settings",
    "model_type": "not_settings",
    "string_too_short": "empty_value",
    "string_type": "not_a_text",
    "too_long": "too_many",
    "too_short": "empty_value",
    "tuple_type": "not_a_list",
}
"""The code of a finding, below ``parameter``, for each type of pydantic error that has a sentence of its own."""

_LIKENESS = 0.65
"""How alike two names must be (difflib's ratio) for one to be suggested for the other."""

_BOUNDS = ("gt", "ge", "lt", "le")


def validate(model: type[Model], options: Mapping[str, Any], *, place: Place | None = None) -> Model:
    """The options as the model that the method asks for, frozen, defaults filled in.

    Parameters
    ----------
    model
        The ``Params`` of a method.
    options
        Values by name.
    place
        Where the options stand; the name of each wrong option is added to its ``parameter``.

    Raises
    ------
    ParameterError
        One finding for every option that is unknown, missing or wrong.

    Examples
    --------
    >>> from evaluera.methods.method import EffectParams
    >>> validate(EffectParams, {"start": "2018-09"}).confidence
    0.95
    """
    start = Place() if place is None else place

    def locate(path: Path) -> Place:
        above = [start.parameter] if start.parameter else []
        return replace(start, parameter=".".join([*above, dotted(path)]))

    try:
        return model.model_validate(dict(options))
    except ValidationError as error:
        raise ParameterError(complaints(error, model, options, locate=locate)) from error


def complaints(
    error: ValidationError,
    model: type[BaseModel],
    content: Mapping[str, Any],
    *,
    locate: Callable[[Path], Place],
    shown: Callable[[str], str] = str,
    beside: Sequence[str] = (),
) -> tuple[Finding, ...]:
    """What pydantic found, as findings: one for each value, also where a value may have several forms.

    Parameters
    ----------
    error
        What ``model_validate`` raised.
    model
        The model that was asked for.
    content
        The values that were given.
    locate
        The place of a path (names and positions) in what the user wrote.
    shown
        How a known name or choice is written to the user (a translation); the identifier itself by default.
    beside
        Names that may stand beside those of the model, and can be meant by a name that is not known.
    """
    groups: dict[Path, list[Any]] = {}
    for each in error.errors(include_url=False):
        groups.setdefault(_path(each["loc"], content, missing=each["type"] == "missing"), []).append(each)
    return tuple(_finding(path, group, model, locate(path), shown, beside) for path, group in groups.items())


def dotted(path: Path) -> str:
    """A path as text: ``analyses[0].confidence``.

    Examples
    --------
    >>> dotted(("analyses", 0, "confidence"))
    'analyses[0].confidence'
    """
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name that looks most like the word; empty when none is near.

    Examples
    --------
    >>> nearest("confidens", ["start", "confidence"])
    'confidence'
    """
    folded = {each.casefold(): each for each in known}
    near = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=_LIKENESS)
    return folded[near[0]] if near else ""


def _path(loc: Path, content: Any, *, missing: bool) -> Path:
    """The part of pydantic's location that the user wrote: the names of a union's forms are left out."""
    path: list[str | int] = []
    for part in loc:
        inside = content.get(part, _NOTHING) if isinstance(content, Mapping) else _item(content, part)
        if inside is _NOTHING:
            return (*path, part) if missing and part == loc[-1] else tuple(path)
        path.append(part)
        content = inside
    return tuple(path)


_NOTHING = object()


def _item(content: Any, part: str | int) -> Any:
    inside = isinstance(content, list | tuple) and isinstance(part, int) and part < len(content)
    return content[part] if inside else _NOTHING


def _finding(
    path: Path,
    group: list[Any],
    model: type[BaseModel],
    place: Place,
    shown: Callable[[str], str],
    beside: Sequence[str],
) -> Finding:
    first = group[0]
    kind = first["type"]
    if first["input"] is None:
        return Finding(code="parameter.empty_value", place=place)
    if kind.startswith(("parameter.", "method.", "data.")):
        return Finding(code=kind, place=place, values=dict(first.get("ctx", {})))
    if kind == "extra_forbidden":
        return _unknown(str(path[-1]), [*beside, *_names(model, path[:-1])], place, shown)
    if kind == "missing":
        return Finding(code="parameter.missing", place=place, values={"name": shown(str(path[-1]))})
    values: dict[str, Value] = {"found": _written(first["input"])}
    if all(each["type"] in ("literal_error", "enum") for each in group):
        choices = [choice for each in group for choice in re.findall(r"'([^']*)'", each["ctx"]["expected"])]
        return _not_a_choice(values, choices, place, shown)
    if kind in ("tuple_type", "list_type") and _is_pair(_annotation(model, path)):
        return Finding(code="parameter.not_a_range", place=place, values=values)
    if len(group) == 1 and kind in _CODES:
        bounds = [bound for name, bound in first.get("ctx", {}).items() if name in _BOUNDS]
        values = {**values, "bound": bounds[0]} if bounds else values
        return Finding(code=f"parameter.{_CODES[kind]}", place=place, values=values)
    return Finding(code="parameter.not_usable", place=place, values={**values, "example": _example(model, path)})


def _unknown(found: str, names: list[str], place: Place, shown: Callable[[str], str]) -> Finding:
    known = [shown(name) for name in names]
    near = nearest(found, [*known, *names])
    values: dict[str, Value] = {"found": found, "known": ", ".join(known), "nearest": near}
    return Finding(code="parameter.unknown_near" if near else "parameter.unknown", place=place, values=values)


def _not_a_choice(values: dict[str, Value], choices: list[str], place: Place, shown: Callable[[str], str]) -> Finding:
    known = [shown(choice) for choice in choices]
    near = nearest(str(values["found"]), [*known, *choices])
    values = {**values, "known": ", ".join(known), "nearest": near}
    return Finding(code="parameter.not_a_choice_near" if near else "parameter.not_a_choice", place=place, values=values)


def _written(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _names(model: type[BaseModel], path: Path) -> list[str]:
    """The names that may stand below a path."""
    inner = _annotation(model, path)
    return list(inner.model_fields) if isinstance(inner, type) and issubclass(inner, BaseModel) else []


def _example(model: type[BaseModel], path: Path) -> str:
    """The first example of the field that a path leads to."""
    names = [part for part in path if isinstance(part, str)]
    above = _annotation(model, path[: path.index(names[-1])]) if names else model
    field = above.model_fields.get(names[-1]) if names and hasattr(above, "model_fields") else None
    return _written(field.examples[0]) if field is not None and field.examples else ""


def _annotation(annotation: Any, path: Path) -> Any:
    """What type stands at a path below an annotation: models, sequences, mappings and optional forms are followed."""
    arguments = typing.get_args(annotation)
    if not isinstance(annotation, type) and typing.get_origin(annotation) not in (tuple, list, dict, Mapping):
        models = [each for each in map(_unwrapped, arguments) if each is not None]
        return _annotation(models[0], path) if models else None
    if not path:
        return annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        field = annotation.model_fields.get(str(path[0]))
        return None if field is None else _annotation(field.annotation, path[1:])
    if not arguments:
        return None
    return _annotation(arguments[0] if arguments[-1] is Ellipsis else arguments[-1], path[1:])


def _is_pair(annotation: Any) -> bool:
    arguments = typing.get_args(annotation)
    return typing.get_origin(annotation) is tuple and len(arguments) == 2 and arguments[1] is not Ellipsis


def _unwrapped(annotation: Any) -> Any:
    """A form of a union that can hold more below it."""
    holds_more = typing.get_origin(annotation) is not None or (
        isinstance(annotation, type) and issubclass(annotation, BaseModel)
    )
    return annotation if holds_more and typing.get_origin(annotation) is not typing.Literal else None
