"""The annex of the analyses: what each method asks, which choices were used, every estimate, the secondary answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from evaluera.report.commentary import comment
from evaluera.report.fragments import part, table
from evaluera.report.markup import Html, element
from evaluera.report.outcomes import answer, heading, in_order, later_pictures
from evaluera.report.reliability import trust
from evaluera.report.section import Section
from evaluera.tables.adjusted import adjusted_table
from evaluera.tables.checks import diagnostics_table
from evaluera.tables.estimates import estimates_table
from evaluera.tables.run import run_table
from evaluera.tables.table import Table
from evaluera.text.messages import has, message
from evaluera.text.names import capital, method_name
from evaluera.text.numbers import number

if TYPE_CHECKING:
    from evaluera.evaluation import Evaluation
    from evaluera.results.effect import EffectResult

__all__ = ["method_annex", "options_table"]


def method_annex(evaluation: Evaluation) -> Section:
    """For those who examine or repeat the analyses: each method's question and sources, each analysis in full."""
    if not evaluation.results:
        return Section.empty("methods")
    language = evaluation.language
    asked = {analysis.id: analysis.method for analysis in evaluation.parameters.analyses}
    names = dict.fromkeys(m for name in in_order(evaluation) for m in (evaluation.results[name].method, asked[name]))
    body = part(
        "methods",
        element("p", message("report.methods.lead", language)),
        *[_method(method, language) for method in names],
        *[_analysis(evaluation, name, language) for name in in_order(evaluation)],
        table(counted) if (counted := _counted(evaluation, language)) else None,
        comment(evaluation.folder, "methods", language),
        heading=message("report.section.methods", language),
    )
    drawn = [p.name for name in in_order(evaluation)[1:] for p in later_pictures(evaluation, name)]
    return Section(name="methods", body=body, plain=", ".join(names), figures=tuple(drawn))


def _method(method: str, language: str) -> Html:
    """What a method asks and where it comes from, as far as its messages say."""
    question, sources = f"method.{method}.question", f"method.{method}.references"
    more = message("report.methods.references", language)
    return element(
        "div",
        element("h3", capital(method_name(method, language)), id=f"method-{method}"),
        element("p", message(question, language)) if has(question) else None,
        element("p", f"{more}: {message(sources, language)}", class_="note") if has(sources) else None,
    )


def _analysis(evaluation: Evaluation, name: str, language: str) -> Html:
    """What one analysis rests on: evidence and rows, options with defaults written out, checks with their numbers.

    A secondary one has its whole answer here: statement, figures, and whether it can be trusted.
    """
    result = evaluation.results[name]
    label = heading(evaluation, name, language)
    alone = name != evaluation.primary_id
    return element(
        "div",
        element("h3", label, id=f"annex-{name}"),
        answer(evaluation, name) if alone else None,
        table(estimates_table(result, language)),
        trust(result, language) if alone else None,
        table(diagnostics_table(result, language)) if result.diagnostics else None,
        table(run_table(result, language)),
        table(options_table(result, language, label=label)),
    )


def options_table(result: EffectResult, language: str, *, label: str) -> Table:
    """Every option of the method with the value that was used, defaults written out."""
    return Table(
        caption=message("report.methods.options", language, label=label),
        headers=(message("report.methods.option", language), message("report.methods.value", language)),
        rows=tuple((option, _written(value, language)) for option, value in result.options.items()),
    )


def _counted(evaluation: Evaluation, language: str) -> Table | None:
    """The secondary analyses with p-values that count them all."""
    labels = {name: heading(evaluation, name, language) for name in evaluation.results}
    return adjusted_table(evaluation.results, language, primary=evaluation.primary_id, labels=labels)


def _written(value: object, language: str) -> str:
    """An option's value as a person would write it."""
    if value is None or value == () or value == []:
        return message("report.methods.none", language)
    if isinstance(value, bool):
        return message("report.methods.yes" if value else "report.methods.no", language)
    if isinstance(value, float):
        return number(value, language)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_written(each, language)}" for key, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_written(each, language) for each in value)
    return str(value)
