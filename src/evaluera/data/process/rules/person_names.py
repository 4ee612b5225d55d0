"""Free text that could name a person (a warning): only people can tell."""

from __future__ import annotations

from evaluera.data.process.personal_names import known_words, name_in
from evaluera.data.process.rules.inspection import Inspection, Rule

__all__ = ["RULES"]


def no_persons_are_named(seen: Inspection) -> None:
    """Look for a first name and a surname in every column of free text.

    Words that stand in the names of areas, organisations, projects and activities are no persons.
    """
    known = known_words(seen.tables)
    for name, table in seen.tables.items():
        for column in table.kind.columns:
            if column.free_text:
                found = {text: name_in(text, known) for text in table.frame[column.name].dropna().unique()}
                rows = table.frame.assign(_found=table.frame[column.name].map(found))
                rows = rows[rows["_found"].notna()]
                code = "process.possible_name"
                seen.report(code, rows, {"found": "_found"}, table=name, column=column.name, severity="warning")


RULES: tuple[Rule, ...] = (no_persons_are_named,)
