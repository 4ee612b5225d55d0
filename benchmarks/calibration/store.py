"""What has been measured so far, in one CSV file for each suite: an interrupted run goes on where it stopped."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

__all__ = ["Measured", "Store"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One model on one term of one cell: of ``replicates`` draws ``covered`` intervals held the truth.

    ``failed`` fits gave no answer (counted as not covered); ``half_width`` is the mean over the rounds of the median.
    """

    suite: str
    cell: str
    model: str
    term: str
    replicates: int
    covered: int
    failed: int
    half_width: float

    @property
    def key(self) -> tuple[str, str, str]:
        return self.cell, self.model, self.term

    def __add__(self, other: Measured) -> Measured:
        total = self.replicates + other.replicates
        width = (self.half_width * self.replicates + other.half_width * other.replicates) / total
        return replace(
            self,
            replicates=total,
            covered=self.covered + other.covered,
            failed=self.failed + other.failed,
            half_width=width,
        )


class Store:
    """The measurements of one suite."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._rows = {row.key: row for row in _read(path)} if path is not None else {}

    def replicates(self, cell: str, model: str) -> int:
        """How many draws the model has answered in this cell."""
        return max((row.replicates for (c, m, _), row in self._rows.items() if (c, m) == (cell, model)), default=0)

    def add(self, row: Measured) -> None:
        """Count some more draws."""
        known = self._rows.get(row.key)
        self._rows[row.key] = row if known is None else known + row

    def save(self) -> None:
        """Write the file, whole or not at all."""
        if self.path is None:
            return
        beside = self.path.with_suffix(".new")
        with beside.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [field.name for field in fields(Measured)], lineterminator="\n")
            writer.writeheader()
            for row in self:
                writer.writerow({**asdict(row), "half_width": f"{row.half_width:.5g}"})
        os.replace(beside, self.path)

    def __iter__(self) -> Iterator[Measured]:
        return iter(sorted(self._rows.values(), key=lambda row: row.key))


def _read(path: Path) -> Iterator[Measured]:
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Measured(
                suite=row["suite"],
                cell=row["cell"],
                model=row["model"],
                term=row["term"],
                replicates=int(row["replicates"]),
                covered=int(row["covered"]),
                failed=int(row["failed"]),
                half_width=float(row["half_width"]),
            )
