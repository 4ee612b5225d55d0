"""The JSON Schema of evaluation.yaml, with the options of every registered method."""

from __future__ import annotations

from typing import Any

from evaluera.methods.registry import methods
from evaluera.parameters.models import Parameters

__all__ = ["schema"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The JSON Schema of evaluation.yaml in English names: description, unit and example of each setting.

    An analysis has one form for each registered method, third parties' methods included. The shared settings of the
    intervention need not be repeated in an analysis, so no option is required there.

    Returns
    -------
    dict
        JSON values, ready for ``json.dumps``.
    """
    whole = Parameters.model_json_schema()
    analysis = whole["$defs"].pop("Analysis")
    own = {name: value for name, value in analysis["properties"].items() if name != "options"}
    forms = []
    for name, method in methods().items():
        options = method.Params.model_json_schema()
        whole["$defs"].update(options.pop("$defs", {}))
        properties = {**own, "method": {**own["method"], "const": name}, **options["properties"]}
        forms.append(
            {
                "title": name,
                "description": options.get("description", ""),
                "type": "object",
                "properties": properties,
                "required": ["method", "outcome"],
                "additionalProperties": False,
            }
        )
    whole["properties"]["analyses"]["items"] = {"oneOf": forms}
    return {"$schema": _DIALECT, **whole}
