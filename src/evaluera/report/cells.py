"""The cells of an executed notebook as blocks of the page, in their order."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from evaluera.errors import EvalueraError, Finding, Place
from evaluera.report.foreign import cleaned
from evaluera.report.markup import Html, element, join, text_of
from evaluera.report.prose import prose, without_title
from evaluera.report.section import DOCUMENT, SECTION
from evaluera.text.messages import message

__all__ = ["Block", "blocks", "document_of", "joined"]

PICTURES = ("image/svg+xml", "image/png", "image/jpeg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of the page: a section of ours or something of the evaluator's own, with the pictures it must hold."""

    html: Html
    section: str | None = None
    figures: tuple[str, ...] = ()
    own_pictures: int = 0
    document: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What a cell says about its own picture or table."""

    cell: int
    alt: str
    caption: str
    language: str

    def say(self, key: str, **values: object) -> str:
        return message(f"report.user.{key}", self.language, cell=self.cell, **values)


def joined(value: str | list[str]) -> str:
    """Text of a notebook field, which the format allows to be a list of lines."""
    return value if isinstance(value, str) else "".join(value)


def document_of(notebook: Any) -> Mapping[str, Any]:
    """What the front page says the document must hold; empty when the notebook has no front page."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if DOCUMENT in output.get("data", {}):
                found: Mapping[str, Any] = output["data"][DOCUMENT]
                return found
    return {}


def blocks(notebook: Any, *, language: str, folder: Path | None = None, has_front: bool = True) -> Iterator[Block]:
    """Every cell that shows something, as blocks; code is shown only in cells with the tag ``show-code``.

    Raises
    ------
    EvalueraError
        ``report.cell_failed`` when a cell ended with an error.
    """
    before = ""
    for number, cell in enumerate(notebook.cells, start=1):
        source = joined(cell.source)
        if cell.cell_type == "markdown":
            before = source
            text = without_title(source) if has_front and "title" in _tags(cell) else source
            html = prose(text, language=language, folder=folder, attachments=cell.get("attachments", {}))
            if html.strip():
                yield Block(html=element("div", html, class_="own"))
        elif cell.cell_type == "code":
            words = _words(cell, number, before, language)
            if "show-code" in _tags(cell):
                yield Block(html=element("pre", element("code", source), class_="code own", tabindex=0))
            for output in cell.get("outputs", ()):
                yield _output(output, words, source)
            before = ""


def _tags(cell: Any) -> list[str]:
    return list(cell.get("metadata", {}).get("tags", []))


def _words(cell: Any, number: int, before: str, language: str) -> _Words:
    """Description and caption: the cell's metadata, ``#| fig-alt:`` and ``#| fig-cap:``, else the text just before."""
    options = dict(re.findall(r"^#\|\s*(fig-alt|fig-cap|tbl-cap):\s*(.+?)\s*$", joined(cell.source), re.MULTILINE))
    metadata = cell.get("metadata", {})
    caption = str(metadata.get("caption", "") or options.get("fig-cap", "") or options.get("tbl-cap", ""))
    paragraphs = [part.strip() for part in before.split("\n\n") if part.strip() and not part.lstrip().startswith("#")]
    said = text_of(prose(paragraphs[-1], language=language)) if paragraphs else ""
    alt = str(metadata.get("alt", "") or options.get("fig-alt", "") or caption or said)
    return _Words(cell=number, alt=" ".join(alt.split()), caption=caption.strip("\"'"), language=language)


def _output(output: Any, words: _Words, source: str) -> Block:
    if output.output_type == "error":
        place = Place(parameter=message("report.user.cell", words.language, cell=words.cell))
        values = {"error": output.ename, "text": output.evalue, "line": source.strip().partition("\n")[0]}
        raise EvalueraError(Finding(code="report.cell_failed", place=place, values=values))
    if output.output_type == "stream":
        return _printed(joined(output.text), output.name, words)
    data = output.get("data", {})
    if SECTION in data:
        record = data[SECTION]
        return Block(
            html=Html(joined(data["text/html"])),
            section=record["name"],
            figures=tuple(record["figures"]),
            document=data.get(DOCUMENT, {}),
        )
    return _shown(data, words)


def _printed(text: str, stream: str, words: _Words) -> Block:
    shown = element("pre", text, class_="printed own", tabindex=0)
    if stream == "stderr":
        shown = element("details", element("summary", words.say("messages")), shown, class_="own")
    return Block(html=shown)


def _shown(data: Mapping[str, Any], words: _Words) -> Block:
    """The richest form of an output that the page can hold."""
    picture = next((kind for kind in PICTURES if kind in data), None)
    if "text/html" in data and not (picture and "<table" not in joined(data["text/html"])):
        return _fragment(joined(data["text/html"]), words)
    if picture is not None:
        return _picture(picture, joined(data[picture]), words)
    if "text/markdown" in data:
        return Block(html=element("div", prose(joined(data["text/markdown"]), language=words.language), class_="own"))
    if "text/plain" in data:
        return Block(html=element("pre", joined(data["text/plain"]), class_="printed own", tabindex=0))
    return Block(html=_flag(words.say("kind_left_out", kind=", ".join(data) or "?")))


def _picture(kind: str, data: str, words: _Words) -> Block:
    """A picture of the evaluator's own, embedded as an image (nothing in it can run or load)."""
    encoded = base64.b64encode(data.encode()).decode() if kind == "image/svg+xml" else "".join(data.split())
    alt = words.alt or words.say("picture_of_cell")
    note = None if words.alt else _flag(words.say("picture_without_words"))
    caption = element("figcaption", words.caption, note) if words.caption or note else None
    image = element("img", src=f"data:{kind};base64,{encoded}", alt=alt, data_own_picture=words.cell)
    return Block(html=element("figure", image, caption, class_="own"), own_pictures=1)


def _fragment(html: str, words: _Words) -> Block:
    found = cleaned(
        html, caption=words.caption or words.say("table"), picture=words.alt or words.say("picture_of_cell")
    )
    notes = [_flag(words.say("kind_left_out", kind=", ".join(found.left_out)))] if found.left_out else []
    if found.undescribed and not words.alt:
        notes.append(_flag(words.say("picture_without_words")))
    return Block(html=element("div", found.html, join(notes), class_="own"))


def _flag(text: str) -> Html:
    return Html(f'<p class="flag">{escape(text, quote=False)}</p>')
