"""The ring of partners: ties of both waves, silent partners hollow, names by number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

import evaluera
from evaluera.data.process.process_tables import ProcessTables, process_tables
from evaluera.figures.process.network_figure import draw_network
from evaluera.figures.process.network_view import network_view
from evaluera.figures.theme import WHITE
from evaluera.text.process_names import ProcessNames, names_of

Ask = Callable[..., Any]
Texts = Callable[..., list[str]]


def test_the_ring_of_the_worked_example(records: ProcessTables, ask: Ask, names: ProcessNames, texts: Texts) -> None:
    view = network_view(ask(records))
    assert view is not None
    (wave,) = view.waves
    assert wave.silent == ("D",)
    assert [(tie.one, tie.other, tie.mutual) for tie in wave.ties] == [
        ("A", "B", True),
        ("A", "C", True),
        ("B", "D", False),
    ]
    drawn = draw_network(view, names)
    lines = drawn.figure.axes[0].lines
    assert [line.get_gid() for line in lines].count("silent") == 1
    assert {line.get_markerfacecolor() for line in lines if line.get_gid() == "silent"} == {WHITE}
    styles = {line.get_gid(): line.get_linestyle() for line in lines if line.get_gid() in ("mutual", "one-sided")}
    assert styles["mutual"] != styles["one-sided"]
    assert texts(drawn.figure, "number") == ["1", "2", "3", "4"]
    assert texts(drawn.figure, "organisation") == ["1 Kommunen", "2 Polisen", "3 Bostadsbolaget", "4 Föreningen"]
    assert drawn.title.startswith({"sv": "5 av 9", "en": "5 of 9"}[names.language])


def test_the_density_is_the_indicator(records: ProcessTables, ask: Ask) -> None:
    view, found = network_view(ask(records)), evaluera.estimate("partnership", records, year=2024).of("PS02")
    assert view is not None
    assert found is not None
    density = view.waves[-1].density
    assert (density.value, density.low, density.high) == (found.value, found.low, found.high)


def test_two_waves_keep_their_places(ask: Ask, texts: Texts) -> None:
    rows = [
        {
            "wave": wave,
            "from_org": f"o{i:02d}",
            "to_org": f"o{j:02d}",
            "level": 4 if wave == "2024" and j == i + 1 else 1,
        }
        for wave in ("2022", "2024")
        for i in range(15)
        for j in range(15)
        if i != j and (wave == "2024" or i < 12)
    ]
    tables = process_tables(partner_tie=pd.DataFrame(rows))
    view = network_view(ask(tables))
    assert view is not None
    drawn = draw_network(view, names_of(tables, "sv"))
    first, second = drawn.figure.axes
    places = [[text.get_position() for text in axes.texts] for axes in (first, second)]
    assert places[0] == places[1]
    assert len(places[0]) == 15
    assert [wave.silent for wave in view.waves] == [("o12", "o13", "o14"), ()]
    assert drawn.title == "Nätverkets täthet var 0,00 i omgång 2022 och 0,07 i omgång 2024"
    assert [words.split("\n")[0] for words in texts(drawn.figure, "wave")] == ["2022", "2024"]


def test_without_ties_nothing_is_drawn(ask: Ask) -> None:
    assert network_view(ask(process_tables())) is None
