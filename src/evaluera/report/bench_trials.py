"""The evaluator's bench, second part: the question asked again, in other ways and at other dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from evaluera.errors import MethodError
from evaluera.methods.checks.curve import curve_of
from evaluera.methods.checks.leave_one_out import estimates_without
from evaluera.methods.checks.placebo_in_time import placebo_estimates
from evaluera.methods.sensitivity_analysis import sensitivity as answers_by_errors
from evaluera.report.bench_opening import picture_of, series_name
from evaluera.report.drawings import Picture
from evaluera.report.fragments import figure, part, table
from evaluera.report.markup import Html, element
from evaluera.report.section import Section
from evaluera.tables.curve import curve_table
from evaluera.tables.over_time import over_time_table
from evaluera.tables.sensitivity import sensitivity_table
from evaluera.text.explanation import explain
from evaluera.text.findings import render
from evaluera.text.messages import message
from evaluera.text.stating import statement
from evaluera.text.synthetic_mark import synthetic_mark

if TYPE_CHECKING:
    from evaluera.evaluation.bench import Bench
    from evaluera.methods.checks.trial import Trial
    from evaluera.results.estimate import Estimate

__all__ = ["curve", "influence", "placebo", "power", "sensitivity"]

MOST_SERIES = 4
"""Series that are asked again many times; an analysis of more areas shows the first of them."""
_MOST_PERIODS = 10


def sensitivity(bench: Bench) -> Section:
    """The answer with the noise modelled in other ways."""
    from evaluera.figures.sensitivity_drawing import draw_sensitivity

    language, options = bench.language, bench.options
    try:
        found = answers_by_errors(
            bench.analysis.method,
            bench.panel,
            question=bench.question,
            outcome=bench.analysis.outcome,
            pre_specified=str(options.pop("errors", "default")),
            **options,
        )
    except MethodError as error:
        return _section(bench, "sensitivity", [element("p", render(each, language)) for each in error.findings])
    numbers = sensitivity_table(found, language)
    drawn = draw_sensitivity(found, language, synthetic=bench.parameters.marked_synthetic)[:MOST_SERIES]
    shown = [picture_of(each, numbers) for each in drawn]
    return _section(bench, "sensitivity", [_drawn(each) for each in shown] + [table(numbers)], shown)


def curve(bench: Bench) -> Section:
    """The answer for every combination of reasonable choices, the pre-specified one marked."""
    from evaluera.figures.curve_drawing import draw_curve

    language, labels = bench.language, bench.question.labels
    shown: list[Picture] = []
    parts: list[Html] = []
    for number, trial in enumerate(bench.trials[:MOST_SERIES], start=1):
        found = curve_of(trial)
        label = series_name(bench, found.outcome, found.area)
        agree = {"n": len(found.others), "same_sign": found.same_sign, "same_finding": found.same_finding}
        parts.append(element("p", message("bench.curve.agree", language, label=label, **agree)))
        drawn = draw_curve(found, language, labels=labels, synthetic=bench.parameters.marked_synthetic)
        shown.append(picture_of(replace(drawn, name=f"curve-{number}"), curve_table(found, language)))
        parts.append(figure(shown[-1], language=language))
    return _section(bench, "curve", parts, shown)


def placebo(bench: Bench) -> Section:
    """The answer at dates before the true start, when nothing had happened."""
    return _over_time(bench, "placebo", placebo_estimates, lambda points, _: points)


def influence(bench: Bench) -> Section:
    """The answer without each period, those that move it most in the table."""
    return _over_time(bench, "influence", estimates_without, _farthest)


def power(bench: Bench) -> Section:
    """What these data could have shown."""
    language = bench.language
    parts: list[Html] = []
    for trial in bench.trials[:MOST_SERIES]:
        reached = [each for each in trial.result.diagnostics if each.name == "power_reached"]
        need = statement(trial.result, language).need
        parts.append(element("p", " ".join([*(explain(each, language) for each in reached), need]).strip()))
    parts.append(element("p", message("bench.power.before", language), class_="note"))
    return _section(bench, "power", parts)


def _over_time(
    bench: Bench,
    name: str,
    asked: Callable[[Trial], Sequence[tuple[str, Estimate]]],
    listed: Callable[[Sequence[tuple[str, Estimate]], Estimate], Sequence[tuple[str, Estimate]]],
) -> Section:
    """A figure of the answers by period for each series, and a table of those that are to be listed."""
    language = bench.language
    shown: list[Picture] = []
    parts: list[Html] = []
    for number, trial in enumerate(bench.trials[:MOST_SERIES], start=1):
        points, main = asked(trial), trial.estimate
        if not points:
            parts.append(element("p", message(f"bench.{name}.none", language)))
            continue
        label = series_name(bench, main.outcome, main.area)
        caption = message(f"bench.{name}.table", language, label=label)
        numbers = over_time_table(listed(points, main), language, caption=caption, kind=trial.result.kind)
        shown.append(_picture(bench, f"{name}-{number}", name, points, trial, label))
        parts += [_drawn(shown[-1]), table(numbers)]
    return _section(bench, name, parts, shown)


def _picture(
    bench: Bench, unique: str, name: str, points: Sequence[tuple[str, Estimate]], trial: Trial, label: str
) -> Picture:
    from evaluera.figures.over_time import OverTimeWords, draw_over_time
    from evaluera.figures.wording import band_text, interval_text, unit_text

    language, main = bench.language, trial.estimate
    log = main.scale == "log"
    words = OverTimeWords(
        title=message(f"bench.{name}.title", language, n=len(points)),
        subtitle=message(f"bench.{name}.subtitle", language, label=label),
        alt=message(f"bench.{name}.alt", language, label=label, n=len(points), main=interval_text(main, language)),
        caption=band_text("figure.interval", main.confidence, language),
        main=message(f"bench.{name}.main", language),
        axis=message("figure.axis.ratio", language) if log else unit_text(main.unit, trial.result.kind, language),
    )
    mark = synthetic_mark(bench.parameters.marked_synthetic, language)
    drawn = draw_over_time(points, main, name=unique, words=words, language=language, mark=mark)
    caption = message(f"bench.{name}.table", language, label=label)
    return picture_of(drawn, over_time_table(points, language, caption=caption, kind=trial.result.kind))


def _farthest(points: Sequence[tuple[str, Estimate]], main: Estimate) -> Sequence[tuple[str, Estimate]]:
    """The periods without which the answer moves most, the farthest first."""
    return sorted(points, key=lambda point: -abs(point[1].estimate - main.estimate))[:_MOST_PERIODS]


def _drawn(picture: Picture) -> Html:
    return element("figure", picture.svg, element("figcaption", picture.drawn.caption), data_figure=picture.name)


def _section(bench: Bench, name: str, parts: Sequence[Html], shown: Sequence[Picture] = ()) -> Section:
    """A section with its lead, and a word about series that are not shown."""
    language, left = bench.language, len(bench.trials) - MOST_SERIES
    more = element("p", message("bench.more_series", language, shown=MOST_SERIES, left=left), class_="note")
    body = part(
        name,
        element("p", message(f"bench.{name}.lead", language)),
        parts,
        more if left > 0 else None,
        heading=message(f"bench.section.{name}", language),
    )
    return Section(name=name, body=body, plain=name, figures=tuple(each.name for each in shown))
