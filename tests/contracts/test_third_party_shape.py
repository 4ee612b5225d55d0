"""An impact shape in a package of its own is a choice of the interrupted time series, with its words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

from evaluera.methods.shapes.registry import shape_names

PACKAGE = Path(__file__).resolve().parents[1] / "example_package"

SCRIPT = """
import json
import evaluera, numpy as np, pandas as pd
from evaluera.parameters import schema
from evaluera.testing import check_method
from evaluera.text.messages import message

check_method("interrupted_time_series", options={"shape": "fading", "duration": 6})
time = np.arange(60)
left = np.where(time >= 36, 0.5 ** ((time - 36) / 6), 0.0)
noise = np.random.default_rng(5).normal(0.0, 0.2, 60)
frame = pd.DataFrame({"period": pd.period_range("2015-01", periods=60, freq="M"), "value": 20.0 - 5.0 * left + noise})
panel = evaluera.panel(frame, kind="rate", source="made here")
result = evaluera.estimate("interrupted_time_series", panel, start="2018-01", shape="fading", duration=6)
found = result.primary()[0]
note = next(note for note in result.notes if note.code == "shape.fading")
forms = schema()["properties"]["analyses"]["items"]["oneOf"]
choices = next(form for form in forms if form["title"] == "interrupted_time_series")["properties"]["shape"]["enum"]
words = message("note.shape.fading", "sv", **note.values)
print(json.dumps([found.term, found.low < -5.0 < found.high, "fading" in choices, words]))
"""


def test_a_shape_of_a_third_party_is_found(tmp_path: Path) -> None:
    """In a process of its own: the choices are those that are installed when evaluera is loaded."""

    points = tomllib.loads((PACKAGE / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    installed = tmp_path / "rank_shift-0.1.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: rank-shift\nVersion: 0.1.0\n", encoding="utf-8")
    groups = [f"[{group}]\n" + "\n".join(f"{n} = {t}" for n, t in each.items()) for group, each in points.items()]
    (installed / "entry_points.txt").write_text("\n\n".join(groups) + "\n", encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(PACKAGE / "src")])
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    term, covered, listed, words = json.loads(done.stdout)
    assert (term, covered, listed) == ("first_effect", True, True)
    assert words == "Effekten antas halveras på 6 perioder."


def test_it_is_gone_when_it_is_not_installed() -> None:
    assert "fading" not in shape_names()
