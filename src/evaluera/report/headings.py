"""Headings in order: one first heading, and no level left out on the way down."""

from __future__ import annotations

import re
from html import unescape

from evaluera.report.markup import text_of

__all__ = ["contents", "ordered"]

_HEADING = re.compile(r"<(/?)h([1-6])\b([^>]*)>", re.IGNORECASE)
_SECOND = re.compile(r"<h2\b([^>]*)>(.*?)</h2>", re.DOTALL | re.IGNORECASE)
_IDENTIFIER = re.compile(r'\bid="([^"]*)"')


def ordered(html: str) -> str:
    """The same page with headings that a screen reader can follow.

    The first h1 stays; any later h1 becomes an h2, and a heading that jumps over a level is drawn in to the next one.

    Examples
    --------
    >>> ordered("<h1>a</h1><h1>b</h1><h4>c</h4>")
    '<h1>a</h1><h2>b</h2><h3>c</h3>'
    """
    before, seen_first, opened = 0, False, 1

    def replaced(found: re.Match[str]) -> str:
        nonlocal before, seen_first, opened
        if found[1]:
            return f"</h{opened}>"
        level = int(found[2])
        if level == 1 and not seen_first:
            seen_first, opened = True, 1
        else:
            opened = min(max(level, 2), max(before, 1) + 1)
        before = opened
        return f"<h{opened}{found[3]}>"

    return _HEADING.sub(replaced, html)


def contents(html: str) -> list[tuple[str, str]]:
    """Identifier and words of each second-level heading that has an identifier, in order.

    Examples
    --------
    >>> contents('<h2 id="a">Resultat</h2><h2>x</h2>')
    [('a', 'Resultat')]
    """
    found = []
    for attributes, words in _SECOND.findall(html):
        identifier = _IDENTIFIER.search(attributes)
        if identifier:
            found.append((unescape(identifier[1]), " ".join(text_of(words).split())))
    return found
