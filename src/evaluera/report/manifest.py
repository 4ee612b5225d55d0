"""The manifest of a run folder: which files were written and from what, so that a person's change is seen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evaluera.errors import EvalueraError, Finding, Place

__all__ = ["NAME", "VERSION", "refuse_changed", "sealed", "sha256"]

NAME = "manifest.json"
VERSION = 1
SEAL = "sha256"
NOT_A_PERSONS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".ipynb_checkpoints"})


def sha256(file: Path) -> str:
    """The checksum of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def sealed(facts: Mapping[str, Any], folder: Path) -> str:
    """The manifest as JSON: the facts, the checksum of each file in the folder, and a seal over the manifest itself."""
    files = {name: sha256(folder / name) for name in _files(folder) if name != NAME}
    content = {"version": VERSION, **facts, "files": files}
    return _text({**content, SEAL: _seal(content)})


def refuse_changed(folder: Path) -> None:
    """Stop when a person has changed or added something in an earlier run folder; a missing folder is fine.

    A file that a person removed does not stop anything: nothing of theirs would be lost.

    Raises
    ------
    EvalueraError
        ``report.changed_file`` and ``report.added_file``, all at once; ``report.foreign_folder`` when the folder was
        not made by evaluera.
    """
    if not folder.exists():
        return
    present = _files(folder)
    if NAME not in present:
        if present:
            raise EvalueraError(Finding(code="report.foreign_folder", place=Place(file=folder.name)))
        return
    recorded = _recorded(folder / NAME)
    findings = []
    for name in present:
        if name == NAME:
            changed = recorded is None
        elif recorded is None or name in recorded:
            changed = recorded is not None and recorded[name] != sha256(folder / name)
        else:
            findings.append(_finding("report.added_file", name, folder))
            continue
        if changed:
            findings.append(_finding("report.changed_file", name, folder))
    if findings:
        raise EvalueraError(findings)


def _recorded(file: Path) -> dict[str, str] | None:
    """Checksums by file name; None when the manifest is not as it was written."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        seal = content.pop(SEAL)
        files: dict[str, str] = content["files"]
    except (ValueError, KeyError, AttributeError):
        return None
    return files if seal == _seal(content) else None


def _files(folder: Path) -> list[str]:
    """Every file in the folder by its path in it, those that a system leaves behind excepted."""
    return sorted(
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.is_file() and not NOT_A_PERSONS.intersection(file.relative_to(folder).parts)
    )


def _seal(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(_text(content).encode()).hexdigest()


def _text(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def _finding(code: str, name: str, folder: Path) -> Finding:
    return Finding(code=code, place=Place(file=name), values={"folder": str(folder)})
