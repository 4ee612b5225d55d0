"""What a rule looks at: the tables as read, the day up to which things should have happened, where findings go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from evaluera.data.process.assembled_tables import AssembledTable
from evaluera.data.process.finding_register import Register
from evaluera.data.process.frames import empty_frame
from evaluera.data.process.table_registry import table_kind
from evaluera.errors import Severity

__all__ = ["Inspection", "Rule"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Inspection:
    """The tables that were delivered, and the day ``until`` which what should be there is missed (None: no such day).

    A rule compares cells that are there: one that is empty or unreadable never breaks it.
    """

    tables: Mapping[str, AssembledTable]
    register: Register
    until: pd.Timestamp | None = None

    def frame(self, name: str) -> pd.DataFrame:
        """The rows of a table, none where it was not delivered."""
        return self.tables[name].frame if name in self.tables else _no_rows(name)

    def complete(self, name: str, *columns: str) -> bool:
        """Whether the table has rows and every sheet of it these columns, all of them readable."""
        if name not in self.tables or self.tables[name].frame.empty:
            return False
        table = self.tables[name]
        return not any(table.lacks(each) or table.unread[each].any() for each in columns)

    def blank(self, name: str, column: str) -> pd.Series[Any]:
        """Which rows have nothing written in the column: an unreadable cell is not blank."""
        frame = self.frame(name)
        blank = frame[column].isna()
        return blank & ~self.tables[name].unread[column] if len(frame) and self.tables[name].unread else blank

    def report(
        self,
        code: str,
        rows: pd.DataFrame,
        values: Mapping[str, str] | None = None,
        *,
        table: str,
        column: str = "",
        severity: Severity = "error",
    ) -> None:
        """One finding for each row; ``values`` name the columns whose cells the sentence needs."""
        self.register.rows(code, rows, values, table=table, column=column, severity=severity)

    def ordered(self, code: str, name: str, first: str, last: str) -> None:
        """Report rows whose ``last`` lies before their ``first``."""
        frame = self.frame(name)
        said = {"found": last, "other": first}
        self.report(code, frame[frame[last] < frame[first]], said, table=name, column=last)

    def at_most(self, code: str, name: str, part: str, whole: str) -> None:
        """Report rows where a part is larger than the whole."""
        frame = self.frame(name)
        said = {"found": part, "other": whole}
        self.report(code, frame[frame[part] > frame[whole]], said, table=name, column=part)


@cache
def _no_rows(name: str) -> pd.DataFrame:
    """Shared by all that look: rules never change a frame."""
    return empty_frame(table_kind(name))


Rule = Callable[[Inspection], None]
