"""The results: the main analysis with figures and numbers, the others in short."""

from __future__ import annotations

from collections.abc import Sequence
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
    from evaluera.report.drawings import Picture
    from evaluera.results.effect import EffectResult

__all__ = ["answer", "heading", "in_order", "later_pictures", "results"]


def results(evaluation: Evaluation) -> Section:
    """What the main analysis shows, and in short what the others do: all about these stands in the annex.

    Page one has the first figure of the main analysis already.
    """
    if not evaluation.results:
        return Section.empty("results")
    language = evaluation.language
    main, *others = in_order(evaluation)
    body = part(
        "results",
        element("p", message("report.results.lead" if others else "report.results.lead_alone", language)),
        _main(evaluation, main, language),
        _others(evaluation, others, language) if others else None,
        element("p", message("report.results.table_file", language), class_="note"),
        comment(evaluation.folder, "results", language),
        heading=message("report.section.results", language),
    )
    plain = "\n\n".join(f"{name}: {evaluation.results[name].tidy().to_string()}" for name in (main, *others))
    shown = tuple(picture.name for picture in later_pictures(evaluation, main))
    return Section(name="results", body=body, plain=plain, figures=shown)


def later_pictures(evaluation: Evaluation, name: str) -> list[Picture]:
    """The figures of an analysis without the one that stands on page one."""
    language = evaluation.language
    lead = lead_picture(evaluation, language)
    drawn = [picture for picture in pictures(evaluation, language) if picture.analysis == name]
    return [picture for picture in drawn if lead is None or picture.name != lead.name]


def answer(evaluation: Evaluation, name: str) -> list[Html]:
    """What an analysis says with what to keep in mind, and its figures."""
    language = evaluation.language
    drawn = [figure(picture, language=language) for picture in later_pictures(evaluation, name)]
    return [_statement(statement(evaluation.results[name], language), language), *drawn]


def in_order(evaluation: Evaluation) -> list[str]:
    """Names of the analyses, the main one first."""
    return sorted(evaluation.results, key=lambda name: name != evaluation.primary_id)


def heading(evaluation: Evaluation, name: str, language: str) -> str:
    """What an analysis is called; a secondary one with the outcome and method of another is told by its id."""
    labels = {each: analysis_label(result, language) for each, result in evaluation.results.items()}
    alone = list(labels.values()).count(labels[name]) == 1
    return labels[name] if alone or name == evaluation.primary_id else f"{labels[name]} ({name})"


def _main(evaluation: Evaluation, name: str, language: str) -> Html:
    label = heading(evaluation, name, language)
    lead = lead_picture(evaluation, language)
    on_page_one = lead is not None and lead.analysis == name
    said, *figures = answer(evaluation, name)
    return element(
        "div",
        element("h3", message("report.results.primary", language, label=label), id=f"analysis-{name}"),
        said,
        element("p", message("report.results.on_page_one", language), class_="note") if on_page_one else None,
        figures,
        table(_for_all_readers(evaluation.results[name], language)),
    )


def _others(evaluation: Evaluation, names: Sequence[str], language: str) -> Html:
    """Each secondary analysis in a paragraph, with the way to the whole of it."""
    return element(
        "div",
        element("h3", message("report.results.others", language), id="other-analyses"),
        [_short(evaluation, name, language) for name in names],
    )


def _short(evaluation: Evaluation, name: str, language: str) -> Html:
    said = statement(evaluation.results[name], language)
    label = element("a", heading(evaluation, name, language), href=f"#annex-{name}")
    rest = " ".join(each for each in (said.size, said.certainty) if each)
    return element(
        "div",
        element("h4", label, id=f"analysis-{name}"),
        element("p", element("strong", said.headline), " ", rest),
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


def _for_all_readers(result: EffectResult, language: str) -> Table:
    """The estimates of everything together, without p-values; the annex has each area and the whole table."""
    together = tuple(each for each in result.estimates if not each.area)
    full = estimates_table(replace(result, estimates=together) if together else result, language)
    header = message("table.head.p_value", language)
    kept = [place for place, each in enumerate(full.headers) if each != header]
    return replace(
        full,
        caption=message("table.caption.main_estimates", language, label=analysis_label(result, language)),
        headers=tuple(full.headers[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in full.rows),
        align=tuple(full.align[place] for place in kept),
    )
