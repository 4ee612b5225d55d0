"""A new follow-up: a folder with evaluation.yaml and the workbook, with what an older one carries over."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evaluera.data.process.table_kind import PACKS, Pack
from evaluera.errors import Finding, ParameterError, Place
from evaluera.methods.options import nearest
from evaluera.report.process_workbook import add_sheets, write_workbook
from evaluera.report.table_sheet import sheet_of
from evaluera.text.languages import LANGUAGES
from evaluera.text.messages import message

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CARRIED", "Started", "packs_of", "start_process"]

CARRIED = ("area", "population", "organisation", "goal", "forum_member")
"""Tables that live on from year to year: areas with their residents, organisations, goals and the roster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """What was made: a new folder; or beside the workbook of an old one a ``copy`` with more ``sheets``."""

    folder: Path
    copy: Path | None = None
    sheets: tuple[str, ...] = ()


def start_process(name: str, *, folder: Path, packs: str, old: str | None, language: str) -> Started:
    """Make the folder with ``evaluation.yaml`` and the workbook, or add the sheets of more packs to a workbook.

    In a folder that has a workbook already nothing is changed: a copy of the workbook gets the sheets that it lacks.

    Parameters
    ----------
    name
        Name of the new folder, as for ``evaluera new``.
    folder
        Where one stands.
    packs
        Names of packs in either language, separated by commas.
    old
        An earlier evaluation whose areas, residents, organisations, goals and roster are carried over.
    language
        ``sv`` or ``en``.

    Raises
    ------
    ParameterError
        ``parameter.unknown_pack``, ``parameter.no_sheets_to_add``; what :func:`evaluera.parameters.starting.new`
        refuses. Nothing is made then.
    EvalueraError
        The older evaluation cannot be read.
    """
    from evaluera.parameters.starting import folder_of, new

    chosen = packs_of(packs)
    there = _workbook_in(folder_of(name, folder=folder))
    if there is not None and old is None:
        return _added(there, chosen, language)
    rows = {} if old is None else _carried(old, language)
    if "forum_member" in rows and "meetings" not in chosen:
        chosen = (*chosen, "meetings")
    made = new(name, folder=folder, language=language, process=True)
    try:
        write_workbook(made / message("process_workbook.file", language), packs=chosen, language=language, rows=rows)
    except BaseException:
        shutil.rmtree(made)
        raise
    return Started(folder=made)


def _workbook_in(folder: Path) -> Path | None:
    """The workbook that ``evaluera new`` once made there, under its name in either language."""
    files = (folder / message("process_workbook.file", language) for language in LANGUAGES)
    return next((file for file in files if file.is_file()), None)


def _added(file: Path, packs: Sequence[Pack], language: str) -> Started:
    copy = file.with_name(message("process_workbook.more_file", language))
    if copy.exists():
        raise ParameterError(Finding(code="parameter.copy_there", values={"found": copy.name}))
    added = add_sheets(file, packs=packs, language=language, into=copy)
    if not added:
        raise ParameterError(Finding(code="parameter.no_sheets_to_add", values={"found": file.name}))
    return Started(folder=file.parent, copy=copy, sheets=tuple(sheet_of(kind, language) for kind in added))


def packs_of(written: str) -> tuple[Pack, ...]:
    """The packs that names separated by commas mean, in either language.

    Raises
    ------
    ParameterError
        ``parameter.unknown_pack`` for each that does not exist, with the nearest.

    Examples
    --------
    >>> packs_of("möten, est, surveys")
    ('meetings', 'est', 'surveys')
    """
    known: dict[str, Pack] = {each.replace("_", " "): each for each in PACKS}
    known |= {message(f"process_pack.{each}", language): each for each in PACKS for language in LANGUAGES}
    names = [name.strip().casefold().replace("_", " ") for name in written.split(",") if name.strip()]
    unknown = [name for name in names if name not in known]
    if unknown:
        listed = ", ".join(message(f"process_pack.{each}", "sv") for each in PACKS)
        place = Place(parameter="--with")
        raise ParameterError(
            [
                Finding(
                    code="parameter.unknown_pack",
                    place=place,
                    values={"found": name, "nearest": nearest(name, known) or "–", "known": listed},
                )
                for name in unknown
            ]
        )
    return tuple(dict.fromkeys(known[name] for name in names))


def _carried(old: str, language: str) -> Mapping[str, pd.DataFrame]:
    """The tables that live on, as they stand in the older evaluation."""
    from evaluera.evaluation.following_up import records_of

    tables = records_of(old, language=language)
    return {name: tables.frame(name) for name in CARRIED if tables.has(name)}
