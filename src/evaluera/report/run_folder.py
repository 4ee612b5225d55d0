"""The folder of a run: it appears whole or not at all, and replaces an older one only when it is complete.

A run writes in a hidden folder beside the final one (``.2025.working-PID``). When it is complete the older folder is
set aside (``.2025.previous-PID``), the new one takes its name, and the older one is removed. Stopped at any moment, the
next run finds what is left: an older folder set aside without a successor gets its name back, all else is removed.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evaluera.errors import EvalueraError, Finding, Place
from evaluera.report.manifest import NAME, refuse_changed

__all__ = ["LONGEST", "place", "recover", "refuse_long_paths", "writing"]

LONGEST = 200
ABANDONED_AFTER = 24 * 3600
_LEFT = re.compile(r"\.(?P<name>.+)\.(?P<part>working|previous)-(?P<process>\d+)")


def place(evaluation_folder: Path, out: Path | None, *, name: str | None = None) -> Path:
    """Where reports go: in ``out``, else in the ``reports`` beside the ``data`` of the evaluation, else in one here.

    ``name`` is that of the evaluation where it is not that of its folder: a workbook that is given alone.
    """
    own = name or evaluation_folder.name
    if out is not None:
        return out.absolute() / own
    above = next((each for each in (evaluation_folder.parent, evaluation_folder) if each.name == "data"), None)
    return (Path.cwd() if above is None else above.parent) / "reports" / own


def refuse_long_paths(folder: Path, names: Iterator[str] | tuple[str, ...]) -> None:
    """Stop when a file would get a path that Windows cannot open (``report.long_path``)."""
    longest = max((str(folder / name) for name in names), key=len)
    if len(longest) > LONGEST:
        values = {"length": len(longest), "most": LONGEST}
        raise EvalueraError(Finding(code="report.long_path", place=Place(file=longest), values=values))


def recover(folder: Path) -> bool:
    """Clear what an interrupted run left beside the folder; True when an older report got its name back."""
    restored = False
    for left in sorted(folder.parent.glob(f".{folder.name}.*")) if folder.parent.is_dir() else []:
        found = _LEFT.fullmatch(left.name)
        if found is None or found["name"] != folder.name or _in_use(left, int(found["process"])):
            continue
        if found["part"] == "previous" and not folder.exists() and (left / NAME).is_file():
            left.rename(folder)
            restored = True
        else:
            shutil.rmtree(left, ignore_errors=True)
    return restored


@contextmanager
def writing(folder: Path) -> Iterator[Path]:
    """An empty folder to write in, which becomes ``folder`` at the end; on any error nothing of it stays.

    Raises
    ------
    EvalueraError
        ``report.cannot_write``; ``report.folder_open`` when the older folder cannot be set aside because a program
        holds a file in it (Windows) - the new one is then kept beside it; what :func:`refuse_changed` finds when a
        person changed the older folder in the meantime.
    """
    working = _beside(folder, "working")
    try:
        with _told(folder):
            working.mkdir(parents=True)
            yield working
            refuse_changed(folder)
            _replace(folder, working)
    finally:
        shutil.rmtree(working, ignore_errors=True)


def _replace(folder: Path, working: Path) -> None:
    if not folder.exists():
        working.rename(folder)
        return
    previous = _beside(folder, "previous")
    try:
        folder.rename(previous)
    except PermissionError as error:
        kept = _free_name(folder)
        working.rename(kept)
        place = Place(file=str(folder))
        raise EvalueraError(Finding(code="report.folder_open", place=place, values={"kept": str(kept)})) from error
    working.rename(folder)
    shutil.rmtree(previous, ignore_errors=True)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """A refusal of the system (no right to write, disk full) as a finding."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        place = Place(file=str(folder))
        raise EvalueraError(Finding(code="report.cannot_write", place=place, values={"reason": reason})) from error


def _beside(folder: Path, part: str) -> Path:
    return folder.with_name(f".{folder.name}.{part}-{os.getpid()}")


def _free_name(folder: Path) -> Path:
    names = (folder.with_name(f"{folder.name}-new{number or ''}") for number in range(1000))
    return next(name for name in names if not name.exists())


def _in_use(left: Path, process: int) -> bool:
    """Whether the run that made the folder is still at it (its process lives and the folder is not a day old)."""
    import psutil

    alive = process != os.getpid() and psutil.pid_exists(process)
    return alive and time.time() - left.stat().st_mtime < ABANDONED_AFTER
