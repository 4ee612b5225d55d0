"""Settings out of workbooks: the sheet ``inställningar`` in the tree that evaluation.yaml gives, or alone.

A row names a setting as evaluation.yaml does, with colons between the levels (``insats: start``), and has its value
beside it. Several entries of a list are numbered (``data 2: fil``); several values of one setting have semicolons
between them. A value that stands in both places and differs is a finding that names both.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from evaluera.data.process.settings_files import SettingsFiles, read_settings
from evaluera.data.process.settings_sheet import Setting
from evaluera.errors import Finding, ParameterError, Place
from evaluera.methods.options import Path as Steps
from evaluera.methods.options import dotted
from evaluera.parameters.source import Tree
from evaluera.parameters.words import alike, meant

__all__ = ["is_workbook", "language_in", "with_sheets", "workbook_tree"]

_SUFFIXES = (".xlsx", ".xlsm", ".xls")
_NUMBERED = re.compile(r"(?P<name>.*\D) ?(?P<number>[1-9]\d?)")
_LISTS = ("data", "events", "analyses")
_SENTENCES = ("name", "label", "source", "owner", "municipality", "by", "sv", "en")
"""Settings that are one text, whatever signs stand in it."""


def is_workbook(path: Path) -> bool:
    """Whether the settings are those of a workbook, not of a text file."""
    return path.suffix.lower() in _SUFFIXES


def workbook_tree(path: Path) -> Tree:
    """The settings of a workbook that is given alone: its own sheet of settings, and itself as records of the process.

    Raises
    ------
    ParameterError
        The workbook cannot be opened.
    """
    own = read_settings(path.name, folder=path.parent)
    if own.unreadable:
        raise ParameterError(own.unreadable)
    tree = Tree(file=path.name, content={"version": 1, "process": [path.name]})
    with_sheets(tree, path.parent)
    return tree


def with_sheets(tree: Tree, folder: Path) -> None:
    """Add what the sheets of settings of all process files say; more files that they name have their say too."""
    read: list[str] = []
    said = SettingsFiles(settings={}, findings=(), unreadable=())
    while (files := _process_files(tree)) != read:
        read = files
        said = read_settings(*files, folder=folder)
        _add_files(tree, said.settings)
    tree.findings += said.findings
    _add_settings(tree, {name: each for name, each in said.settings.items() if not _names_files(name)})


def _add_files(tree: Tree, settings: Mapping[str, Setting]) -> None:
    """Files and folders that a sheet names for ``process`` are read beside those that are named already."""
    for name, setting in settings.items():
        if not _names_files(name):
            continue
        key = next((key for key in tree.content if meant(key, ("process",))), "process")
        files = _process_files(tree)
        value = _plain(setting.value, ("process",))
        more = [each for each in (value if isinstance(value, list) else [value]) if str(each) not in files]
        given = tree.content.get(key)
        if isinstance(given, Mapping):
            inner = next((each for each in given if meant(each, ("files",))), "files")
            tree.content[key] = {**given, inner: [*files, *more]}
        else:
            tree.content[key] = [*files, *more]


def _add_settings(tree: Tree, settings: Mapping[str, Setting]) -> None:
    """Put the settings of sheets into the tree, each with its place."""
    rows = [(_steps(name), setting) for name, setting in settings.items()]
    several = {steps[0] for steps, _ in rows if len(steps) > 1 and isinstance(steps[1], int) and steps[1] > 0}
    for steps, setting in sorted(rows, key=lambda each: _number(each[0])):
        path = steps if steps[0] in several else tuple(each for each in steps if not isinstance(each, int))
        _put(tree, path, setting)


def language_in(path: Path) -> str | None:
    """What the workbook says about the language, as it is written; None when it says nothing or cannot be opened."""
    settings = read_settings(path.name, folder=path.parent).settings
    return next((str(each.value) for name, each in settings.items() if meant(name, ("language",))), None)


def _process_files(tree: Tree) -> list[str]:
    """The files of the records as they are named so far."""
    given = next((value for key, value in tree.content.items() if meant(key, ("process",))), None)
    if isinstance(given, Mapping):
        given = next((value for key, value in given.items() if meant(key, ("files",))), None)
    return [str(each) for each in (given if isinstance(given, list) else [given]) if each is not None]


def _names_files(name: str) -> bool:
    steps = _steps(name)
    within = len(steps) == 2 and bool(meant(str(steps[1]), ("files",)))
    return bool(meant(str(steps[0]), ("process",))) and (len(steps) == 1 or within)


def _steps(name: str) -> Steps:
    """The levels of a name; the first of a list has a number: 0 where none is written."""
    steps: list[str | int] = []
    for part in (each.strip() for each in name.split(":")):
        found = _NUMBERED.fullmatch(part)
        if not steps and found and meant(found["name"], _LISTS):
            steps += [found["name"].strip(), int(found["number"]) - 1]
        elif not steps and meant(part, _LISTS):
            steps += [part, 0]
        else:
            steps.append(part)
    return tuple(steps)


def _number(steps: Steps) -> int:
    return steps[1] if len(steps) > 1 and isinstance(steps[1], int) else 0


def _put(tree: Tree, path: Steps, setting: Setting) -> None:
    """Put one value where it belongs; names that evaluation.yaml has already keep their words."""
    node: Any = tree.content
    at: Steps = ()
    for number, step in enumerate(path):
        last = number == len(path) - 1
        if isinstance(step, int):
            if isinstance(node, list):
                step = min(step, len(node))
                node += [{}] if step == len(node) else []
                at = (*at, step)
                tree.places.setdefault(at, setting.place)
                node = node[step]
            continue
        if isinstance(node, list) and len(node) == 1:
            node, at = node[0], (*at, 0)
        if not isinstance(node, dict):
            _differ(tree, at, node, setting)
            return
        key = next((each for each in node if alike(each, step)), step)
        at = (*at, key)
        if last:
            _set(tree, node, key, at, setting)
            return
        if node.get(key) is None:
            node[key] = [] if isinstance(path[number + 1], int) else {}
            tree.places[at] = setting.place
        elif isinstance(path[number + 1], int) and isinstance(node[key], dict):
            node[key] = [node[key]]
        node = node[key]
    _differ(tree, at, node, setting)


def _set(tree: Tree, node: dict[str, Any], key: str, at: Steps, setting: Setting) -> None:
    value = _plain(setting.value, at)
    if node.get(key) is None:
        node[key] = value
        tree.places[at] = setting.place
    elif not _same(node[key], value):
        _differ(tree, at, node[key], setting)


def _differ(tree: Tree, at: Steps, there: Any, setting: Setting) -> None:
    """The same setting in two places with two values."""
    place = tree.place(at)
    values = {"found": _shown(there), "other": _shown(setting.value), **_where(setting.place)}
    tree.findings.append(Finding(code="parameter.two_places", place=place, values=values))


def _where(place: Place) -> dict[str, str | int]:
    return {"file": place.file or "", "sheet": place.sheet or "", "row": place.row or 0}


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    if isinstance(value, Mapping):
        return "; ".join(f"{dotted((name,))}: {_shown(each)}" for name, each in value.items())
    return str(_plain(value, ("name",)))


def _plain(value: Any, path: Steps) -> Any:
    """A cell as evaluation.yaml would have it: days as ISO text, numbers that are written as numbers, lists."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if not isinstance(value, str):
        return value
    words = [each for each in path if isinstance(each, str)]
    if words and meant(words[-1], _SENTENCES) is None:
        inner = value[1:-1] if value.startswith("[") and value.endswith("]") else None
        if inner is not None or ";" in value:
            parts = value.split(";") if inner is None else re.split("[;,]", inner)
            return [part.strip() for part in parts if part.strip()]
        if re.fullmatch(r"-?(0|[1-9]\d*)", value):
            return int(value)
    return value


def _same(one: Any, other: Any) -> bool:
    """Whether two values say the same, in whatever words and language."""
    if isinstance(one, list) or isinstance(other, list):
        lists: list[Iterable[Any]] = [each if isinstance(each, list) else [each] for each in (one, other)]
        pairs = [list(each) for each in lists]
        return len(pairs[0]) == len(pairs[1]) and all(map(_same, *pairs))
    if isinstance(one, Mapping) or isinstance(other, Mapping):
        return bool(one == other)
    texts = [_amount(str(each)) for each in (one, other)]
    return texts[0] == texts[1] or alike(str(one), str(other))


def _amount(text: str) -> str:
    """A number, also a percentage, in one form; a first day of a month as its month; other text without capitals."""
    said = re.fullmatch(r"([+-]?\d+(?:[.,]\d+)?)\s*(%|procent|percent|per cent)?", text.strip(), re.IGNORECASE)
    if said:
        number = float(said[1].replace(",", ".")) / (100 if said[2] else 1)
        return f"{number:.10g}"
    month = re.fullmatch(r"(\d{4}-\d{2})-01", text.strip())
    return month[1] if month else text.strip().casefold()
