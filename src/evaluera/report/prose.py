"""Markdown that a person wrote (a cell or a commentary file) as HTML; raw HTML in it is shown as text."""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Callable, Mapping
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from evaluera.report.markup import Html, element
from evaluera.text.messages import message

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

__all__ = ["prose", "without_title"]

Attachments = Mapping[str, Mapping[str, str]]


def prose(text: str, *, language: str, folder: Path | None = None, attachments: Attachments | None = None) -> Html:
    """The text as HTML.

    Parameters
    ----------
    text
        Markdown (CommonMark with tables).
    language
        ``sv`` or ``en``, for what the page must say about a picture.
    folder
        Where the text stands; pictures named in it are read from there and embedded.
    attachments
        Pictures pasted into the notebook cell, by name.

    Examples
    --------
    >>> prose("**Obs** <b>x</b>", language="sv")
    '<p><strong>Obs</strong> &lt;b&gt;x&lt;/b&gt;</p>\\n'
    """
    html = str(_reader().render(text))
    return _with_pictures(html, language, lambda source: _embedded(source, folder, attachments or {}))


def without_title(text: str) -> str:
    """The text without a first-level heading on its first line (the page has its own title).

    Examples
    --------
    >>> without_title("# Utvärdering\\n\\nVår text")
    'Vår text'
    """
    first, _, rest = text.lstrip().partition("\n")
    return rest.lstrip() if first.startswith("# ") else text


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _with_pictures(html: str, language: str, embed: Callable[[str], str | None]) -> Html:
    """Each picture embedded and described, or a visible word about what is missing."""

    def replaced(found: re.Match[str]) -> str:
        source, words = unescape(found[1]), unescape(found[2])
        data = embed(source)
        if data is None:
            return element("span", message("report.user.picture_not_embedded", language, source=source), class_="flag")
        missing = message("report.user.picture_without_words", language)
        note = None if words else element("span", missing, class_="flag")
        return element("img", src=data, alt=words or missing) + (note or "")

    html = re.sub(r'<img src="([^"]*)" alt="([^"]*)"[^>]*>', replaced, html)
    return Html(_captioned_tables(html, language))


def _captioned_tables(html: str, language: str) -> str:
    """Tables written in Markdown get a caption and column headers."""
    caption = element("caption", message("report.user.table", language))
    html = html.replace("<table>", f"<table>{caption}")
    html = re.sub(r"<th[^>]*></th>", "<td></td>", html)
    return re.sub(r"<th(?=[ >])", '<th scope="col"', html)


def _embedded(source: str, folder: Path | None, attachments: Attachments) -> str | None:
    """The picture as a data address; None when it is not at hand (the page loads nothing from elsewhere)."""
    if source.startswith("data:image/"):
        return source
    if source.startswith("attachment:"):
        bundle = attachments.get(source.removeprefix("attachment:"), {})
        return next((f"data:{kind};base64,{data}" for kind, data in bundle.items() if kind.startswith("image/")), None)
    kind = mimetypes.guess_type(source)[0] or ""
    if folder is None or "://" in source or not kind.startswith("image/"):
        return None
    file = folder / source
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}" if file.is_file() else None
