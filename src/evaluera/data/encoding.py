"""Bytes to text: UTF-8, what Excel calls Unicode text, and the code pages of Swedish Windows."""

from __future__ import annotations

import codecs

__all__ = ["decoded"]

_PLAIN = frozenset("åäöÅÄÖéÉèÈüÜøØæÆáàçñëêíóúô§°½€±²³µ·×–—’‘“”…´¨¤«»\u00a0\u00ad")
"""Signs beyond ASCII that Swedish text in Windows-1252 has; any other makes that reading doubtful."""

_CANDIDATES = ["cp1252", "cp850", "mac_roman", "iso8859_15", "cp1250", "iso8859_2"]


def decoded(content: bytes) -> tuple[str | None, str | None]:
    """The text of a file.

    Returns
    -------
    tuple
        The text, None when no encoding fits; and the name of the encoding when it had to be guessed.

    Examples
    --------
    >>> decoded("område".encode("cp1252"))
    ('område', None)
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(content, "utf-16"), None
    text = _strictly(content, "utf-8-sig")
    if text is not None:
        return text, None
    text = _strictly(content, "cp1252")
    if text is not None and all(sign < "\x80" or sign in _PLAIN for sign in set(text)):
        return text, None
    return _guessed(content)


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _guessed(content: bytes) -> tuple[str | None, str | None]:
    from charset_normalizer import from_bytes

    best = from_bytes(content, cp_isolation=_CANDIDATES).best()
    return (None, None) if best is None else (str(best), best.encoding)
