"""Parameters back to YAML: complete, with defaults written out."""

from __future__ import annotations

from io import StringIO
from typing import Any

from ruamel.yaml import YAML

from evaluera.parameters.models import Parameters

__all__ = ["as_settings", "dump", "yaml_text"]


def dump(parameters: Parameters) -> str:
    """The parameters as YAML that :func:`evaluera.parameters.load` reads to the same parameters.

    Every default is written out, so that a report can be made again when defaults have changed.
    """
    return yaml_text(as_settings(parameters))


def as_settings(parameters: Parameters) -> dict[str, Any]:
    """The parameters as plain values, the options of each analysis beside its method."""
    settings = parameters.model_dump(mode="json")
    for entry, source in zip(settings["data"], parameters.data, strict=True):
        for name in source.of_others:
            del entry[name]
    for analysis in settings["analyses"]:
        analysis.update(analysis.pop("options"))
    return settings


def yaml_text(settings: dict[str, Any]) -> str:
    """Plain values as YAML, in the order given."""
    yaml = YAML(pure=True)
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = StringIO()
    yaml.dump(settings, stream)
    return stream.getvalue()
