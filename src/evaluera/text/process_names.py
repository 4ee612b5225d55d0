"""What things of the process tables are called: activities, areas, organisations, goals, promises, forums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evaluera.data.process.process_tables import ProcessTables
from evaluera.methods.process.limits import Limits
from evaluera.text.labels import enum_label, label
from evaluera.text.languages import checked
from evaluera.text.names import capital

__all__ = ["ProcessNames", "names_of"]

_TABLES: Mapping[str, tuple[str, str, str]] = {
    "activity": ("activity_plan", "activity_id", "name"),
    "area": ("area", "area_id", "name"),
    "organisation": ("organisation", "org_id", "name"),
    "goal": ("goal", "goal_id", "text"),
    "promise": ("promise", "promise_id", "text"),
    "event": ("context_event", "event_id", "source"),
    "recommendation": ("recommendation", "recommendation_id", "text"),
    "item": ("survey_item", "item_id", "text"),
}
"""What a split is called, the table with its names, its id and the name of the column (``_sv``, ``_en`` or alone)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessNames:
    """Names by split and id; a thing without a name is called by its id, a value of an enumeration by its label.

    ``limits`` are those that the numbers were computed with: some names say them (``klara inom 30 dagar``).
    """

    language: str
    known: Mapping[tuple[str, str], str]
    limits: Limits = field(default_factory=Limits)

    def name(self, split: str, part: str) -> str:
        """The name of one part of a split.

        Examples
        --------
        >>> ProcessNames(language="sv", known={("area", "a1"): "Ersboda"}).name("area", "a1")
        'Ersboda'
        >>> ProcessNames(language="sv", known={}).name("forum", "umebra")
        'Umebrå'
        """
        if (split, part) in self.known or split in _TABLES:
            return self.known.get((split, part), part)
        for words in (enum_label, label):
            try:
                return capital(words(part, self.language))
            except KeyError:
                continue
        return part


def names_of(tables: ProcessTables, language: str, *, limits: Limits | None = None) -> ProcessNames:
    """The names in the tables; Swedish ones where a table has no English name."""
    language = checked(language)
    known: dict[tuple[str, str], str] = {}
    for split, (table, key, stem) in _TABLES.items():
        frame = tables.frame(table)
        for row in frame.to_dict("records"):
            name = _first(row, (f"{stem}_{language}", f"{stem}_sv", stem))
            if name:
                known[split, str(row[key])] = name
    return ProcessNames(language=language, known=known, limits=limits or Limits())


def _first(row: Mapping[object, object], columns: tuple[str, ...]) -> str:
    found = (row.get(column) for column in columns)
    return next((each for each in found if isinstance(each, str) and each.strip()), "")
