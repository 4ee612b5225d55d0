"""A promise of the contract, and what is said when it is not kept."""

from __future__ import annotations

from evaluera.errors import EvalueraError
from evaluera.text.findings import render
from evaluera.text.languages import LANGUAGES
from evaluera.text.messages import keys

__all__ = ["require", "require_words"]


def require(holds: bool, words: str) -> None:
    """Raise AssertionError with the words unless the promise holds."""
    if not holds:
        raise AssertionError(words)


def require_words(error: EvalueraError) -> None:
    """A finding without its own sentence is shown as its code: that must not happen."""
    for finding in error.findings:
        for language in LANGUAGES:
            require(f"finding.{finding.code}" in keys(language), f"no words for finding.{finding.code} in {language}")
            require(bool(render(finding, language)), f"empty words for finding.{finding.code} in {language}")
