"""What the user wrote, so that every setting can be named in the user's own words with its line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evaluera.errors import Place
from evaluera.parameters.settings_source import is_workbook
from evaluera.parameters.source import Tree
from evaluera.parameters.translation import Translation
from evaluera.parameters.words import shown

__all__ = ["Written"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The settings of one evaluation: their file, the language to speak about it, content and the words used in it."""

    file: Path
    language: str
    tree: Tree
    translation: Translation

    @property
    def name(self) -> str:
        """What the evaluation is called: the folder of evaluation.yaml, or the workbook that is given alone."""
        return self.file.stem if is_workbook(self.file) else self.file.resolve().parent.name

    def place(self, *path: str | int) -> Place:
        """File, line and the user's words of a setting in the models' names: ``place("data", 0, "file")``."""
        return self.tree.place(self.translation.origin(path, self.language))

    def shown(self, name: str) -> str:
        """How a name is written in the language."""
        return shown(name, self.language)
