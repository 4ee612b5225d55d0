"""The results of each analysis: statement, figures with their numbers, estimates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evaluera.report.commentary import comment
from evaluera.report.drawings import pictures
from evaluera.report.fragments import figure, findings, part, table
from evaluera.report.markup import Html, element
from evaluera.report.opening import lead_picture
from evaluera.report.section import Section
from evaluera.tables.estimates import estimates_table
from evaluera.tables.names import analysis_label
from evaluera.tables.table import Table
from evaluera.text.messages import message
from evaluera.text.stating import Statement, statement

if TYPE_CHECKING:
    from evaluera.evaluation import Evaluation

__all__ = ["heading", "in_order", "results"]


def results(evaluation: Evaluation) -> Section:
    """What each analysis shows, the main analysis first; page one has its first figure already."""
    if not evaluation.results:
        return Section.empty("results")
    language = evaluation.language
    lead = lead_picture(evaluation, language)
    shown = tuple(p.name for p in pictures(evaluation, language) if lead is None or p.name != lead.name)
    body = part(
        "results",
        element("p", message("report.results.lead", language)),
        *[_analysis(evaluation, name, language) for name in in_order(evaluation)],
        element("p", message("report.results.table_file", language), class_="note"),
        comment(evaluation.folder, "results", language),
        heading=message("report.section.results", language),
    )
    plain = "\n\n".join(f"{name}: {evaluation.results[name].tidy().to_string()}" for name in in_order(evaluation))
    return Section(name="results", body=body, plain=plain, figures=shown)


def in_order(evaluation: Evaluation) -> list[str]:
    """Names of the analyses, the main one first."""
    return sorted(evaluation.results, key=lambda name: name != evaluation.primary_id)


def heading(evaluation: Evaluation, name: str, language: str) -> str:
    """What an analysis is called; a secondary one with the outcome and method of another is told by its id."""
    labels = {each: analysis_label(result, language) for each, result in evaluation.results.items()}
    alone = list(labels.values()).count(labels[name]) == 1
    return labels[name] if alone or name == evaluation.primary_id else f"{labels[name]} ({name})"


def _analysis(evaluation: Evaluation, name: str, language: str) -> Html:
    result = evaluation.results[name]
    kind = "primary" if name == evaluation.primary_id else "secondary"
    label = heading(evaluation, name, language)
    lead = lead_picture(evaluation, language)
    drawn = [picture for picture in pictures(evaluation, language) if picture.analysis == name]
    on_page_one = lead is not None and lead.analysis == name
    return element(
        "div",
        element("h3", message(f"report.results.{kind}", language, label=label), id=f"analysis-{name}"),
        _statement(statement(result, language), language),
        element("p", message("report.results.on_page_one", language), class_="note") if on_page_one else None,
        [figure(picture, language=language) for picture in drawn if lead is None or picture.name != lead.name],
        table(_without_p_values(estimates_table(result, language), language)),
    )


def _statement(said: Statement, language: str) -> Html:
    """Headline, size and certainty, then what to keep in mind."""
    caveats = element("h4", message("report.results.caveats", language)), findings(said.caveats)
    return element(
        "div",
        element("p", element("strong", said.headline)),
        element("p", said.size),
        element("p", said.certainty, " ", said.need),
        caveats if said.caveats else None,
    )


def _without_p_values(full: Table, language: str) -> Table:
    """The estimates as a reader who is no statistician needs them; the annex has the whole table."""
    header = message("table.head.p_value", language)
    kept = [place for place, each in enumerate(full.headers) if each != header]
    return replace(
        full,
        headers=tuple(full.headers[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in full.rows),
        align=tuple(full.align[place] for place in kept),
    )
