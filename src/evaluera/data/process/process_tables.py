"""The process tables of an evaluation, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from evaluera.data.process.frames import empty_frame, typed_frame
from evaluera.data.process.table_registry import table_kind, table_kinds
from evaluera.errors import Finding

__all__ = ["ProcessTables", "Source", "process_tables"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file that tables were read from: its name, and the fingerprint of its content."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ProcessTables:
    """Tables by machine name; one that was not delivered is not there, one of the minimum set may have no rows.

    ``headings`` says how the columns of each sheet are headed, by file and sheet. ``findings`` are warnings and notes
    of the reading and checking: what is wrong stops the run. ``settings`` is what a sheet ``inställningar`` says, as
    read. Frames have one dtype for each kind of column (see :mod:`evaluera.data.process.frames`) and the columns
    ``_file``, ``_sheet`` and ``_row``; never change one.
    """

    frames: Mapping[str, pd.DataFrame]
    sources: tuple[Source, ...] = ()
    findings: tuple[Finding, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    headings: Mapping[tuple[str | None, str | None], Mapping[str, str]] = field(default_factory=dict)

    def has(self, *names: str) -> bool:
        """Whether all these tables were delivered."""
        return all(name in self.frames for name in names)

    def frame(self, name: str) -> pd.DataFrame:
        """The rows of a table; no rows where it was not delivered."""
        return self.frames[name] if name in self.frames else empty_frame(table_kind(name))

    def missing(self, *names: str) -> tuple[str, ...]:
        """Those of these tables that were not delivered."""
        return tuple(name for name in names if name not in self.frames)

    @property
    def rows(self) -> int:
        """Rows in all tables."""
        return sum(len(frame) for frame in self.frames.values())


def process_tables(**frames: pd.DataFrame) -> ProcessTables:
    """Tables out of frames that are interpreted already (machine names, dates as dates), without any check.

    For tests and for data that were generated; people's files go through :func:`evaluera.read_process`.

    Examples
    --------
    >>> import pandas as pd
    >>> area = pd.DataFrame({"area_id": ["ersboda"], "name": ["Ersboda"], "kind": ["intervention"]})
    >>> tables = process_tables(area=area)
    >>> tables.has("area"), tables.has("area", "meeting"), len(tables.frame("meeting"))
    (True, False, 0)
    """
    kinds = table_kinds()
    return ProcessTables(frames={name: typed_frame(kinds[name], frame) for name, frame in frames.items()})
