"""Sphinx: the documentation builds offline, with nothing fetched from the network."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import generated  # noqa: E402

import evaluera  # noqa: E402

generated.write(HERE)

project = "evaluera"
author = "The evaluera developers"
project_copyright = author
version = release = evaluera.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
autodoc_typehints = "none"
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_rtype = False
nitpicky = False

html_theme = "alabaster"
html_title = "evaluera"
html_static_path = ["_static"]
html_css_files = ["page.css"]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "description": "Process and effect evaluation of local crime prevention",
    "fixed_sidebar": True,
    "font_family": "Georgia, 'DejaVu Serif', serif",
    "page_width": "1140px",
    "body_max_width": "none",
    "link": "#12436D",
}
