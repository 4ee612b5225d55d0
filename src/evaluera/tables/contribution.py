"""The links of the programme theory and the rival explanations as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import get_args

from evaluera.conclusion.link_story import LinkStatus, LinkStory, Tested
from evaluera.conclusion.rivals import Rival
from evaluera.tables.measure_cells import indicator_name
from evaluera.tables.table import Table
from evaluera.text.labels import enum_label
from evaluera.text.messages import has, message
from evaluera.text.names import capital
from evaluera.text.numbers import MISSING
from evaluera.text.process_names import ProcessNames

__all__ = ["link_name", "links_sentence", "links_table", "rivals_table"]


def links_table(stories: Sequence[LinkStory], names: ProcessNames, *, labels: Mapping[str, str]) -> Table:
    """A row for each link: its status, what tested it, earlier research, and its status the year before.

    ``labels`` are the names of the analyses. The last column is there when the year before is known.
    """
    language = names.language
    known = any(each.was is not None for each in stories)
    heads = ("link", "status", "tested", "prior", *(("was",) if known else ()))
    return Table(
        caption=message("table.links.caption", language),
        headers=tuple(message(f"table.links.{head}", language) for head in heads),
        rows=tuple(_link(each, names, labels, known=known) for each in stories),
        note=message("table.links.note", language),
    )


def links_sentence(stories: Sequence[LinkStory], language: str) -> str:
    """How many links have each status, the best first."""
    counted = Counter(each.status for each in stories)
    parts = [
        f"{message(f'contribution.link.{status}', language)} {counted[status]}"
        for status in get_args(LinkStatus)
        if counted[status]
    ]
    return message("table.links.sentence", language, number=len(stories), parts=", ".join(parts))


def link_name(story: LinkStory, names: ProcessNames) -> tuple[str, str]:
    """What the two ends of a link are called."""
    return _node(story.link.start, names), _node(story.link.end, names)


def rivals_table(rivals: Sequence[Rival], names: ProcessNames) -> Table:
    """A row for each explanation: those handed in with their own words."""
    language = names.language
    heads = ("rival", "status", "by")
    return Table(
        caption=message("table.rivals.caption", language),
        headers=tuple(message(f"table.rivals.{head}", language) for head in heads),
        rows=tuple(
            (
                _rival(each, names),
                message(f"contribution.status.{each.status}", language),
                _by(each, language),
            )
            for each in rivals
        ),
        note=message("table.rivals.note", language),
    )


def _link(story: LinkStory, names: ProcessNames, labels: Mapping[str, str], *, known: bool) -> tuple[str, ...]:
    language = names.language
    start, end = link_name(story, names)
    tested = "; ".join(_tested(each, labels, language) for each in story.tested)
    was = "" if story.was is None else message(f"contribution.link.{story.was}", language)
    return (
        f"{start} → {end}",
        message(f"contribution.link.{story.status}", language),
        tested or MISSING,
        enum_label(story.link.evidence, language) if story.link.evidence else MISSING,
        *((was or MISSING,) if known else ()),
    )


def _tested(test: Tested, labels: Mapping[str, str], language: str) -> str:
    status = message(f"contribution.link.{test.status}", language)
    name = labels.get(test.name, test.name)
    if test.by == "indicator":
        name = indicator_name(test.name, language).lower() if has(f"indicator.{test.name}.name") else test.name
    return f"{message(f'contribution.tested.{test.by}', language, name=name)}: {status}"


def _node(node: str, names: ProcessNames) -> str:
    """An activity or a goal by its name, else the words of the theory."""
    found = (names.known.get((split, node)) for split in ("activity", "goal"))
    return next((each for each in found if each), node)


def _rival(rival: Rival, names: ProcessNames) -> str:
    kind = capital(message(f"contribution.rival.{rival.kind}", names.language))
    more = rival.text
    if rival.event:
        more = f"{enum_label(rival.event_kind, names.language)} ({names.name('event', rival.event)})"
    return f"{kind}: {more}" if more else kind


def _by(rival: Rival, language: str) -> str:
    """How it was examined: in the words handed in, else those of the check, the table or the column."""
    if rival.text or not rival.by:
        return rival.by or MISSING
    for key in (f"contribution.by.{rival.by}", f"diagnostic.{rival.by}.label"):
        if has(key):
            return message(key, language)
    return rival.by
