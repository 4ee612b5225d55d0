"""Areas on one axis, read from the axes."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from evaluera.figures.drawing import draw
from evaluera.figures.drawn import Drawn
from evaluera.figures.interval_view import MOST_ROWS
from evaluera.figures.ratio_axis import estimate_axis
from evaluera.figures.theme import DEFAULT
from evaluera.results.effect import EffectResult
from evaluera.results.estimate import Estimate


def only(result: EffectResult, language: str = "sv") -> Drawn:
    (drawn,) = draw(result, language)
    return drawn


def named(drawn: Drawn, gid: str) -> list:
    return drawn.figure.findobj(lambda artist: artist.get_gid() == gid)


def words(drawn: Drawn, gid: str) -> list[str]:
    return [text.get_text().replace("\n", " ") for text in named(drawn, gid)]


def ratio(area: str, value: float, low: float, high: float, **changes: object) -> Estimate:
    plain = Estimate(
        outcome="brott",
        area=area,
        term="rate_ratio",
        estimand="after_over_before",
        scale="log",
        estimate=value,
        std_error=0.1,
        low=low,
        high=high,
        confidence=0.95,
        p_value=None,
        df=None,
        unit="ratio",
        n=24,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("count", [2, 8, MOST_ROWS, 136, 2000])
def test_no_text_lies_on_another_or_leaves_the_figure(area_result, count: int, language: str) -> None:
    figure = only(area_result(count), language).figure
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    found = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]
    boxes = [(t.get_text(), t.get_window_extent(renderer)) for t in found]
    for text, box in boxes:
        assert box.x0 >= -1, text
        assert box.x1 <= figure.bbox.x1 + 1, text
        assert box.y0 >= -1, text
        assert box.y1 <= figure.bbox.y1 + 1, text
    for (one, a), (other, b) in combinations(boxes, 2):
        across, up = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        assert across <= 1 or up <= 3, (one, other)


def test_rows_are_sorted_and_the_pooled_one_is_set_apart(area_result) -> None:
    drawn = only(area_result(6))
    shown = [float(text.split(" ")[0].replace(",", ".")) for text in words(drawn, "row-numbers")]
    assert shown[:-1] == sorted(shown[:-1])
    assert shown[-1] == 0.78
    assert words(drawn, "row-label")[-1] == "Insatsen jämfört med övriga"
    (rule,) = named(drawn, "rule")
    heights = [dot.get_ydata()[0] for dot in named(drawn, "dot-pooled")]
    assert heights[0] < rule.get_ydata()[0] < min(dot.get_ydata()[0] for dot in named(drawn, "dot-comparison"))


def test_treated_and_comparison_areas_look_different(area_result) -> None:
    drawn = only(area_result(6))
    (treated,) = named(drawn, "dot-treated")
    others = named(drawn, "dot-comparison")
    assert len(others) == 5
    assert (treated.get_marker(), treated.get_color()) == ("s", DEFAULT.fitted)
    assert {(dot.get_marker(), dot.get_color()) for dot in others} == {("o", DEFAULT.observed)}
    assert "A01 (insatsområde)" in words(drawn, "row-label")


@pytest.mark.parametrize(
    ("language", "label", "number"),
    [("sv", "ingen skillnad", "0,78 (0,57–1,06)"), ("en", "no difference", "0.78 (0.57–1.06)")],
)
def test_one_line_says_no_difference_at_one(area_result, language: str, label: str, number: str) -> None:
    drawn = only(area_result(6), language)
    (neutral,) = named(drawn, "neutral")
    assert words(drawn, "neutral-label") == [label]
    assert words(drawn, "row-numbers")[-1] == number
    ticks = dict(
        zip(
            [t.get_text() for t in drawn.figure.axes[0].get_xticklabels()],
            drawn.figure.axes[0].get_xticks(),
            strict=True,
        )
    )
    assert ticks["1"] == pytest.approx(neutral.get_xdata()[0])


def test_the_axis_is_logarithmic() -> None:
    estimates = [ratio("a", 0.5, 0.4, 0.6), ratio("b", 2.0, 1.6, 2.5)]
    axis = estimate_axis(estimates, (), "sv", 300.0)
    assert axis.place(2.0) - axis.place(1.0) == pytest.approx(axis.place(1.0) - axis.place(0.5))
    assert "0,5" in axis.texts


def test_dots_stand_where_the_estimates_are(area_result) -> None:
    result = area_result(6)
    drawn = only(result)
    one = next(e for e in result.estimates if e.area == "A01")
    axis = estimate_axis(result.estimates, (), "sv", 300.0)
    (dot,) = named(drawn, "dot-treated")
    assert dot.get_xdata()[0] == pytest.approx(axis.place(one.estimate))
    ends = [line.get_xdata() for line in named(drawn, "interval")]
    assert any(np.allclose(end, (axis.place(one.low), axis.place(one.high))) for end in ends)


def test_many_comparison_areas_share_a_row_and_are_counted(area_result) -> None:
    drawn = only(area_result(136))
    assert words(drawn, "row-label")[:2] == ["A01 (insatsområde)", "135 jämförelseområden, en ring för varje"]
    (crowd,) = named(drawn, "crowd")
    assert len(crowd.get_xdata()) == 135
    assert crowd.get_markerfacecolor() == "none"
    assert "De 135 jämförelseområdena" in drawn.caption
    assert len(drawn.table) == 137
    assert len(set(zip(crowd.get_xdata(), crowd.get_ydata(), strict=True))) == 135


def test_a_crowd_of_thousands_keeps_its_place(area_result) -> None:
    height = only(area_result(2000)).figure.get_size_inches()[1] * 2.54
    assert height < 12


def test_up_to_the_limit_every_area_has_its_row(area_result) -> None:
    drawn = only(area_result(MOST_ROWS))
    assert len(words(drawn, "row-label")) == MOST_ROWS + 1
    assert named(drawn, "crowd") == []


def test_an_endless_interval_ends_in_an_arrow(area_result) -> None:
    plain = area_result(2)
    rows = (ratio("a", 0.7, 0.0, math.inf), ratio("b", 1.1, 0.9, 1.3))
    drawn = only(replace(plain, estimates=rows, primary_term="rate_ratio", options={}))
    assert [arrow.get_marker() for arrow in named(drawn, "arrow")] == ["<", ">"]
    assert "0,70 (0,00–∞)" in words(drawn, "row-numbers")


def test_an_area_without_a_place_on_the_axis_is_told(area_result) -> None:
    plain = area_result(2)
    rows = (ratio("a", 0.7, 0.5, 0.9), ratio("b", 1.1, 0.9, 1.3), ratio("c", 0.0, 0.0, 2.0))
    drawn = only(replace(plain, estimates=rows, primary_term="rate_ratio", options={}))
    assert words(drawn, "row-label") == ["a", "b"]
    assert "Områden som inte kan visas på axeln: 1." in drawn.caption


def test_differences_have_a_plain_axis_with_zero(area_result) -> None:
    rows = tuple(
        ratio(a, v, v - 2, v + 2, scale="identity", term="difference", unit="poäng")
        for a, v in (("a", -3.0), ("b", 1.0))
    )
    result = replace(area_result(2), kind="mean", estimates=rows, primary_term="difference", options={})
    drawn = only(result)
    assert drawn.figure.axes[0].get_xlabel() == "Poäng"
    assert "0" in [t.get_text() for t in drawn.figure.axes[0].get_xticklabels()]
    assert words(drawn, "row-numbers")[0] == "−3 (−5 till −1)"
    assert drawn.title == "Brott: 2 områden, ett för ett"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("sv", "Punkter med intervall. Brott. Områden: 6. Skattad ändring: 22 procent lägre."),
        ("en", "Dots with intervals. Brott. Areas: 6. Estimated change: 22 per cent lower."),
    ],
)
def test_alt_text_gives_the_pooled_number(area_result, language: str, expected: str) -> None:
    assert only(area_result(6), language).alt.startswith(expected)


def test_alt_text_without_pooling_gives_lowest_and_highest(area_result) -> None:
    rows = (ratio("a", 0.7, 0.5, 0.9), ratio("b", 1.1, 0.9, 1.3))
    drawn = only(replace(area_result(2), estimates=rows, primary_term="rate_ratio", options={}))
    assert "Lägst: a 0,70 (0,50–0,90). Högst: b 1,10 (0,90–1,30)." in drawn.alt


def test_caption_says_what_the_line_means(area_result) -> None:
    caption = only(area_result(6)).caption
    assert caption.startswith("Källa: Brå, hämtat 20 januari 2026. Områden: 6.")
    assert "I 95 av 100 sådana analyser täcker linjen det sanna värdet." in caption


def test_the_table_holds_all_estimates_with_their_role(area_result) -> None:
    table = only(area_result(6)).table
    assert list(table.columns) == [
        "outcome",
        "area",
        "role",
        "term",
        "scale",
        "estimate",
        "low",
        "high",
        "confidence",
        "unit",
        "n",
    ]
    assert table["role"].value_counts().to_dict() == {"comparison": 5, "treated": 1, "pooled": 1}


def test_the_treated_area_stands_above_the_comparison_when_the_others_have_no_rows(area_result) -> None:
    plain = area_result(6)
    own = tuple(e for e in plain.estimates if e.area in ("", "A01"))
    drawn = only(replace(plain, estimates=own))
    assert words(drawn, "row-label") == ["A01 (insatsområde)", "Insatsen jämfört med övriga"]
    assert "Jämförelseområden bakom den nedersta raden: 5." in drawn.caption


def test_only_the_primary_term_of_several_areas_is_drawn(area_result) -> None:
    level = tuple(ratio(a, v, v / 1.2, v * 1.2, term="level_change") for a, v in (("a", 0.8), ("b", 0.9)))
    slope = tuple(replace(e, term="slope_change", estimate=1.0) for e in level)
    result = replace(area_result(2), estimates=level + slope, primary_term="level_change", options={})
    assert only(result).table["term"].unique().tolist() == ["level_change"]


def test_a_secondary_term_of_one_series_makes_no_figure_of_areas(course_result) -> None:
    plain = course_result(area="Teg")
    slope = replace(plain.estimates[0], term="slope_change")
    assert [d.name for d in draw(replace(plain, estimates=(*plain.estimates, slope)), "sv")] == ["course-brott-teg"]
