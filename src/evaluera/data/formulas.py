"""Cells of a workbook that its reader gives as empty although they are not: errors, and formulas never calculated."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

__all__ = ["unread_cells"]

_SUSPECT = re.compile(rb't="e"|(?:</f>|<f[^>]*/>)(?:<v\s*/>|<v></v>)?</c>')
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")


def unread_cells(content: bytes, sheet: str) -> dict[tuple[int, int], str]:
    """Error values (``#DIV/0!``) and formulas without a stored value in one sheet of an xlsx file.

    Excel stores the value of every formula; a file written by a program may hold the formula only. A formula that
    gives empty text is stored as such and is not listed.

    Returns
    -------
    dict
        Row and column from 0 on, to the error or the formula as text. Empty for other formats, and for most files,
        which a quick look at the stored bytes tells.
    """
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        part = _part(archive, sheet)
        stored = archive.read(part) if part in archive.namelist() else b""
    return dict(_found(stored)) if _SUSPECT.search(stored) else {}


def _part(archive: zipfile.ZipFile, sheet: str) -> str:
    """The name of the file in the archive that holds the sheet; empty when it has none."""
    if "xl/workbook.xml" not in archive.namelist():
        return ""
    book = ET.fromstring(archive.read("xl/workbook.xml"))
    key = next((each.get(_ID) for each in book.iter(f"{_MAIN}sheet") if each.get("name") == sheet), None)
    relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    target = next((each.get("Target", "") for each in relations.iter(_RELATION) if each.get("Id") == key), "")
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _found(stored: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    for _, cell in ET.iterparse(io.BytesIO(stored)):
        if cell.tag != f"{_MAIN}c":
            continue
        text = _unread(cell)
        reference = _REFERENCE.fullmatch(cell.get("r", ""))
        if text is not None and reference is not None:
            yield (int(reference[2]) - 1, _column(reference[1])), text
        cell.clear()


def _unread(cell: ET.Element) -> str | None:
    value = cell.findtext(f"{_MAIN}v") or ""
    if cell.get("t") == "e":
        return value
    formula = cell.find(f"{_MAIN}f")
    return None if formula is None or value or cell.get("t") == "str" else f"={formula.text or ''}"


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
