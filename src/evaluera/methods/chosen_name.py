"""A name that must be one of those registered when the option is read, such as an impact shape."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticKnownError, core_schema

__all__ = ["OneOf"]


@dataclass(frozen=True, slots=True)
class OneOf:
    """Marks a text option (``Annotated[str, OneOf(...)]``) whose choices are found by entry points.

    A ``Literal`` would fix the choices when the module is imported; a third party's would never be among them. A wrong
    name is the same finding as for a ``Literal``.
    """

    names: Callable[[], Collection[str]]

    def checked(self, value: str) -> str:
        """The name itself, when it is registered."""
        known = self.names()
        if value not in known:
            raise PydanticKnownError("literal_error", {"expected": ", ".join(f"'{each}'" for each in known)})
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.checked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "enum": list(self.names())}
