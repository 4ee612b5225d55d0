"""The bytes of a data file, or why they cannot be had: missing, locked by Excel, a folder, another format."""

from __future__ import annotations

import hashlib
import os.path
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from evaluera.data.columns import nearest_first
from evaluera.errors import DataError, Finding, Place, Value

__all__ = ["LONGEST_PATH", "SUFFIXES", "DataFile", "open_data_file", "refuse"]

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".parquet")
LONGEST_PATH = 200
"""Characters; Windows and its synchronised folders fail at about 260, and a report adds a folder and a name."""

_NEAREST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """One file as read. ``shown`` is the name in findings and provenance, without folders of this machine."""

    shown: str
    suffix: str
    content: bytes
    warnings: tuple[Finding, ...] = ()

    @property
    def sha256(self) -> str:
        """Fingerprint of the content."""
        return hashlib.sha256(self.content).hexdigest()


def open_data_file(path: str | Path, *, folder: str | Path | None = None) -> DataFile:
    """Read a file whole.

    Parameters
    ----------
    path
        The file. Findings and provenance name it as it is given when it is relative, else by its name only.
    folder
        What a relative path is relative to; None is the current folder.

    Raises
    ------
    DataError
        ``data.temporary_file`` ``data.unknown_suffix`` ``data.file_not_found`` ``data.folder_not_file``
        ``data.file_locked`` ``data.empty_file``.
    """
    given = Path(path)
    shown = given.name if given.is_absolute() else given.as_posix()
    full = given if folder is None else Path(folder) / given
    if given.name.startswith("~$"):
        refuse("data.temporary_file", shown, {"expected": given.name[2:]})
    if os.path.isdir(full):
        refuse("data.folder_not_file", shown)
    suffix = given.suffix.lower()
    if suffix not in SUFFIXES:
        refuse("data.unknown_suffix", shown, {"found": suffix or given.name, "known": ", ".join(SUFFIXES)})
    content = _content(full, shown)
    if not content.strip():
        refuse("data.empty_file", shown)
    return DataFile(shown=shown, suffix=suffix, content=content, warnings=_long_path(full, shown))


def refuse(code: str, file: str, values: dict[str, Value] | None = None, *, sheet: str | None = None) -> NoReturn:
    """Stop with one finding about the whole file."""
    raise DataError(Finding(code=code, place=Place(file=file, sheet=sheet), values=values or {}))


def _content(full: Path, shown: str) -> bytes:
    try:
        return full.read_bytes()
    except FileNotFoundError:
        found = [each.name for each in full.parent.iterdir()] if full.parent.is_dir() else []
        near = nearest_first(full.name, (name for name in sorted(found) if Path(name).suffix.lower() in SUFFIXES))
        raise DataError(_not_found(shown, near[:_NEAREST])) from None
    except PermissionError:
        raise DataError(Finding(code="data.file_locked", place=Place(file=shown))) from None
    except OSError as error:
        values: dict[str, Value] = {"found": error.strerror or str(error), "length": len(str(full.absolute()))}
        raise DataError(Finding(code="data.file_unreadable", place=Place(file=shown), values=values)) from None


def _not_found(shown: str, near: list[str]) -> Finding:
    code = "data.file_not_found" if near else "data.file_not_found_none_near"
    values: dict[str, Value] = {"known": ", ".join(near)} if near else {}
    return Finding(code=code, place=Place(file=shown), values=values)


def _long_path(full: Path, shown: str) -> tuple[Finding, ...]:
    length = len(str(full.absolute()))
    if length <= LONGEST_PATH:
        return ()
    values: dict[str, Value] = {"length": length, "longest": LONGEST_PATH}
    return (Finding(code="data.long_path", place=Place(file=shown), values=values, severity="warning"),)
