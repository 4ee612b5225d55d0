"""The programme theory as columns from input to outcome: what leads to what, and what is measured of it."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from evaluera.design.programme_theory import LinkState, ProgrammeTheory, TheoryNode
from evaluera.design.span import Span
from evaluera.figures.drawn import Drawn
from evaluera.figures.process.sign_key import Sign, key_height, write_key
from evaluera.figures.process.sourcing import source_line
from evaluera.figures.process.theory_layout import Box, Route, TheoryLayout, theory_layout
from evaluera.figures.sheet import EDGE, SMALLEST, WIDTH, Sheet, blank, style
from evaluera.figures.theme import DEFAULT, WHITE, Theme, tint
from evaluera.figures.typesetting import LINE
from evaluera.text.labels import enum_label
from evaluera.text.messages import message
from evaluera.text.process_names import ProcessNames

__all__ = ["SIGNS", "draw_theory"]

SIGNS: dict[LinkState, str] = {"measured": "✓", "unmeasured": "?", "failing": "!"}
"""Stands on each arrow: line style, colour and sign say the same."""
_NAMED = 3
"""So many of the things that are wrong are named under the figure."""
_STATES: tuple[LinkState, ...] = ("measured", "unmeasured", "failing")


def draw_theory(
    theory: ProgrammeTheory, names: ProcessNames, *, span: Span, theme: Theme = DEFAULT, mark: str | None = None
) -> Drawn:
    """Boxes in columns, an arrow for each link."""
    language = names.language
    counted = {state: sum(link.state == state for link in theory.links) for state in _STATES}
    title = message(
        f"figure.process.theory.title{'_failing' if counted['failing'] else ''}",
        language,
        measured=counted["measured"] + counted["failing"],
        of=len(theory.links),
        failing=counted["failing"],
    )
    subtitle = message("figure.process.theory.subtitle", language)
    with style():
        figure = _figure(theory, names, title=title, subtitle=subtitle, theme=theme, mark=mark)
    return Drawn(
        name="theory",
        figure=figure,
        title=title,
        subtitle=subtitle,
        alt=message("figure.process.theory.alt", language, title=title, n=len(theory.nodes)),
        caption=_caption(theory, names, span),
        table=_frame(theory, names),
    )


def _caption(theory: ProgrammeTheory, names: ProcessNames, span: Span) -> str:
    language = names.language
    known = {node.name: node for node in theory.nodes}

    def name(key: str) -> str:
        return _name(known[key], names) if key in known else _plain(key, names)

    said = [
        source_line("theory_link goal activity_plan", span, language),
        message("figure.process.theory.caption", language, n=len(theory.links)),
    ]
    for code in dict.fromkeys(problem.code for problem in theory.problems):
        about = [", ".join(name(each) for each in p.names) for p in theory.problems if p.code == code]
        words = "; ".join(about[:_NAMED])
        if len(about) > _NAMED:
            words = message("figure.process.theory.more", language, names=words, n=len(about) - _NAMED)
        said.append(message(f"figure.process.theory.problem.{code}", language, names=words))
    return " ".join(said)


def _name(node: TheoryNode, names: ProcessNames) -> str:
    """A goal or activity by its text, anything else as it is written."""
    if node.goal:
        return names.known.get(("goal", node.name), node.name)
    return names.known.get(("activity", node.name), node.name)


def _plain(key: str, names: ProcessNames) -> str:
    return names.known.get(("activity", key), names.known.get(("goal", key), key))


def _frame(theory: ProgrammeTheory, names: ProcessNames) -> pd.DataFrame:
    known = {node.name: _name(node, names) for node in theory.nodes}
    return pd.DataFrame(
        {
            "from": [known[link.start] for link in theory.links],
            "to": [known[link.end] for link in theory.links],
            "state": [message(f"figure.process.theory.sign.{link.state}", names.language) for link in theory.links],
            "indicator": [link.indicator for link in theory.links],
        }
    )


def _figure(
    theory: ProgrammeTheory, names: ProcessNames, *, title: str, subtitle: str, theme: Theme, mark: str | None
) -> Any:
    language = names.language
    layout = theory_layout(
        theory, {node.name: _name(node, names) for node in theory.nodes}, heads=_heads(theory, language)
    )
    signs = _signs(theory, theme, language)
    body = key_height(signs) + layout.head + layout.height + EDGE
    sheet = blank(title=title, subtitle=subtitle, theme=theme, mark=mark, body=body, least=0.0)
    write_key(sheet, signs, top=sheet.top)
    top = sheet.top - key_height(signs)
    _write_heads(sheet, layout, top)
    axes = sheet.axes(EDGE, EDGE, WIDTH - EDGE, top - layout.head)
    axes.set(xlim=(0.0, WIDTH - 2 * EDGE), ylim=(top - layout.head - EDGE, 0.0), xticks=[], yticks=[])
    for link in theory.links:
        _arrow(axes, layout.routes[link.link], link.state, theme)
    for node in theory.nodes:
        _box(axes, layout.boxes[node.name], node, theme)
    return sheet.figure


def _heads(theory: ProgrammeTheory, language: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for node in theory.nodes:
        if node.kind != "context" or node.column not in found:
            found[node.column] = enum_label(node.kind, language)
    return {column: words[:1].upper() + words[1:] for column, words in found.items()}


def _write_heads(sheet: Sheet, layout: TheoryLayout, top: float) -> None:
    for x, lines in layout.heads:
        looks: dict[str, Any] = {"fontsize": SMALLEST, "color": sheet.theme.secondary, "va": "top", "gid": "column"}
        sheet.text(EDGE + x, top, "\n".join(lines), **looks)


def _box(axes: Axes, box: Box, node: TheoryNode, theme: Theme) -> None:
    patch = FancyBboxPatch(
        (box.left, box.top),
        box.width,
        box.height,
        boxstyle="round,pad=0,rounding_size=3",
        facecolor=tint(theme.fitted, 0.1) if node.goal else WHITE,
        edgecolor=theme.observed,
        linewidth=1.6 if node.goal else 0.9,
        linestyle=(0, (3, 2)) if node.kind == "context" else "solid",
        zorder=3,
        gid="goal" if node.goal else "node",
    )
    axes.add_patch(patch)
    middle = (box.left + box.width / 2, box.top + box.height / 2)
    looks: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": SMALLEST, "linespacing": LINE, "zorder": 4}
    axes.text(*middle, "\n".join(box.lines), color=theme.ink, gid="name", **looks)


def _line(state: LinkState, theme: Theme) -> dict[str, Any]:
    match state:
        case "measured":
            return {"color": theme.fitted, "linewidth": 1.5, "linestyle": "solid"}
        case "failing":
            return {"color": theme.counterfactual, "linewidth": 2.2, "linestyle": (0, (5, 1.5, 1, 1.5))}
        case _:
            return {"color": theme.secondary, "linewidth": 1.0, "linestyle": (0, (2, 2))}


def _arrow(axes: Axes, route: Route, state: LinkState, theme: Theme) -> None:
    looks = _line(state, theme)
    (x, y), (u, v) = route.tail, route.sign
    axes.plot((x, u), (y, v), zorder=1, gid="tail", **looks)
    head = FancyArrowPatch(route.sign, route.head, arrowstyle="-|>", mutation_scale=8, shrinkA=0, shrinkB=0, zorder=1)
    head.set(gid=state, **looks)
    axes.add_patch(head)
    box = {"boxstyle": "circle,pad=0.1", "facecolor": WHITE, "edgecolor": looks["color"], "linewidth": 0.8}
    written: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": SMALLEST, "fontweight": "bold"}
    axes.text(u, v, SIGNS[state], color=looks["color"], bbox=box, gid="sign", zorder=5, **written)


def _signs(theory: ProgrammeTheory, theme: Theme, language: str) -> list[Sign]:
    there = {link.state for link in theory.links}
    return [
        Sign(
            words=f"{SIGNS[state]} {message(f'figure.process.theory.sign.{state}', language)}",
            looks=_line(state, theme),
            line=True,
        )
        for state in _STATES
        if state in there
    ]
