"""HTML put together from elements, so that text is escaped once and in one place."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

__all__ = ["Html", "element", "join", "text_of"]

VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta"})


class Html(str):
    """Text that is HTML already; any other string is escaped when it becomes part of an element."""

    __slots__ = ()

    def __html__(self) -> str:
        """What a template asks for text that it must not escape."""
        return str(self)


Child = str | None | Iterable["Child"]


def element(name: str, *children: Child, **attributes: str | int | bool | None) -> Html:
    """One element with its children; ``class_`` and ``aria_label`` give ``class`` and ``aria-label``.

    An attribute that is None or False is left out; True gives the bare attribute.

    Examples
    --------
    >>> element("p", "a < b", class_="note")
    '<p class="note">a &lt; b</p>'
    """
    opening = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in VOID:
        return Html(f"<{name}{opening}>")
    return Html(f"<{name}{opening}>{join(children)}</{name}>")


def join(children: Iterable[Child]) -> Html:
    """Children one after the other; nested lists are opened, None is nothing.

    Examples
    --------
    >>> join(["a & b", None, [Html("<br>"), "c"]])
    'a &amp; b<br>c'
    """
    return Html("".join(_child(child) for child in children))


def text_of(html: str) -> str:
    """The words of a fragment without its tags.

    Examples
    --------
    >>> text_of("<p>a &lt; <b>b</b></p>")
    'a < b'
    """
    from html.parser import HTMLParser

    class Words(HTMLParser):
        found = ""

        def handle_data(self, data: str) -> None:
            self.found += data

    words = Words()
    words.feed(html)
    words.close()
    return words.found


def _child(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Html):
        return child
    if isinstance(child, str):
        return escape(child, quote=False)
    return join(child)


def _attribute(key: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
