"""How the certainty of a conclusion was arrived at, step by step."""

from __future__ import annotations

from evaluera.conclusion.certainty import Certainty
from evaluera.conclusion.concluding import conclude
from evaluera.results.effect import EffectResult
from evaluera.tables.names import analysis_label
from evaluera.tables.table import Table
from evaluera.text.messages import message
from evaluera.text.numbers import MISSING, signed
from evaluera.text.stating import stated

__all__ = ["dots", "steps_table"]

FILLED, EMPTY = "●", "○"


def steps_table(result: EffectResult, language: str) -> Table:
    """The ceiling of the design, then each reason with its step and the level it leaves.

    Raises
    ------
    MethodError
        The result holds several series; choose one with ``result.select``.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> steps_table(result, "sv").rows[-1]
    ('Ingen uppgift finns om utfall och analys bestämdes i förväg.', '0', '●○○○ mycket låg')
    """
    conclusion = conclude(result)
    sentences = stated(result, conclusion, language).steps
    changes = [MISSING, *(signed(step.change, language) for step in conclusion.steps)]
    return Table(
        caption=message("table.caption.steps", language, label=analysis_label(result, language)),
        headers=tuple(message(f"table.head.{head}", language) for head in ("reason", "step", "level")),
        rows=tuple(
            (sentence, change, dots(level, language))
            for sentence, change, level in zip(sentences, changes, conclusion.levels, strict=True)
        ),
        note=message("table.note.steps", language),
        align=("left", "right", "left"),
    )


def dots(certainty: Certainty, language: str) -> str:
    """A certainty as filled and empty dots with its word.

    Examples
    --------
    >>> dots(Certainty.LOW, "sv")
    '●●○○ låg'
    """
    filled = certainty.rank + 1
    word = message(f"conclusion.level.{certainty}", language)
    return f"{FILLED * filled}{EMPTY * (len(Certainty) - filled)} {word}"
