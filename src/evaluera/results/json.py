"""Results to JSON and back, versioned."""

from __future__ import annotations

import dataclasses
import json
import math
import types
import typing
from collections.abc import Mapping
from typing import Any, TypeVar

from evaluera.errors import DataError, Finding

__all__ = ["VERSION", "from_json", "to_dict", "to_json"]

VERSION = 1

Record = TypeVar("Record")


def to_dict(record: object, *, type_name: str) -> dict[str, Any]:
    """The record as JSON values with its version and type; a number that is not finite becomes null."""
    return {"version": VERSION, "type": type_name, **_plain(record)}


def to_json(record: object, *, type_name: str) -> str:
    """The record as text: sorted keys, two spaces, one trailing newline."""
    values = to_dict(record, type_name=type_name)
    return json.dumps(values, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False) + "\n"


def from_json(text: str, record: type[Record], *, type_name: str) -> Record:
    """Read what :func:`to_json` wrote for this record; another version or type raises DataError."""
    data = json.loads(text)
    if data.get("version") != VERSION or data.get("type") != type_name:
        found, expected = f"{data.get('type')} {data.get('version')}", f"{type_name} {VERSION}"
        raise DataError(Finding(code="data.result_version", values={"found": found, "expected": expected}))
    built = _build(record, {key: value for key, value in data.items() if key not in ("version", "type")})
    assert isinstance(built, record)
    return built


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, bool | str) or value is None:
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    raise TypeError(f"no JSON form for {type(value).__name__}")


def _has_default(field: dataclasses.Field[Any]) -> bool:
    """Such a field may be younger than the text."""
    return field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING


def _build(hint: Any, value: Any) -> Any:
    """Rebuild ``value`` (JSON) as the type that ``hint`` names."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = typing.get_type_hints(hint)
        known = (f for f in dataclasses.fields(hint) if f.name in value or not _has_default(f))
        return hint(**{f.name: _build(hints[f.name], value[f.name]) for f in known})
    if origin is tuple:
        inner = [arguments[0]] * len(value) if arguments[-1] is Ellipsis else list(arguments)
        return tuple(_build(h, v) for h, v in zip(inner, value, strict=True))
    if origin in (typing.Union, types.UnionType):
        if value is None:
            return None
        chosen = [a for a in arguments if a is not type(None)]
        return _build(chosen[0], value) if len(chosen) == 1 else value
    if hint is float:
        return math.nan if value is None else float(value)
    if isinstance(hint, type) and issubclass(hint, str) and hint is not str:
        return hint(value)
    return value
