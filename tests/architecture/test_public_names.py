"""The public names and their signatures change only on purpose: public_api.txt is the record.

After a change that is meant: ``python tests/architecture/test_public_names.py > tests/architecture/public_api.txt``.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import evaluera

RECORD = Path(__file__).with_name("public_api.txt")


def _signature(thing: Any) -> str:
    try:
        return str(inspect.signature(thing))
    except ValueError:  # a type of Enum or the like has none
        return ""


def _members(name: str, thing: type) -> Iterator[str]:
    if issubclass(thing, BaseException):
        return
    for member, value in sorted(vars(thing).items()):
        if member.startswith("_"):
            continue
        if isinstance(value, staticmethod | classmethod):
            value = value.__func__
        yield f"{name}.{member}{_signature(value) if inspect.isfunction(value) else ''}"


def surface() -> str:
    """One line per public name, with its signature; members of classes beneath."""
    lines = []
    for name in evaluera.__all__:
        thing = getattr(evaluera, name)
        if inspect.isclass(thing):
            lines += [f"class {name}{_signature(thing)}", *_members(name, thing)]
        elif inspect.ismodule(thing):
            lines += [f"module {name}: {' '.join(sorted(thing.__all__))}"]
        elif callable(thing):
            lines.append(f"{name}{_signature(thing)}")
        else:
            lines.append(name)
    return "\n".join(lines) + "\n"


def test_public_surface_is_the_recorded_one() -> None:
    assert surface() == RECORD.read_text(encoding="utf-8")


def test_public_names_are_few_and_documented() -> None:
    assert len(evaluera.__all__) <= 32
    things = {name: getattr(evaluera, name) for name in evaluera.__all__ if name != "__version__"}
    assert [name for name, thing in things.items() if not inspect.getdoc(thing)] == []


def test_no_module_shares_its_name_with_a_public_function() -> None:
    """Python binds an imported submodule to its name in the package, over a function of that name."""
    folder = Path(evaluera.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} | {path.parent.name for path in folder.glob("*/__init__.py")}
    assert set(evaluera.__all__) & modules == {"testing"}


if __name__ == "__main__":
    sys.stdout.write(surface())
