"""Print environment.yml, made from pyproject.toml (``make environment``)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]

# Where conda-forge has the same package under another name.
CONDA_NAMES = {"matplotlib": "matplotlib-base", "tzdata": "python-tzdata"}

# What conda-forge lacks is installed by pip. Nothing today, but for evaluera itself.
NOT_ON_CONDA: frozenset[str] = frozenset()

HEAD = """\
# Made from pyproject.toml by `make environment`; change it there.
# Solving it with conda has not been tried: see README.md.
name: evaluera
channels:
  - conda-forge
dependencies:
"""


def conda_requirement(requirement: str) -> str:
    """``"tzdata>=2025.1; sys_platform == 'win32'"`` as conda writes it: ``"python-tzdata>=2025.1"``."""
    name, version = _name_and_version(requirement)
    return CONDA_NAMES.get(name, name) + version


def environment(project: dict[str, Any]) -> str:
    """The text of environment.yml for the table ``[project]`` of pyproject.toml."""
    requirements = [str(line) for line in project["dependencies"]]
    by_pip = [line for line in requirements if _name_and_version(line)[0] in NOT_ON_CONDA]
    by_conda = [conda_requirement(line) for line in requirements if line not in by_pip]
    lines = [f"python{project['requires-python']}", *by_conda, "pip"]
    inner = ["".join(_name_and_version(line)) for line in by_pip] + ["-e ."]
    return HEAD + "".join(f"  - {line}\n" for line in lines) + "  - pip:\n" + "".join(f"      - {x}\n" for x in inner)


def _name_and_version(requirement: str) -> tuple[str, str]:
    match = re.match(r"([A-Za-z0-9._-]+)\s*([^;\s]*)", requirement)
    if match is None:
        raise ValueError(f"not a requirement: {requirement!r}")
    return match[1], match[2]


if __name__ == "__main__":
    print(environment(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]), end="")
