"""The method annex: what each method asks, which choices were used, every estimate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from evaluera.report.commentary import comment
from evaluera.report.fragments import part, table
from evaluera.report.markup import Html, element
from evaluera.report.outcomes import analysis_heading, in_order
from evaluera.report.section import Section
from evaluera.tables.table import Table
from evaluera.text.messages import has, message

if TYPE_CHECKING:
    from evaluera.evaluation import Evaluation

__all__ = ["method_annex"]


def method_annex(evaluation: Evaluation) -> Section:
    """For those who examine or repeat the analysis: the question of each method, its options and its sources."""
    language = evaluation.language
    names = dict.fromkeys(evaluation.results[name].method for name in in_order(evaluation))
    body = part(
        "methods",
        element("p", message("report.methods.lead", language)),
        *[_method(method, language) for method in names],
        *[_choices(evaluation, name, language) for name in in_order(evaluation)],
        comment(evaluation.folder, "methods", language),
        heading=message("report.section.methods", language),
    )
    return Section(name="methods", body=body, plain=", ".join(names))


def _method(method: str, language: str) -> Html:
    from evaluera.text.names import capital, method_name

    sources = f"method.{method}.references"
    return element(
        "section",
        element("h3", capital(method_name(method, language)), id=f"method-{method}"),
        element("p", message(f"method.{method}.question", language)),
        element("p", f"{message('report.methods.references', language)}: {message(sources, language)}", class_="note")
        if has(sources)
        else None,
        aria_labelledby=f"method-{method}",
    )


def _choices(evaluation: Evaluation, name: str, language: str) -> Html:
    """The options of one analysis, defaults written out, under the names that the YAML uses."""
    label = analysis_heading(evaluation, name, language)
    options = evaluation.results[name].options
    return table(
        Table(
            caption=message("report.methods.options", language, label=label),
            headers=(message("report.methods.option", language), message("report.methods.value", language)),
            rows=tuple((option, _written(value, language)) for option, value in options.items()),
        )
    )


def _written(value: object, language: str) -> str:
    """An option's value as a person would write it."""
    from evaluera.text.numbers import number

    if value is None or value == () or value == []:
        return message("report.methods.none", language)
    if isinstance(value, bool):
        return message("report.methods.yes" if value else "report.methods.no", language)
    if isinstance(value, float):
        return number(value, language)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_written(each, language)}" for key, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(str(each) for each in value)
    return str(value)
