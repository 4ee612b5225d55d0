"""Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from calibration.suites import DEFAULT

__all__ = ["named", "table"]


def table(head: Sequence[str], body: Iterable[Sequence[str]], foot: str = "") -> str:
    """A Markdown table, with a line of prose below."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(cells) + " |" for cells in body]
    return "\n".join([*lines, "", foot, ""] if foot else [*lines, ""])


def named(model: str, suite: str) -> str:
    """A model as code, the default in bold."""
    return f"**`{model}`** (default)" if model == DEFAULT[suite] else f"`{model}`"
