"""``jupyter nbconvert --to evaluera notebook.ipynb``: the report of any notebook that has been run.

``evaluera run`` makes the page with the same function; it does not go through nbconvert, whose import loads every
exporter it has.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter

from evaluera.report.page import page

__all__ = ["EvalueraExporter"]


class EvalueraExporter(Exporter):
    """A notebook as one accessible HTML file that loads nothing from elsewhere.

    Raises
    ------
    EvalueraError
        As :func:`evaluera.report.page.page`: not run, a failed cell, a lost figure. nbconvert then writes nothing.
    """

    export_from_notebook = "evaluera"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # nbconvert's own exporters of text return str, too
        self, nb: Any, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page and nbconvert's resources."""
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        metadata = resources.get("metadata", {})
        folder = Path(metadata["path"]) if metadata.get("path") else Path.cwd()
        return page(notebook, name=str(metadata.get("name", "")), folder=folder).html, resources
