"""The JSON Schema: a description and an example for every setting, a form for every method."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
from ruamel.yaml import YAML

from evaluera.methods.registry import methods
from evaluera.parameters import dump, load, schema

Write = Callable[..., Path]


def _properties(part: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, dict):
        for name, value in part.get("properties", {}).items():
            yield f"{path}/{name}", value
        for key, value in part.items():
            yield from _properties(value, f"{path}/{key}")
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from _properties(value, f"{path}/{number}")


def test_every_setting_has_a_description_and_an_example() -> None:
    found = list(_properties(schema()))
    assert len(found) > 60
    assert [path for path, value in found if not value.get("description")] == []
    silent = [path for path, value in found if not value.get("examples") and not path.endswith(("/id", "/options"))]
    assert silent == []


def test_quantities_have_a_unit() -> None:
    units = {path.rpartition("/")[2]: value.get("unit") for path, value in _properties(schema())}
    assert units["smallest_change"] == "share"
    assert units["confidence"] == "share"
    assert units["retrieved_on"] == "date"
    assert units["before"] == "periods"


def test_every_method_has_a_form() -> None:
    forms = schema()["properties"]["analyses"]["items"]["oneOf"]
    assert [form["title"] for form in forms] == list(methods())
    assert all(form["properties"]["method"]["const"] == form["title"] for form in forms)


def test_the_schema_is_json() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(json.dumps(schema())))


def test_what_is_written_out_fits_the_schema(swedish: str, write: Write) -> None:
    content = YAML(typ="safe", pure=True).load(dump(load(write(swedish))))
    jsonschema.validate(content, schema())
    content["analyses"][0]["confidens"] = 0.9
    assert not jsonschema.Draft202012Validator(schema()).is_valid(content)
