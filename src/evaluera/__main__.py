"""``python -m evaluera``: the command line."""

from __future__ import annotations

import sys

from evaluera.cli import main

sys.exit(main())
