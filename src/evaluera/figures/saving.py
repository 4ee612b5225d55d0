"""A figure as bytes: SVG for the page, PNG for a document."""

from __future__ import annotations

import hashlib
import html
import io
import re
from collections import Counter

from evaluera.figures.drawn import Drawn
from evaluera.figures.sheet import style
from evaluera.figures.typesetting import FAMILY

__all__ = ["png", "svg"]

_FONTS = "Arial, 'Liberation Sans', Helvetica, 'DejaVu Sans', sans-serif"
"""What a reader has. All are at most as wide as the font of the layout, so nothing grows out of its place."""
_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
_OWN_ID = re.compile(r'(\bid="|"#|url\(#)([^")]+)')


def svg(drawn: Drawn, *, prefix: str | None = None) -> str:
    """The figure as one ``<svg>`` element that can stand inside a page or alone in a file.

    Text is text (it can be searched and selected), nothing is fetched from anywhere, and the same figure gives the
    same string. The element is one image to a screen reader, with the alternative text.

    Parameters
    ----------
    drawn
        The figure.
    prefix
        Put before every id, so that several figures can stand in one page. Default: the figure's name and a digest of
        its content; give one when the same figure stands twice.

    Examples
    --------
    >>> import evaluera
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"period": [1, 2], "value": [50, 30]})
    >>> result = evaluera.estimate("before_after", evaluera.panel(frame), start=2)
    >>> from evaluera.figures.drawing import draw
    >>> svg(draw(result, "en")[0], prefix="lead")[:28]
    '<svg id="lead" role="img" ar'
    """
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    buffer = io.StringIO()
    with style():
        FigureCanvasSVG(drawn.figure).print_svg(buffer, metadata=_NO_METADATA)  # type: ignore[no-untyped-call]
    text = buffer.getvalue()
    text = text[text.index("<svg") :].replace(f"'{FAMILY}'", _FONTS)
    if prefix is None:
        prefix = f"{drawn.name}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    text = _with_own_ids(text, prefix)
    # matplotlib styles every element of the page it is put into: keep that inside this figure
    text = text.replace('<style type="text/css">*{', f'<style type="text/css">#{prefix} *{{', 1)
    return text.replace("<svg ", f'<svg id="{prefix}" role="img" aria-label="{html.escape(drawn.alt)}" ', 1)


def png(drawn: Drawn, dpi: int = 200) -> bytes:
    """The figure as PNG; the same figure gives the same bytes. ``dpi`` 200 is enough for print in a document.

    Examples
    --------
    >>> import evaluera
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"period": [1, 2], "value": [50, 30]})
    >>> result = evaluera.estimate("before_after", evaluera.panel(frame), start=2)
    >>> from evaluera.figures.drawing import draw
    >>> png(draw(result, "en")[0])[1:4]
    b'PNG'
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    buffer = io.BytesIO()
    with style():
        canvas = FigureCanvasAgg(drawn.figure)
        canvas.print_figure(buffer, dpi=dpi, format="png", metadata={"Software": None, "Title": drawn.title})
    return buffer.getvalue()


def _with_own_ids(text: str, prefix: str) -> str:
    """Every id and reference with the prefix; an id that several parts share (``end-label``) is numbered."""
    seen: Counter[str] = Counter()

    def renamed(match: re.Match[str]) -> str:
        before, name = match.groups()
        if before.startswith("id"):
            seen[name] += 1
            name = name if seen[name] == 1 else f"{name}-{seen[name]}"
        return f"{before}{prefix}-{name}"

    return _OWN_ID.sub(renamed, text)
