"""What is fixed beforehand: a file with outcomes, intervention, known events and analyses, compared at every run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from evaluera.errors import Finding, ParameterError, Place
from evaluera.methods.registry import methods
from evaluera.parameters.loading import Reading, read
from evaluera.parameters.models import Outcome, Parameters
from evaluera.parameters.writing import yaml_text

__all__ = ["Deviation", "Lock", "lock", "lock_file", "locked"]

_ENDING = ".lock.yaml"
_PLACEBO = ("placebo_outcome", "placebo_area")
_EVENTS = "events"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """One setting that is not as it was locked; both values as JSON text, empty when it was not there."""

    parameter: str
    locked: str
    now: str
    decisive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """How the settings compare with the lock file: ``none`` when there is no such file.

    ``locked_on`` is an ISO date. A deviation is decisive when it concerns the intervention, the known events that all
    analyses share, the main analysis or its outcome; another analysis that was added afterwards is not.
    """

    status: Literal["same", "changed", "none"]
    locked_on: str | None = None
    deviations: tuple[Deviation, ...] = ()

    @property
    def decisive(self) -> bool:
        """Whether what carries the conclusion was changed."""
        return any(deviation.decisive for deviation in self.deviations)


def lock_file(file: Path) -> Path:
    """Where the lock of an evaluation stands: ``evaluation.lock.yaml`` beside ``evaluation.yaml``."""
    return file.with_name(file.stem + _ENDING)


def lock(path: str | Path, *, language: str | None = None, today: date | None = None) -> tuple[Path, Lock]:
    """Fix outcomes, intervention, known events and analyses: write them with hash and today's date beside the file.

    A lock that is there already and says the same is left as it is.

    Returns
    -------
    tuple of Path and Lock
        The lock file, and what it says.

    Raises
    ------
    ParameterError
        The parameters are wrong, they differ from what was locked before (``parameter.already_locked``), or there is
        no analysis to fix (``parameter.nothing_to_lock``).
    """
    reading = read(path, language=language)
    if not reading.parameters.analyses:
        raise ParameterError(Finding(code="parameter.nothing_to_lock", place=reading.place()))
    target = lock_file(reading.file)
    before = locked(reading)
    if before.status == "same":
        return target, before
    if before.status == "changed":
        values = {"file": target.name, "date": before.locked_on or ""}
        raise ParameterError(Finding(code="parameter.already_locked", place=reading.place(), values=values))
    fixed = _fixed(reading.parameters)
    day = (today or date.today()).isoformat()
    target.write_text(yaml_text({"locked_on": day, "sha256": _hash(fixed), "fixed": fixed}), encoding="utf-8")
    return target, Lock(status="same", locked_on=day)


def locked(reading: Reading) -> Lock:
    """How the settings compare with the lock file.

    Raises
    ------
    ParameterError
        The lock file cannot be read, or was edited by hand (its hash does not fit).
    """
    file = lock_file(reading.file)
    if not file.is_file():
        return Lock(status="none")
    content = _content(file)
    now = dict(_flat(_fixed(reading.parameters)))
    then = dict(_flat(_with_events_apart(content["fixed"])))
    deviations = tuple(
        Deviation(
            parameter=".".join(path),
            locked=then.get(path, ""),
            now=now.get(path, ""),
            decisive=_decisive(path, (then.get(path), now.get(path)), reading.parameters),
        )
        for path in sorted({*now, *then})
        if now.get(path) != then.get(path) and not _new_default(path, now, then, reading.parameters)
    )
    status: Literal["same", "changed"] = "changed" if deviations else "same"
    return Lock(status=status, locked_on=str(content["locked_on"]), deviations=deviations)


def _fixed(parameters: Parameters) -> dict[str, Any]:
    """What is fixed: the outcomes that are used (without their labels), the intervention, the known events by name,
    and the analyses by id, with the events that only they have.
    """
    listed = [event.model_dump(mode="json") for event in parameters.events]
    shared = (_EVENTS, listed)
    used = sorted({analysis.outcome for analysis in parameters.analyses})
    outcomes = {
        name: parameters.outcomes.get(name, Outcome()).model_dump(mode="json", exclude={"label", "goal"})
        for name in used
    }
    analyses = {
        analysis.id: {
            "method": analysis.method,
            "outcome": analysis.outcome,
            "primary": analysis.primary,
            **({"pooled": True} if analysis.pooled else {}),
            **{name: value for name in _PLACEBO if (value := getattr(analysis, name)) is not None},
            "options": {name: value for name, value in analysis.options.items() if (name, value) != shared},
        }
        for analysis in parameters.analyses
    }
    intervention = parameters.intervention.model_dump(mode="json") if parameters.intervention else {}
    events = {_named(listed, number): event for number, event in enumerate(listed)}
    return {"outcomes": outcomes, "intervention": intervention, "events": events, "analyses": analyses}


def _named(listed: Sequence[Mapping[str, Any]], number: int) -> str:
    """The name of an event; of two with the same name the second has its number too."""
    names = [str(each["name"]) for each in listed]
    return names[number] if names.index(names[number]) == number else f"{names[number]} ({number + 1})"


def _with_events_apart(fixed: Mapping[str, Any]) -> Mapping[str, Any]:
    """A lock of an earlier version kept the shared events with each analysis: those of the first stand for all."""
    if "events" in fixed:
        return fixed
    kept = [each["options"].get(_EVENTS) or [] for each in fixed["analyses"].values()]
    listed = next((each for each in kept if each), [])
    analyses = {
        name: {
            **each,
            "options": {key: value for key, value in each["options"].items() if key != _EVENTS or value != listed},
        }
        for name, each in fixed["analyses"].items()
    }
    return {
        **fixed,
        "events": {_named(listed, number): event for number, event in enumerate(listed)},
        "analyses": analyses,
    }


def _hash(fixed: Mapping[str, Any]) -> str:
    text = json.dumps(fixed, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _content(file: Path) -> dict[str, Any]:
    place = Place(file=f"{file.resolve().parent.name}/{file.name}")
    try:
        content = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
        untouched = content["sha256"] == _hash(content["fixed"]) and "locked_on" in content
    except (OSError, YAMLError, UnicodeDecodeError, TypeError, KeyError):
        untouched = False
    if not untouched:
        raise ParameterError(Finding(code="parameter.lock_edited", place=place))
    return dict(content)


def _flat(content: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, value in content.items():
        path = (*above, str(name))
        if isinstance(value, Mapping):
            yield from _flat(value, path)
        else:
            yield path, json.dumps(value, ensure_ascii=False)


def _decisive(path: tuple[str, ...], values: tuple[str | None, ...], parameters: Parameters) -> bool:
    """Does it concern the intervention, the main analysis (then or now) or its outcome?"""
    primary = parameters.primary
    if path[2:] == ("primary",):
        return "true" in values
    main = () if primary is None else (("analyses", primary.id), ("outcomes", primary.outcome))
    return path[0] in ("intervention", "events") or path[:2] in main


def _new_default(
    path: tuple[str, ...], now: Mapping[Any, str], then: Mapping[Any, str], parameters: Parameters
) -> bool:
    """An option that a later version of a method brought, left at its default, is no deviation."""
    if path in then or len(path) != 4 or path[2] != "options" or (*path[:2], "method") not in then:
        return False
    method = next(analysis.method for analysis in parameters.analyses if analysis.id == path[1])
    option = methods()[method].Params.model_fields[path[3]]
    return not option.is_required() and json.dumps(option.default, default=list) == now[path]
