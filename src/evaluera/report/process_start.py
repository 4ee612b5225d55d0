"""A new follow-up: a folder with evaluation.yaml and the workbook, with what an older one has carried over."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from evaluera.data.process.table_kind import PACKS, Pack
from evaluera.errors import Finding, ParameterError, Place
from evaluera.methods.options import nearest
from evaluera.report.process_workbook import write_workbook
from evaluera.text.languages import LANGUAGES
from evaluera.text.messages import message

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CARRIED", "packs_of", "start_process"]

CARRIED = ("area", "population", "organisation", "goal", "forum_member")
"""Tables that live on from year to year: areas with their residents, organisations, goals and the roster."""


def start_process(name: str, *, folder: Path, packs: str, old: str | None, language: str) -> Path:
    """Make the folder with ``evaluation.yaml`` and the workbook.

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
        ``parameter.unknown_pack``; what :func:`evaluera.parameters.starting.new` refuses. Nothing is made then.
    EvalueraError
        The older evaluation cannot be read.
    """
    from evaluera.parameters.starting import new

    chosen = packs_of(packs)
    rows = {} if old is None else _carried(old, language)
    if "forum_member" in rows and "meetings" not in chosen:
        chosen = (*chosen, "meetings")
    made = new(name, folder=folder, language=language, process=True)
    try:
        write_workbook(made / message("process_workbook.file", language), packs=chosen, language=language, rows=rows)
    except BaseException:
        shutil.rmtree(made)
        raise
    return made


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
