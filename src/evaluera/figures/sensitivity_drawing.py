"""The answer across error models: a dot with its interval for each, the pre-specified one marked."""

from __future__ import annotations

from dataclasses import asdict

import pandas as pd

from evaluera.conclusion.agreement import agreement
from evaluera.figures.drawn import Drawn
from evaluera.figures.interval_figure import IntervalWords, axis_room, body_height, figure_of
from evaluera.figures.interval_view import IntervalView, Row, drawable
from evaluera.figures.ratio_axis import estimate_axis
from evaluera.figures.sheet import blank, style
from evaluera.figures.theme import DEFAULT, Theme
from evaluera.figures.wording import band_text, interval_text, source_text, unit_text
from evaluera.results.estimate import Estimate
from evaluera.results.sensitivity import Answer, Sensitivity
from evaluera.text.languages import checked, current_language
from evaluera.text.messages import message
from evaluera.text.names import capital, error_model_name, named, term_name
from evaluera.text.numbers import MISSING
from evaluera.text.synthetic_mark import synthetic_mark

__all__ = ["draw_sensitivity"]


def draw_sensitivity(
    found: Sensitivity, language: str | None = None, *, theme: Theme | None = None, synthetic: bool | str = False
) -> tuple[Drawn, ...]:
    """Draw one figure for each series: every error model that gave an answer, in the order of the record.

    Parameters
    ----------
    found
        What ``evaluera.sensitivity`` answered.
    language
        ``sv`` or ``en``; None takes the language of messages.
    theme
        Colours; see :func:`evaluera.figures.theme.theme_from`.
    synthetic
        Mark every figure as made from synthetic data; a text names the place whose outcome is not shown.

    Returns
    -------
    tuple of Drawn
        ``sensitivity-1``, ``sensitivity-2`` ... in the order of ``found.series()``. Nothing is shown or saved. A series
        that no error model has an answer for is not drawn.

    Notes
    -----
    The title counts the other error models whose interval lies on the same side of no change as the pre-specified one
    (or, like it, on both). It is a count of analyses of the same data, not a probability.

    Examples
    --------
    >>> import evaluera
    >>> panel = evaluera.read("data/uk-seatbelts/seatbelts.csv", period="month", value="front_ksi")
    >>> found = evaluera.sensitivity("before_after", panel, start="1983-02", before=12, after=12)
    >>> draw_sensitivity(found, "sv")[0].title
    'Svaret blir detsamma hur osäkerheten än räknas'
    """
    chosen = current_language() if language is None else checked(language)
    mark = synthetic_mark(synthetic, chosen)
    drawn = []
    with style():
        for number, (outcome, area) in enumerate(found.series(), start=1):
            shown = [a for a in found.about(outcome, area) if a.estimate is not None and drawable(a.estimate)]
            if shown:
                name = f"sensitivity-{number}"
                drawn.append(_draw(found, shown, name, chosen, DEFAULT if theme is None else theme, mark))
    return tuple(drawn)


def _draw(found: Sensitivity, shown: list[Answer], name: str, language: str, theme: Theme, mark: str | None) -> Drawn:
    first = shown[0]
    estimates = [each.estimate for each in shown if each.estimate is not None]
    rows = tuple(
        Row(estimate=estimate, role="treated" if each.pre_specified else "area")
        for each, estimate in zip(shown, estimates, strict=True)
    )
    view = IntervalView(outcome=first.outcome, term=found.primary_term, rows=rows, crowd=(), pooled=(), compared=0)
    words = _words(found, shown, estimates, language)
    left, right = axis_room(words)
    axis = estimate_axis(estimates, [], language, right - left)
    what = capital(named(first.outcome, found.question.labels, language))
    if first.area:
        what = f"{what}, {named(first.area, found.question.labels, language)}"
    term = capital(term_name(found.primary_term, language))
    title = _title(shown, language)
    subtitle = message("figure.sensitivity.subtitle", language, what=what, term=term)
    sheet = blank(
        title=title, subtitle=subtitle, theme=theme, mark=mark, body=body_height(view, axis, words), least=0.0
    )
    return Drawn(
        name=name,
        figure=figure_of(sheet, view, axis, words),
        title=title,
        subtitle=subtitle,
        alt=_alt(shown, what, language),
        caption=_caption(found, first, estimates, language),
        table=_table(shown, estimates),
    )


def _words(found: Sensitivity, shown: list[Answer], estimates: list[Estimate], language: str) -> IntervalWords:
    one = estimates[0]
    kind = "ratio" if one.scale == "log" else "difference"
    axis = message("figure.axis.ratio", language) if kind == "ratio" else unit_text(one.unit, found.kind, language)
    return IntervalWords(
        rows=tuple(
            (_label(each, language), interval_text(estimate, language))
            for each, estimate in zip(shown, estimates, strict=True)
        ),
        crowd="",
        pooled=(),
        header=message(f"figure.header.{kind}", language, confidence=one.confidence),
        neutral=message("figure.neutral", language),
        lower=message("figure.lower", language),
        higher=message("figure.higher", language),
        axis=axis,
    )


def _label(answer: Answer, language: str) -> str:
    model = error_model_name(answer.errors, language)
    return message("figure.sensitivity.main", language, model=model) if answer.pre_specified else model


def _title(shown: list[Answer], language: str) -> str:
    main = next((each.estimate for each in shown if each.pre_specified), None)
    others = [each.estimate for each in shown if not each.pre_specified and each.estimate is not None]
    if main is None or not others:
        return message("figure.sensitivity.title_alone", language)
    counted = agreement(main, others)
    if counted.same == counted.of:
        return message("figure.sensitivity.title_all", language)
    if counted.same == 0:
        return message("figure.sensitivity.title_none", language)
    return message("figure.sensitivity.title_some", language, same=counted.same, of=counted.of)


def _alt(shown: list[Answer], what: str, language: str) -> str:
    def said(answer: Answer) -> str:
        assert answer.estimate is not None
        return f"{error_model_name(answer.errors, language)} {interval_text(answer.estimate, language)}"

    def size(answer: Answer) -> float:
        assert answer.estimate is not None
        return answer.estimate.estimate

    lowest, highest = min(shown, key=size), max(shown, key=size)
    return message(
        "figure.sensitivity.alt",
        language,
        what=what,
        main=next((said(each) for each in shown if each.pre_specified), MISSING),
        lowest=said(lowest),
        highest=said(highest),
    )


def _caption(found: Sensitivity, first: Answer, estimates: list[Estimate], language: str) -> str:
    said = [
        source_text(found.provenance, language),
        band_text("figure.interval", estimates[0].confidence, language),
    ]
    absent = len(found.about(first.outcome, first.area)) - len(estimates)
    if absent:
        said.append(message("figure.sensitivity.absent", language, n=absent))
    return " ".join(said)


def _table(shown: list[Answer], estimates: list[Estimate]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"errors": each.errors, "pre_specified": each.pre_specified, **asdict(estimate)}
            for each, estimate in zip(shown, estimates, strict=True)
        ]
    )
