"""A part of the report as the last line of a notebook cell shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from evaluera.report.markup import Html

__all__ = ["DOCUMENT", "SECTION", "SECTIONS", "Section"]

SECTION = "application/vnd.evaluera.section+json"
DOCUMENT = "application/vnd.evaluera.document+json"
SECTIONS = (
    *("front_page", "process", "results", "contribution", "diagnostics", "methods"),
    *("process_annex", "run_record"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the report: HTML for the page, plain text for a terminal, and what the page must then hold.

    ``figures`` are the names of the figures in ``body``. ``document`` is set by the front page only: title, language
    and the names of all figures that the whole report must hold; the exporter counts them.
    """

    name: str
    body: Html
    plain: str
    figures: tuple[str, ...] = ()
    document: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @classmethod
    def empty(cls, name: str) -> Section:
        """A part that has nothing to show in this evaluation."""
        return cls(name=name, body=Html(""), plain="")

    def __str__(self) -> str:
        return self.plain

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:  # noqa: ARG002
        """What Jupyter shows and what the exporter reads (the protocol of IPython)."""
        bundle: dict[str, Any] = {
            "text/plain": self.plain,
            "text/html": str(self.body),
            SECTION: {"name": self.name, "figures": list(self.figures)},
        }
        return {**bundle, DOCUMENT: dict(self.document)} if self.document else bundle
