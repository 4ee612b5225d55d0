"""The analyses: which method, and its options with what all analyses share filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from evaluera.errors import Finding, Value
from evaluera.methods.options import Path, complaints, nearest
from evaluera.methods.registry import methods
from evaluera.parameters.models import Analysis, Intervention
from evaluera.parameters.words import meant
from evaluera.parameters.written import Written

__all__ = ["SHARED", "AnalysisReader"]

SHARED: Mapping[str, str] = {
    "start": "start",
    "areas": "treated",
    "comparison": "comparison",
    "displacement": "displacement",
    "transition": "transition",
    "events": "events",
}
"""Settings that all analyses share, and the option of a method that each becomes; most stand at the intervention."""

_OWN = {name: info.annotation for name, info in Analysis.model_fields.items() if name != "options"}


def _where(name: str) -> Path:
    """Where a shared setting stands."""
    return (name,) if name == "events" else ("intervention", name)


class AnalysisReader:
    """Reads the list of analyses; everything wrong ends in ``findings``."""

    def __init__(self, written: Written) -> None:
        self.findings: list[Finding] = []
        self._written = written
        self._translation = written.translation

    def read(self, listed: Any, origin: Path, shared: Mapping[str, Any]) -> Any:
        """The analyses as values for :class:`Analysis`: own names apart, the method's options complete."""
        items = [listed] if isinstance(listed, Mapping) else listed
        if not isinstance(items, list):
            return items
        origins = [origin] if isinstance(listed, Mapping) else [(*origin, number) for number in range(len(items))]
        read = [self._analysis(number, item, origins[number], shared) for number, item in enumerate(items)]
        return self._with_primary(self._with_ids(read))

    def _analysis(self, number: int, item: Any, origin: Path, shared: Mapping[str, Any]) -> Any:
        path: Path = ("analyses", number)
        self._translation.origins[path] = origin
        if not isinstance(item, Mapping):
            return item
        own = {key: value for key, value in item.items() if meant(key, _OWN)}
        settings = self._translation.settings(own, _OWN, path=path, origin=origin)
        options = {key: value for key, value in item.items() if key not in own}
        method = self._method(settings.get("method"), path)
        if method is None:
            return {**settings, "options": {}}
        name, params = method
        options = self._options(params, options, path, shared)
        return {**settings, "method": name, "options": options}

    def _method(self, word: Any, path: Path) -> tuple[str, type[BaseModel]] | None:
        """The method that a word names; an unknown one is a finding, a missing one is found by the model."""
        if word is None:
            return None
        known = methods()
        name = meant(str(word), known)
        if name is not None:
            return name, known[name].Params
        words = [self._written.shown(each) for each in known]
        near = nearest(str(word), [*words, *known])
        code = "parameter.unknown_method_near" if near else "parameter.unknown_method"
        values = {"found": str(word), "nearest": near, "known": ", ".join(words)}
        self.findings.append(Finding(code=code, place=self._written.place(*path, "method"), values=values))
        return None

    def _options(
        self, params: type[BaseModel], written: Mapping[str, Any], path: Path, shared: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The method's options as JSON values, defaults written out; {} where something was wrong."""
        known = {name: info.annotation for name, info in params.model_fields.items()}
        origin = self._translation.origin(path)
        options = self._translation.settings(written, known, path=path, origin=origin)
        given = {option: shared[name] for name, option in SHARED.items() if shared.get(name) and option in known}
        for name, option in SHARED.items():
            if option in given and option not in options:
                self._translation.origins[(*path, option)] = self._translation.origin(_where(name))
        merged = {**given, **options}
        try:
            return dict(params.model_validate(merged).model_dump(mode="json"))
        except ValidationError as error:
            found = complaints(
                error,
                params,
                merged,
                locate=lambda inner: self._written.place(*path, *inner),
                shown=self._written.shown,
                beside=tuple(_OWN),
            )
            self.findings.extend(each for each in found if not self._said_at_intervention(each, shared))
            return {}

    def _said_at_intervention(self, finding: Finding, shared: Mapping[str, Any]) -> bool:
        """A missing start is said once, at the intervention."""
        asked = [name for name, info in Intervention.model_fields.items() if info.is_required()]
        names = [self._written.shown(SHARED[name]) for name in asked if name in SHARED and not shared.get(name)]
        return finding.code == "parameter.missing" and finding.values.get("name") in names

    def _with_ids(self, analyses: list[Any]) -> list[Any]:
        """Each analysis with a unique id: its own, else made from outcome and method."""
        taken: dict[str, int] = {}
        complete: list[Any] = []
        for number, item in enumerate(analyses):
            if not isinstance(item, Mapping):
                complete.append(item)
                continue
            wanted = item.get("id")
            name = str(wanted or f"{item.get('outcome')}-{item.get('method')}".replace(" ", "_"))
            if wanted and name in taken:
                values = {"found": name}
                place = self._written.place("analyses", number, "id")
                self.findings.append(Finding(code="parameter.id_twice", place=place, values=values))
            taken[name] = taken.get(name, 0) + 1
            complete.append({**item, "id": name if wanted or taken[name] == 1 else f"{name}-{taken[name]}"})
        return complete

    def _with_primary(self, analyses: list[Any]) -> list[Any]:
        """Exactly one main analysis: a single analysis is it without saying so."""
        items = [item for item in analyses if isinstance(item, Mapping)]
        if len(analyses) == 1 and items and items[0].get("primary") is None:
            return [{**items[0], "primary": True}]
        marked = [
            number for number, item in enumerate(analyses) if isinstance(item, Mapping) and item.get("primary") is True
        ]
        if items and len(marked) != 1:
            code = "parameter.several_primary" if marked else "parameter.no_primary"
            path: Path = ("analyses", marked[1], "primary") if marked else ("analyses",)
            values: dict[str, Value] = {"count": len(marked), "name": self._written.shown("primary")}
            self.findings.append(Finding(code=code, place=self._written.place(*path), values=values))
        return analyses
