"""HTML that an evaluator's own cell shows: made safe, self-contained and accessible.

Only elements that carry words, tables and embedded pictures pass. What loads something from elsewhere or runs as a
script is left out and named, so that the page can say so: nothing disappears unseen.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from evaluera.report.markup import Html, element

__all__ = ["Cleaned", "cleaned"]

WORDS = "a abbr b br cite code del em i ins kbd mark q s samp small span strong sub sup u var"
TABLE = "caption col colgroup table tbody td tfoot th thead tr"
BLOCKS = "blockquote dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr img li ol p pre summary ul"
KEPT = frozenset(f"{WORDS} {TABLE} {BLOCKS}".split())
DROPPED_WITH_CONTENT = frozenset({"script", "style", "template", "iframe", "object", "noscript", "title"})
SILENT = frozenset({"style", "template"})
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope", "abbr"},
    "ol": {"start"},
}
LINKS = ("http://", "https://", "mailto:", "#")
VOID = frozenset({"br", "col", "hr", "img"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """The fragment, what was left out of it (names of elements) and how many pictures lack a description."""

    html: Html
    left_out: tuple[str, ...]
    undescribed: int


def cleaned(html: str, *, caption: str, picture: str) -> Cleaned:
    """The fragment as the report can show it.

    Parameters
    ----------
    html
        What a cell gave as ``text/html``.
    caption
        Caption for a table that has none.
    picture
        Description for a picture that has none.

    Examples
    --------
    >>> cleaned('<p onclick="x()">hej<script src="https://a.b"></script></p>', caption="", picture="")
    Cleaned(html='<p>hej</p>', left_out=('script',), undescribed=0)
    """
    cleaner = _Cleaner(caption, picture)
    cleaner.feed(html)
    cleaner.close()
    return Cleaned(
        html=Html(cleaner.finished()),
        left_out=tuple(dict.fromkeys(cleaner.left_out)),
        undescribed=cleaner.undescribed,
    )


class _Cleaner(HTMLParser):
    def __init__(self, caption: str, picture: str) -> None:
        super().__init__(convert_charrefs=True)
        self.caption, self.picture = caption, picture
        self.parts: list[str] = []
        self.open: list[str] = []
        self.left_out: list[str] = []
        self.undescribed = 0
        self.skipping: list[str] = []
        self.in_head = False
        self.fresh_table = False
        self.header_at: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipping or tag not in KEPT:
            self._leave_out(tag)
            return
        self._place_caption(tag)
        kept = self._kept(tag, attrs)
        if kept is None:
            return
        if tag == "thead":
            self.in_head = True
        if tag == "th":
            kept.setdefault("scope", "col" if self.in_head else "row")
            self.header_at = len(self.parts)
        if tag == "table":
            self.fresh_table = True
            self.parts.append(element("div", class_="scroll", tabindex=0, role="group").removesuffix("</div>"))
        self.parts.append(f"<{tag}" + "".join(f' {key}="{escape(value)}"' for key, value in kept.items()) + ">")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.skipping:
            if tag == self.skipping[-1]:
                self.skipping.pop()
            return
        if tag not in self.open:
            return
        while self.open:
            last = self.open.pop()
            self._close(last)
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            if data.strip():
                self._place_caption("#text")
            self.parts.append(escape(data, quote=False))

    def finished(self) -> str:
        """All parts, with what was left open closed."""
        while self.open:
            self._close(self.open.pop())
        return "".join(self.parts)

    def _close(self, tag: str) -> None:
        """Close one element; a header cell without words is an ordinary cell (an empty header says nothing)."""
        if tag == "thead":
            self.in_head = False
        if tag == "th" and self.header_at is not None and not "".join(self.parts[self.header_at + 1 :]).strip():
            self.parts[self.header_at] = "<td>"
            tag = "td"
        self.parts.append(f"</{tag}>" + ("</div>" if tag == "table" else ""))

    def _place_caption(self, tag: str) -> None:
        """Give a table that does not begin with a caption the one from outside."""
        if self.fresh_table and tag != "caption":
            self.parts.append(element("caption", self.caption))
        self.fresh_table = False

    def _leave_out(self, tag: str) -> None:
        if not self.skipping and tag not in SILENT and tag not in ("html", "head", "body", "center", "font"):
            self.left_out.append(tag)
        if tag in DROPPED_WITH_CONTENT:
            self.skipping.append(tag)

    def _kept(self, tag: str, attrs: list[tuple[str, str | None]]) -> dict[str, str] | None:
        """The attributes that stay; None when the element cannot stay (a picture from elsewhere)."""
        kept = {key: value or "" for key, value in attrs if key in ATTRIBUTES.get(tag, ())}
        if tag == "a" and not kept.get("href", "#").startswith(LINKS):
            kept.pop("href")
        if tag == "img":
            if not kept.get("src", "").startswith("data:image/"):
                self.left_out.append("img")
                return None
            if not kept.get("alt", "").strip():
                kept["alt"] = self.picture
                self.undescribed += 1
        return kept
