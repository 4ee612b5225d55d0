"""The files that tables are read from: those that are named, and those in the folders that are named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evaluera.data.data_file import SUFFIXES, DataFile, open_data_file
from evaluera.data.process.finding_register import Register
from evaluera.errors import DataError

__all__ = ["MADE", "InputFile", "input_files", "input_paths"]

MADE = (" att rätta", " to correct", " med fler blad", " with more sheets")
"""How the names of workbooks end that we wrote beside someone's own; a number may follow. They are not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """One file as read; ``named`` when the user named it, not only its folder."""

    file: DataFile
    named: bool

    @property
    def stem(self) -> str:
        """Its name without folder and suffix."""
        return Path(self.file.shown).stem


def input_files(paths: Sequence[str | Path], folder: str | Path | None, register: Register) -> Iterator[InputFile]:
    """Every file once, in the order of the paths, those of a folder by name; what cannot be opened is a finding.

    Parameters
    ----------
    paths
        Files, and folders whose data files (also in folders below) are taken. Files that Excel keeps while a workbook
        is open, hidden ones, and copies that we made (:data:`MADE`), are passed over.
    folder
        What relative paths are relative to; None is the current folder.
    register
        Takes the findings.
    """
    seen: set[Path] = set()
    for path, shown, named in _listed(paths, folder, register):
        whole = path.resolve()
        if whole in seen:
            continue
        seen.add(whole)
        try:
            file = open_data_file(path.name, folder=path.parent)
        except DataError as error:
            register.extend(replace(each, place=replace(each.place, file=shown)) for each in error.findings)
            continue
        warnings = tuple(replace(each, place=replace(each.place, file=shown)) for each in file.warnings)
        yield InputFile(file=replace(file, shown=shown, warnings=warnings), named=named)


def input_paths(paths: Sequence[str | Path], folder: str | Path | None) -> dict[str, Path]:
    """Where each file lies, by the name that findings have for it; what is not there is left out."""
    return {shown: path for path, shown, _ in _listed(paths, folder, Register()) if path.is_file()}


def _listed(
    paths: Sequence[str | Path], folder: str | Path | None, register: Register
) -> Iterator[tuple[Path, str, bool]]:
    """Path, name to show, and whether the user named it."""
    for each in map(Path, paths):
        full = each if folder is None else Path(folder) / each
        shown = each.name if each.is_absolute() else each.as_posix()
        if full.is_dir():
            found = [path for path in sorted(full.rglob("*")) if _is_data(path, full)]
            if not found:
                register.add("process.empty_folder", file=shown)
            for path in found:
                inside = path.relative_to(full).as_posix()
                yield path, inside if shown in (".", "") else f"{shown}/{inside}", False
        elif not full.suffix and not full.exists():
            register.add("process.no_such_folder", file=shown)
        else:
            yield full, shown, True


def _is_data(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    made = path.stem.rstrip("0123456789 ").casefold().endswith(MADE)
    return path.is_file() and path.suffix.lower() in SUFFIXES and not hidden and not made
