"""Copies of the workbooks with everything that was found, coloured and listed; the originals are never changed."""

from __future__ import annotations

import os.path
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluera.errors import Finding, ParameterError, Place
from evaluera.evaluation.checking import Checked
from evaluera.report.marked_cells import Headings, cell_of, mark_cells
from evaluera.report.to_correct_sheet import Listed, write_list
from evaluera.text.messages import message

__all__ = ["mark"]

_SUFFIXES = (".xlsx", ".xlsm")
_AUTHOR = "evaluera"
_MOST = 99


def mark(findings: Sequence[Finding], checked: Checked, *, language: str) -> tuple[Path, ...]:
    """Write a copy ``<name> att rätta.xlsx`` beside each workbook in which something was found.

    Parameters
    ----------
    findings
        Of :func:`evaluera.evaluation.checking.check`.
    checked
        The files that they are about.
    language
        ``sv`` or ``en``.

    Returns
    -------
    tuple of Path
        The copies, in the order of the files; the first lists all findings, also those of CSV files and settings, the
        others their own. Empty when there is nothing to mend: notes alone are not marked. Where there is no workbook, a
        new one has the list alone.

    Raises
    ------
    ParameterError
        ``mark.open_in_excel``: a copy from before is open, so it cannot be written anew.

    Notes
    -----
    A copy that somebody has saved since we wrote it is kept: the new one gets a number. A workbook is copied as
    openpyxl reads it, which leaves out pictures and shapes.
    """
    if all(finding.severity == "note" for finding in findings):
        return ()
    own = {shown: path for shown, path in checked.files.items() if path.suffix.lower() in _SUFFIXES}
    marked = {shown: path for shown, path in own.items() if any(each.place.file == shown for each in findings)}
    if not marked:
        marked = dict(list(own.items())[:1])
    targets = {shown: _free(path.parent, path.stem, path.suffix, language) for shown, path in marked.items()}
    if not marked:
        target = _free(checked.folder, checked.name, ".xlsx", language)
        book = _empty()
        write_list(book, [Listed(finding=each) for each in findings], language)
        _save(book, target)
        return (target,)
    books = {shown: _opened(path) for shown, path in marked.items()}
    links = _links(findings, books)
    for number, (shown, book) in enumerate(books.items()):
        mine = [each for each in findings if each.place.file == shown]
        mark_cells(book, mine, language)
        told = findings if number == 0 else mine
        write_list(book, [_listed(each, shown, links, targets) for each in told], language)
        _save(book, targets[shown])
    return tuple(targets.values())


Links = Mapping[int, tuple[str, str]]
"""For each finding that has a cell (by its identity): the file as shown, and the cell as a link writes it."""


def _links(findings: Sequence[Finding], books: Mapping[str, Any]) -> Links:
    found = {}
    headings = {shown: Headings(book) for shown, book in books.items()}
    for finding in findings:
        shown = finding.place.file or ""
        cell = cell_of(books[shown], finding, headings[shown]) if shown in books else None
        if cell is not None:
            sheet = cell.parent.title.replace("'", "''")
            found[id(finding)] = (shown, f"'{sheet}'!{cell.coordinate}")
    return found


def _listed(finding: Finding, shown: str, links: Links, targets: Mapping[str, Path]) -> Listed:
    """The finding with a link within the copy, or to the copy of another workbook."""
    if id(finding) not in links:
        return Listed(finding=finding)
    other, cell = links[id(finding)]
    if other == shown:
        return Listed(finding=finding, cell=cell)
    within = os.path.relpath(targets[other].resolve(), targets[shown].resolve().parent)
    return Listed(finding=finding, cell=cell, file=Path(within).as_posix())


def _opened(path: Path) -> Any:
    from openpyxl import load_workbook

    return load_workbook(path, keep_vba=path.suffix.lower() == ".xlsm")


def _empty() -> Any:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    return book


def _free(folder: Path, stem: str, suffix: str, language: str) -> Path:
    """The name of the copy; with a number where a person has saved the copy from before."""
    name = message("mark.copy", language, name=stem)
    candidates = [folder / f"{name}{suffix}", *(folder / f"{name} {n}{suffix}" for n in range(2, _MOST))]
    return next(each for each in candidates if not each.exists() or _untouched(each))


def _untouched(path: Path) -> bool:
    """Whether the copy is as we wrote it: Excel and LibreOffice write who saved a workbook last."""
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True)
    except (BadZipFile, KeyError, OSError):
        return False
    book.close()
    return str(book.properties.lastModifiedBy) == _AUTHOR


def _save(book: Any, target: Path) -> None:
    book.properties.lastModifiedBy = _AUTHOR
    try:
        book.save(target)
    except PermissionError:
        raise ParameterError(Finding(code="mark.open_in_excel", place=Place(file=target.name))) from None
