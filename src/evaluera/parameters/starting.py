"""A new evaluation: a folder with a commented evaluation.yaml and an empty data file with its headings."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from evaluera.errors import Finding, ParameterError

__all__ = ["folder_of", "new"]

_DATA_FILES = {"sv": ("brott.csv", "månad;område;antal"), "en": ("crime.csv", "month;area;count")}
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f]|[. ]$|^$')


def new(name: str, *, folder: Path, language: str = "sv", process: bool = False) -> Path:
    """Make the folder of a new evaluation: below ``data/`` where there is one, else in the folder itself.

    Parameters
    ----------
    name
        Name of the new folder; with a slash it is a path of its own.
    folder
        Where to make it, as a rule the current folder.
    language
        ``sv`` or ``en``: the language of the file and its comments.
    process
        The process is followed up in a workbook, which the caller writes; the outcomes may come later.

    Returns
    -------
    Path
        The new folder.

    Raises
    ------
    ParameterError
        ``parameter.folder_taken`` when it exists and holds files, ``parameter.bad_folder_name`` when Windows could
        not have a folder of that name.
    """
    target = folder_of(name, folder=folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ParameterError(Finding(code="parameter.folder_taken", values={"found": str(target)}))
    target.mkdir(parents=True, exist_ok=True)
    data_file, headings = _DATA_FILES[language]
    name = f"process.{language}.yaml" if process else f"{language}.yaml"
    template = files("evaluera.parameters").joinpath("templates", name).read_text(encoding="utf-8")
    if not process:
        (target / data_file).write_text(headings + "\n", encoding="utf-8-sig", newline="\r\n")
    (target / "evaluation.yaml").write_text(template.format(folder=_from(folder, target)), encoding="utf-8")
    return target


def folder_of(name: str, *, folder: Path) -> Path:
    """The folder that a name means: below ``data/`` where there is one, else in the folder itself.

    Raises
    ------
    ParameterError
        ``parameter.bad_folder_name`` when Windows could not have a folder of that name.
    """
    parts = Path(name).parts
    if not parts or any(_FORBIDDEN.search(part) for part in parts if part not in ("..", Path(name).anchor)):
        raise ParameterError(Finding(code="parameter.bad_folder_name", values={"found": name}))
    above = folder / "data" if len(parts) == 1 and (folder / "data").is_dir() else folder
    return above / name


def _from(folder: Path, target: Path) -> str:
    """The new folder as it is written on the command line in the folder where one stands."""
    return (target.relative_to(folder) if target.is_relative_to(folder) else target).as_posix()
