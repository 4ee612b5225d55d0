"""Free text that could name a person (a warning): only people can tell."""

from __future__ import annotations

import re

from evaluera.data.process.personal_data import name_in
from evaluera.data.process.rules.inspection import Inspection, Rule

__all__ = ["RULES"]

_NAMED = (
    ("area", ("name",)),
    ("organisation", ("name",)),
    ("project", ("name_sv", "name_en")),
    ("activity_plan", ("name_sv", "name_en")),
)


def no_persons_are_named(seen: Inspection) -> None:
    """Look for a first name and a surname in every column of free text.

    Words that stand in the names of areas, organisations, projects and activities are no persons.
    """
    known = _known_words(seen)
    for name, table in seen.tables.items():
        for column in table.kind.columns:
            if column.free_text:
                found = {text: name_in(text, known) for text in table.frame[column.name].dropna().unique()}
                rows = table.frame.assign(_found=table.frame[column.name].map(found))
                rows = rows[rows["_found"].notna()]
                code = "process.possible_name"
                seen.report(code, rows, {"found": "_found"}, table=name, column=column.name, severity="warning")


def _known_words(seen: Inspection) -> frozenset[str]:
    texts = (text for name, columns in _NAMED for each in columns for text in seen.frame(name)[each].dropna())
    return frozenset(word.casefold() for text in texts for word in re.findall(r"[^\W\d_]+", text))


RULES: tuple[Rule, ...] = (no_persons_are_named,)
