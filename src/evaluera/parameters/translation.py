"""From the words of evaluation.yaml to the names and values of the models: choices, yes and no, 10 %, a..b."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from pydantic import BaseModel

from evaluera.methods.options import Path
from evaluera.parameters.words import meant, shown

__all__ = ["Translation"]

_PERCENT = re.compile(r"([+-]?\d+(?:[.,]\d+)?)\s*(?:%|procent|per cent|percent)", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
_RANGE = re.compile(r"(?P<first>[^.–…]+?)\s*(?:\.{2,3}|–|…)\s*(?P<last>[^.–…]+)")


@dataclass(slots=True)
class Translation:
    """Translates parts of a tree and remembers what each name was called by the user.

    ``origins`` leads from a path in the model's names to the path in the user's words; ``twice`` holds the paths whose
    name was written a second time in another language.
    """

    origins: dict[Path, Path] = field(default_factory=dict)
    twice: list[tuple[Path, Path]] = field(default_factory=list)

    def origin(self, path: Path, language: str = "en") -> Path:
        """The path in the user's words; names that are not in the file are written in the language."""
        for n in range(len(path), -1, -1):
            if path[:n] in self.origins:
                return (*self.origins[path[:n]], *_written(path[n:], language))
        return _written(path, language)

    def section(
        self, model: type[BaseModel], content: Mapping[str, Any], *, path: Path, origin: Path
    ) -> dict[str, Any]:
        """A mapping as a model wants it; an entry that was left empty takes its default."""
        known = {name: info.annotation for name, info in model.model_fields.items()}
        settings = self.settings(content, known, path=path, origin=origin)
        return {
            name: value
            for name, value in settings.items()
            if value is not None or name not in known or model.model_fields[name].is_required()
        }

    def settings(
        self,
        content: Mapping[str, Any],
        annotations: Mapping[str, Any],
        *,
        path: Path,
        origin: Path,
    ) -> dict[str, Any]:
        """A mapping whose keys are names of a model; a key that no name fits stays as it is."""
        translated: dict[str, Any] = {}
        for key, value in content.items():
            name = meant(key, annotations) or key
            inner, written = (*path, name), (*origin, key)
            if name in translated:
                self.twice.append((self.origins[inner], written))
                continue
            self.origins[inner] = written
            translated[name] = self.value(annotations.get(name, Any), value, path=inner, origin=written)
        return translated

    def value(self, annotation: Any, value: Any, *, path: Path, origin: Path) -> Any:
        """One value as the annotated type wants it; what fits no type stays as it is, for pydantic to refuse."""
        forms = _forms(annotation)
        if isinstance(value, Mapping):
            return self._mapping(forms, value, path, origin)
        if isinstance(value, list):
            inner = next((typing.get_args(form)[0] for form in forms if typing.get_origin(form) in (tuple, list)), Any)
            return [
                self.value(inner, item, path=(*path, number), origin=(*origin, number))
                for number, item in enumerate(value)
            ]
        if isinstance(value, str):
            return _read(forms, value.strip())
        return [value] if value is not None and _wants_list(forms) and not _takes_scalar(forms) else value

    def _mapping(self, forms: list[Any], value: Mapping[str, Any], path: Path, origin: Path) -> Any:
        model = _model(forms)
        if model is not None:
            return self.section(model, value, path=path, origin=origin)
        by_name = next((form for form in forms if typing.get_origin(form) is Mapping or form is Mapping), None)
        if by_name is not None:
            inner = typing.get_args(by_name)[1] if typing.get_args(by_name) else Any
            return {key: self._noted(inner, each, (*path, key), (*origin, key)) for key, each in value.items()}
        listed = next((form for form in forms if typing.get_origin(form) in (tuple, list)), None)
        if listed is not None and _model_inside(listed) is not None:
            self.origins[(*path, 0)] = origin
            return [self.value(_model_inside(listed), value, path=(*path, 0), origin=origin)]
        return dict(value)

    def _noted(self, annotation: Any, value: Any, path: Path, origin: Path) -> Any:
        self.origins[path] = origin
        empty = {} if value is None else value
        return self.value(annotation, empty, path=path, origin=origin)


def _written(path: Path, language: str) -> Path:
    return tuple(shown(part, language) if isinstance(part, str) else part for part in path)


def _model(forms: list[Any]) -> type[BaseModel] | None:
    return next((form for form in forms if isinstance(form, type) and issubclass(form, BaseModel)), None)


def _model_inside(listed: Any) -> type[BaseModel] | None:
    return _model(_forms(typing.get_args(listed)[0]))


def _forms(annotation: Any) -> list[Any]:
    """The types that a value may have: the members of a union, without wrappers."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _forms(typing.get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        return [form for each in typing.get_args(annotation) for form in _forms(each)]
    return [annotation]


def _read(forms: list[Any], text: str) -> Any:
    """A written word as a choice, yes or no, share, range or list of one, by what is wanted here."""
    choices = [choice for form in forms for choice in _choices(form)]
    choice = meant(text, choices)
    if choice is not None:
        return choice
    if bool in forms:
        said = meant(text, ("true", "false"))
        return text if said is None else said == "true"
    if float in forms:
        return _number(text)
    if _wants_list(forms):
        return _listed(forms, text)
    return text


def _choices(form: Any) -> list[str]:
    if typing.get_origin(form) is typing.Literal:
        return [choice for choice in typing.get_args(form) if isinstance(choice, str)]
    return [str(each.value) for each in form] if isinstance(form, type) and issubclass(form, Enum) else []


def _number(text: str) -> Any:
    percent = _PERCENT.fullmatch(text)
    if percent:
        return round(float(percent[1].replace(",", ".")) / 100, 12)
    return float(text.replace(",", ".")) if _DECIMAL_COMMA.fullmatch(text) else text


def _listed(forms: list[Any], text: str) -> Any:
    arguments = next(typing.get_args(form) for form in forms if typing.get_origin(form) is tuple)
    if len(arguments) == 2 and arguments[1] is not Ellipsis:
        ends = _RANGE.fullmatch(text)
        return [ends["first"].strip(), ends["last"].strip()] if ends else text
    return text if _takes_scalar(forms) else [_read(_forms(arguments[0]), text)]


def _wants_list(forms: list[Any]) -> bool:
    return any(typing.get_origin(form) is tuple for form in forms)


def _takes_scalar(forms: list[Any]) -> bool:
    return any(form in (str, int, float, bool) for form in forms)
