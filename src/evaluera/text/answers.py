"""The five fixed answers of page one: the same questions in the same order every year."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from evaluera.conclusion.advice import advice_of
from evaluera.conclusion.concluding import Conclusion, conclude
from evaluera.conclusion.finding import FindingClass
from evaluera.results.effect import EffectResult
from evaluera.text.languages import checked, current_language
from evaluera.text.messages import message
from evaluera.text.numbers import percent, period_text
from evaluera.text.stating import Statement, stated

__all__ = ["QUESTIONS", "Answer", "five_answers"]

QUESTIONS = ("done", "changed", "certainty", "other", "next")
REASONS = 2  # of many, the first; all stand in the report


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One of the five: its key (of ``QUESTIONS``), the question in words and the answer."""

    key: str
    question: str
    text: str


def five_answers(result: EffectResult, language: str | None = None) -> tuple[Answer, ...]:
    """What was done, what changed, how sure we are and why, what else can explain it, what to do next year.

    Parameters
    ----------
    result
        The primary result, with one series.
    language
        ``sv`` or ``en``; None takes ``EVALUERA_LANGUAGE``, else Swedish.

    Returns
    -------
    tuple of Answer
        Always five, in the order of :data:`QUESTIONS`. The first counts the sessions held and due; without process
        data it says what is stated about the implementation, and that sessions are not counted. Every reservation of
        the statement stands in the fourth.

    Raises
    ------
    MethodError
        The result holds several series, or no estimate of its primary term.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> result = evaluera.estimate("before_after", panel, start="1983-02", before=12, after=12, errors="quasi_poisson")
    >>> [each.key for each in five_answers(result, "sv")]
    ['done', 'changed', 'certainty', 'other', 'next']
    """
    language = current_language() if language is None else checked(language)
    conclusion = conclude(result)
    words = stated(result, conclusion, language)
    texts = (
        _done(result, conclusion, language),
        _changed(conclusion, words, language),
        _certainty(result, conclusion, words, language),
        _other(conclusion, words, language),
        " ".join(message(f"conclusion.advice.{each}", language) for each in advice_of(result, conclusion)),
    )
    return tuple(
        Answer(key=key, question=message(f"statement.question.{key}", language), text=text)
        for key, text in zip(QUESTIONS, texts, strict=True)
    )


def _done(result: EffectResult, conclusion: Conclusion, language: str) -> str:
    evidence = conclusion.series.evidence
    season = None if evidence is None else evidence.season_length
    start = period_text(result.timing.start, language, season_length=season)
    question = result.question
    if question.sessions is not None:
        done, planned = question.sessions
        return message("statement.answer.done_counted", language, done=done, planned=planned, start=start)
    return message(f"statement.answer.done_{question.implementation}", language, start=start)


def _changed(conclusion: Conclusion, words: Statement, language: str) -> str:
    """Finding and size; where nothing was seen also what could have been, and what it would take."""
    parts = [words.headline, words.size]
    if conclusion.finding is FindingClass.NO_CLEAR_EFFECT and conclusion.need is not None:
        visible = percent(conclusion.need.detectable, language)
        parts += [message("statement.answer.could_be_seen", language, x=visible), words.need]
    return " ".join(parts)


def _certainty(result: EffectResult, conclusion: Conclusion, words: Statement, language: str) -> str:
    """The certainty, then why: the ceiling of the design, and the first steps that lowered it further."""
    levels = itertools.pairwise(conclusion.levels)
    lowered = [sentence for sentence, (above, below) in zip(words.steps[1:], levels, strict=True) if below is not above]
    why = [words.steps[0], *lowered[:REASONS]]
    known = [message("statement.answer.beforehand", language)] if result.question.decided_beforehand else []
    return " ".join([words.certainty, *why, *known])


def _other(conclusion: Conclusion, words: Statement, language: str) -> str:
    """Chance where nothing clear was seen, then every reservation."""
    first = {FindingClass.NO_CLEAR_EFFECT: "chance", FindingClass.TOO_LITTLE_DATA: "no_answer"}.get(conclusion.finding)
    if first is None and not words.caveats:
        first = "nothing_known"
    return " ".join([*([message(f"statement.answer.{first}", language)] if first else []), *words.caveats])
