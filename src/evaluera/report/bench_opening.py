"""The evaluator's bench, first part: the answer, the data with their gaps, the model, the course, the checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluera.report.annex import options_table
from evaluera.report.drawings import Picture
from evaluera.report.fragments import figure, findings, part, table
from evaluera.report.markup import Html, element
from evaluera.report.opening import ribbons_of
from evaluera.report.reliability import checks_list, notes_of
from evaluera.report.section import Section
from evaluera.tables.checks import diagnostics_table
from evaluera.tables.estimates import estimates_table
from evaluera.tables.gaps import gaps_table
from evaluera.tables.names import analysis_label
from evaluera.tables.run import run_table
from evaluera.text.messages import has, message
from evaluera.text.model_formula import formula
from evaluera.text.names import capital, method_name, named
from evaluera.text.stating import statement

if TYPE_CHECKING:
    from evaluera.evaluation.bench import Bench
    from evaluera.figures.drawn import Drawn
    from evaluera.tables.table import Table

__all__ = ["checks", "course", "data", "front_page", "model", "picture_of", "series_name"]


def front_page(bench: Bench) -> Section:
    """Which analysis this is, and what it answers.

    Parameters
    ----------
    bench
        What :func:`evaluera.evaluation.bench.set_up` gave.
    """
    language, result = bench.language, bench.result
    title = message("bench.title", language, label=analysis_label(result, language))
    which = "primary" if bench.primary else "secondary"
    about = message(f"bench.{which}", language, name=bench.parameters.title(language), analysis=bench.analysis.id)
    said = [
        statement(result.select(outcome=each.estimate.outcome, area=each.estimate.area), language)
        for each in bench.trials
    ]
    body = element(
        "section",
        element("h1", title, id="title"),
        element("p", about, class_="standfirst"),
        [element("p", ribbon, class_="ribbon") for ribbon in ribbons_of(bench.parameters, language)],
        [_answer(each.headline, [each.size, each.certainty, *each.caveats, each.need]) for each in said],
        table(estimates_table(result, language)),
        class_="front",
        data_section="front_page",
        aria_labelledby="title",
    )
    document = {
        "title": title,
        "edition": bench.parameters.title(language),
        "language": language,
        "sheet": " · ".join(ribbons_of(bench.parameters, language)),
    }
    return Section(name="front_page", body=body, plain="\n".join(str(each) for each in said), document=document)


def data(bench: Bench) -> Section:
    """The data: how long, how much, which periods are missing or left out, and where the rows went."""
    language, result = bench.language, bench.result
    tables = [
        gaps_table(each, language, label=series_name(bench, each.outcome, each.area), start=result.timing.start)
        for each in result.courses
    ]
    body = part(
        "data",
        element("p", message("bench.data.lead", language)),
        [table(each) for each in tables],
        table(run_table(result, language)),
        heading=message("bench.section.data", language),
    )
    return Section(name="data", body=body, plain=str(bench.panel.rows.describe()))


def model(bench: Bench) -> Section:
    """The model in words and as a formula, with every option written out."""
    language, result = bench.language, bench.result
    question = f"method.{result.method}.question"
    written = formula(result, language, exposure=bench.panel.has_exposure)
    notes = notes_of(result, language)
    body = part(
        "model",
        element("p", message("bench.model.method", language, method=capital(method_name(result.method, language)))),
        element("p", message(question, language)) if has(question) else None,
        element("p", element("strong", written), class_="box"),
        element("p", message("bench.model.lead", language)),
        findings(notes) if notes else None,
        table(options_table(result, language, label=analysis_label(result, language))),
        heading=message("bench.section.model", language),
    )
    return Section(name="model", body=body, plain=written)


def course(bench: Bench) -> Section:
    """What happened, and what was expected without the initiative."""
    from evaluera.figures.drawing import draw
    from evaluera.tables.views import figure_table

    language = bench.language
    drawn = draw(bench.result, language, synthetic=bench.parameters.marked_synthetic)
    shown = [picture_of(each, figure_table(each.table, title=each.title, language=language)) for each in drawn]
    body = part(
        "course",
        [figure(each, language=language) for each in shown],
        heading=message("bench.section.course", language),
    )
    return Section(name="course", body=body, plain=str(bench.result.series), figures=tuple(p.name for p in shown))


def checks(bench: Bench) -> Section:
    """Every check: what it asks, its verdict, what it means, and the numbers behind it."""
    language, result = bench.language, bench.result
    body = part(
        "checks",
        element("p", message("report.diagnostics.lead", language)),
        checks_list(result, language),
        table(diagnostics_table(result, language)) if result.diagnostics else None,
        heading=message("bench.section.checks", language),
    )
    return Section(name="checks", body=body, plain="\n".join(f"{d.name} {d.verdict}" for d in result.diagnostics))


def series_name(bench: Bench, outcome: str, area: str) -> str:
    """What a series is called: its outcome, and its area when it has one."""
    labels, language = bench.question.labels, bench.language
    return capital(", ".join(named(key, labels, language) for key in (outcome, area) if key))


def picture_of(drawn: Drawn, numbers: Table) -> Picture:
    """A drawn figure as it stands on a page, with its table."""
    from evaluera.figures.saving import svg

    name = f"bench-{drawn.name}"
    return Picture(name=name, analysis="bench", drawn=drawn, svg=Html(svg(drawn, prefix=name)), table=numbers)


def _answer(headline: str, sentences: list[str]) -> Html:
    return element("p", element("strong", headline), " ", " ".join(each for each in sentences if each))
