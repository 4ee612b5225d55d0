"""Every sentence a reader sees lives in the text layer: no Swedish prose in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "evaluera"
SWEDISH = re.compile("[åäöÅÄÖ]")
WORD = re.compile(r"[^\W\d_]{2}")


def _docstrings(tree: ast.AST) -> set[int]:
    """Ids of the nodes that are docstrings, of attributes too: they speak to developers."""
    found = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for statement in body if isinstance(body, list) else ():
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                found.add(id(statement.value))
    return found


def _literals(path: Path) -> Iterator[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def test_swedish_sentences_stand_in_the_text_layer_only() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line}: {text}"
        for path in sorted(SOURCE.rglob("*.py"))
        if path.relative_to(SOURCE).parts[0] != "text"
        for line, text in _literals(path)
        if SWEDISH.search(text) and sum(WORD.search(word) is not None for word in text.split()) >= 3
    ]
    assert found == []


def test_the_search_sees_a_sentence_and_leaves_docstrings_alone(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('"""Det här är en docstring."""\nword = "Det här är en mening"\n', encoding="utf-8")
    assert list(_literals(module)) == [(2, "Det här är en mening")]
