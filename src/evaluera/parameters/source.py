"""evaluation.yaml as a tree of plain values with the line of every value; broken YAML is said in plain words."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from evaluera.errors import Finding, ParameterError, Place, Value
from evaluera.methods.options import Path as Steps
from evaluera.methods.options import dotted

__all__ = ["FILE_NAMES", "Tree", "decoded", "locate", "parse"]

FILE_NAMES = ("evaluation.yaml", "evaluation.yml")

_SYNTAX: tuple[tuple[str, str], ...] = (
    (r"quoted scalar", "syntax_quote"),
    (r"flow (sequence|mapping)", "syntax_bracket"),
    (r"mapping values are not allowed", "syntax_colon"),
    (r"could not find expected ':'", "syntax_colon"),
    (r"cannot start any token", "syntax_sign"),
    (r"single document", "syntax_documents"),
    (r"expected <block end>|block (mapping|collection)", "syntax_indent"),
    (r"alias", "syntax_sign"),
)
"""Words in the parser's message, and the code of our sentence for them; the first that fits."""

_NO_SPACE = re.compile(r"^\s*(?:-\s+)?[^\W\d][\w ]*:[^\s/]")
"""A name with its value glued to the colon: ``version:1``."""

_NULL = "tag:yaml.org,2002:null"
_BOOL = "tag:yaml.org,2002:bool"
_INT = "tag:yaml.org,2002:int"
_FLOAT = "tag:yaml.org,2002:float"
_OWN_TAG = re.compile(r"^tag:yaml\.org,2002:")


@dataclass(slots=True)
class Tree:
    """The content with the user's own words, and the line (first = 1) of every path.

    ``places`` holds those that stand on a sheet of settings instead. ``findings`` holds what is wrong with the form of
    single values: a name that stands twice, an anchor, a tag.
    """

    file: str
    content: dict[str, Any] = field(default_factory=dict)
    lines: dict[Steps, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    places: dict[Steps, Place] = field(default_factory=dict)

    def place(self, path: Steps) -> Place:
        """Where a path stands; a path that is not there gets the place of the nearest one above it."""
        parameter = dotted(path) or None
        for n in range(len(path), 0, -1):
            if path[:n] in self.places:
                return replace(self.places[path[:n]], parameter=parameter)
            if path[:n] in self.lines:
                return Place(file=self.file, line=self.lines[path[:n]], parameter=parameter)
        return Place(file=self.file, parameter=parameter)


def locate(path: str | Path) -> Path:
    """The file of an evaluation: the path itself, or ``evaluation.yaml`` in a folder.

    Raises
    ------
    ParameterError
        ``parameter.no_file`` when there is none.
    """
    given = Path(path)
    candidates = [given / name for name in FILE_NAMES] if given.is_dir() else [given]
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    code = "parameter.no_file_in_folder" if given.is_dir() else "parameter.no_file"
    raise ParameterError(Finding(code=code, values={"found": str(path)}))


def parse(path: Path) -> Tree:
    """Read the file of an evaluation.

    Raises
    ------
    ParameterError
        The file cannot be read, is empty, or is not YAML; each with its line.
    """
    name = f"{path.resolve().parent.name}/{path.name}"
    try:
        text = decoded(path.read_bytes())
    except OSError as error:
        raise ParameterError(Finding(code="parameter.locked_file", place=Place(file=name))) from error
    _refuse_tabs(text, name)
    node = _composed(text, name)
    if node is None:
        raise ParameterError(Finding(code="parameter.empty_file", place=Place(file=name)))
    if not isinstance(node, MappingNode):
        raise ParameterError(Finding(code="parameter.no_settings", place=Place(file=name, line=1)))
    tree = Tree(file=name)
    tree.content = _value(node, (), tree)
    return tree


def decoded(content: bytes) -> str:
    """Text of a file saved by any Windows or Linux editor: UTF-8, UTF-16 with its mark, else Windows-1252."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _refuse_tabs(text: str, name: str) -> None:
    found = [
        Finding(code="parameter.tab", place=Place(file=name, line=number))
        for number, line in enumerate(text.splitlines(), start=1)
        if re.match(r"^ *\t\s*[^\s#]", line)
    ]
    if found:
        raise ParameterError(found)


def _composed(text: str, name: str) -> Node | None:
    try:
        node: Node | None = YAML(pure=True).compose(text)
    except YAMLError as error:
        raise ParameterError(_syntax(error, text, name)) from error
    return node


def _syntax(error: YAMLError, text: str, name: str) -> Finding:
    """The parser's complaint as one of ours, at the line where the mistake most likely stands."""
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    code = next((code for pattern, code in _SYNTAX if re.search(pattern, said)), "syntax")
    marks = (error.context_mark, error.problem_mark) if isinstance(error, MarkedYAMLError) else ()
    opened = code in ("syntax_quote", "syntax_bracket")
    mark = next((each for each in (marks if opened else marks[::-1]) if each is not None), None)
    if mark is None:
        return Finding(code=f"parameter.{code}", place=Place(file=name), values={"found": ""})
    lines = text.splitlines()
    number = min(mark.line, len(lines) - 1)
    glued = next((each for each in range(number, -1, -1) if _NO_SPACE.match(lines[each])), None)
    if code == "syntax_colon" and glued is not None:
        number, code = glued, "syntax_space"
    place = Place(file=name, line=number + 1)
    return Finding(code=f"parameter.{code}", place=place, values={"found": lines[number].strip()})


def _value(node: Node, path: Steps, tree: Tree) -> Any:
    """The node as plain values, its lines and findings noted in the tree."""
    tree.lines.setdefault(path, node.start_mark.line + 1)
    if not _OWN_TAG.match(str(node.tag)):
        tree.findings.append(Finding(code="parameter.tag", place=tree.place(path), values={"found": str(node.tag)}))
    if node.anchor is not None:
        tree.findings.append(Finding(code="parameter.anchor", place=tree.place(path), values={"found": node.anchor}))
        return str(node.value) if isinstance(node, ScalarNode) else None
    if isinstance(node, MappingNode):
        return _settings(node, path, tree)
    if isinstance(node, SequenceNode):
        return [_value(item, (*path, number), tree) for number, item in enumerate(node.value)]
    return _scalar(str(node.tag), str(node.value))


def _settings(node: MappingNode, path: Steps, tree: Tree) -> Mapping[str, Any]:
    content: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, ScalarNode):
            place = Place(file=tree.file, line=line, parameter=dotted(path) or None)
            tree.findings.append(Finding(code="parameter.odd_name", place=place))
            continue
        inner = (*path, str(key.value))
        if inner in tree.lines:
            place = Place(file=tree.file, line=line, parameter=dotted(inner))
            values: dict[str, Value] = {"found": str(key.value), "line": tree.lines[inner]}
            tree.findings.append(Finding(code="parameter.twice", place=place, values=values))
            continue
        tree.lines[inner] = line
        content[str(key.value)] = _value(value, inner, tree)
    return content


def _scalar(tag: str, text: str) -> Any:
    """Numbers that are written as numbers; everything else (dates, 000100, 0.10) stays as it was written."""
    if tag == _NULL:
        return None
    if tag == _BOOL:
        return text.casefold() == "true"
    if tag == _INT and re.fullmatch(r"-?(0|[1-9]\d*)", text):
        return int(text)
    if tag == _FLOAT and text == repr(float(text)):
        return float(text)
    return text
