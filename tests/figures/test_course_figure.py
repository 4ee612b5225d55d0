"""The figure of a course, read from its axes: every series, label, unit and limit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from evaluera.figures.drawing import draw
from evaluera.figures.drawn import Drawn
from evaluera.figures.sheet import SMALLEST, WIDTH
from evaluera.figures.theme import DEFAULT, GRAPHICS_CONTRAST, TEXT_CONTRAST, contrast, theme_from, tint
from evaluera.results.effect import EffectResult

LANGUAGES = ("sv", "en")
LONG = (
    "En lång rubrik som säger att antalet anmälda brott blev färre än väntat men att osäkerheten är stor "
    "och att området valdes för sin höga nivå"
)


def only(result: EffectResult, language: str = "sv", **settings: object) -> Drawn:
    (drawn,) = draw(result, language, **settings)  # type: ignore[arg-type]
    return drawn


def named(figure: Figure, gid: str) -> list[Artist]:
    return figure.findobj(lambda artist: artist.get_gid() == gid)


def line(drawn: Drawn, gid: str) -> Line2D:
    (found,) = named(drawn.figure, gid)
    assert isinstance(found, Line2D)
    return found


def texts(figure: Figure) -> list[Text]:
    return [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]


def boxes(figure: Figure) -> list[tuple[str, Bbox]]:
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    return [(t.get_text(), t.get_window_extent(renderer)) for t in texts(figure)]


def first_axes(drawn: Drawn) -> Axes:
    (axes,) = drawn.figure.axes
    return axes


CASES: dict[str, Callable[[Callable[..., EffectResult]], EffectResult]] = {
    "plain": lambda make: make(),
    "two periods": lambda make: make([50.0, 30.0], frequency=None, start=1),
    "five years": lambda make: make([9.0, 12.0, 8.0, 4.0, 5.0], frequency="Y", start=3),
    "all zero": lambda make: make([0.0] * 24),
    "one missing": lambda make: make([5.0, 6.0, np.nan, 4.0, 3.0, 6.0, 8.0], count=7),
    "billions": lambda make: make(level=2e9),
    "long": lambda make: make(count=192),
    "weeks": lambda make: make(frequency="W", count=80),
    "quarters": lambda make: make(frequency="Q", count=11),
    "no calendar": lambda make: make(frequency=None, count=16, season=4, start=12),
    "left out": lambda make: make(
        count=60, left_out=[*range(6), *range(30, 34), *range(56, 60)], start=30, transition=(30, 33), preliminary=56
    ),
    "preliminary start": lambda make: make(count=20, start=17, preliminary=18),
    "early start": lambda make: make(count=40, start=2, unit="poäng på en lång skala", kind="mean", level=9.0),
    "late start": lambda make: make(count=40, start=39),
    "wide band": lambda make: make(band=9.0),
    "share": lambda make: replace(make(np.linspace(0.2, 0.5, 30)), kind="share"),
    "long names": lambda make: make(
        labels={
            "brott": {"sv": "Våldsbrott mot obekant person på allmän plats utomhus", "en": "Violence outdoors"},
            "intervention": {"sv": "Gruppvåldsintervention i tre stadsdelar", "en": "Group violence intervention"},
        },
        area="Ersboda, Mariehem och Ålidhem med omnejd",
    ),
}


@pytest.fixture(params=CASES, ids=str)
def result(request: pytest.FixtureRequest, course_result) -> EffectResult:
    return CASES[request.param](course_result)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("synthetic", [False, True])
def test_no_text_lies_on_another_or_leaves_the_figure(result: EffectResult, language: str, synthetic: bool) -> None:
    drawn = only(result, language, title=LONG if synthetic else None, synthetic=synthetic)
    found = boxes(drawn.figure)
    canvas = drawn.figure.bbox
    assert len(found) > 6
    for words, box in found:
        assert canvas.x0 - 1 <= box.x0, words
        assert box.x1 <= canvas.x1 + 1, words
        assert canvas.y0 - 1 <= box.y0, words
        assert box.y1 <= canvas.y1 + 1, words
    for (one, a), (other, b) in combinations(found, 2):
        across = min(a.x1, b.x1) - max(a.x0, b.x0)
        up = min(a.y1, b.y1) - max(a.y0, b.y0)
        assert across <= 1 or up <= 3, (one, other)


def test_no_text_lies_on_a_point_or_on_the_line_of_the_start(result: EffectResult) -> None:
    drawn = only(result)
    axes = first_axes(drawn)
    inside = axes.get_window_extent()
    start = line(drawn, "start")
    x = axes.transData.transform((start.get_xdata()[0], 0))[0]
    top = start.get_window_extent(FigureCanvasAgg(drawn.figure).get_renderer()).y1
    for words, box in boxes(drawn.figure):
        across = min(box.x1, inside.x1) - max(box.x0, inside.x0)
        up = min(box.y1, inside.y1) - max(box.y0, inside.y0)
        assert across <= 0 or up <= 2, words
        if box.y0 > inside.y1 and box.y1 <= top:
            assert not box.x0 < x < box.x1, words


def test_one_line_marks_the_start_before_the_first_period_after(course_result) -> None:
    drawn = only(course_result(count=20, start=12))
    assert line(drawn, "start").get_xdata() == [11.5, 11.5]
    assert line(drawn, "start").get_linestyle() == "-"


@pytest.mark.parametrize(
    ("language", "unnamed", "with_name"),
    [
        ("sv", "Insatsen börjar jan 2020", "Rökförbud: jan 2020"),
        ("en", "The initiative begins Jan 2020", "Ban: Jan 2020"),
    ],
)
def test_the_start_is_labelled_with_name_and_date(course_result, language: str, unnamed: str, with_name: str) -> None:
    labels = {"intervention": {"sv": "Rökförbud", "en": "Ban"}}
    for given, expected in (({}, unnamed), (labels, with_name)):
        (label,) = named(only(course_result(count=24, start=12, labels=given), language).figure, "start-label")
        assert label.get_text() == expected


def test_the_series_are_those_of_the_course(course_result) -> None:
    result = course_result(count=24, start=12)
    drawn, course = only(result), result.courses[0]
    assert line(drawn, "observed").get_ydata().tolist() == list(course.observed)
    fitted = line(drawn, "fitted").get_ydata()
    assert [v for v in fitted if np.isfinite(v)] == list(course.fitted)
    assert np.isnan(fitted[12]), "the step is drawn as a step"
    expected = line(drawn, "counterfactual")
    there = np.isfinite(expected.get_ydata())
    assert expected.get_xdata()[there].tolist() == list(range(12, 24))
    assert expected.get_ydata()[there].tolist() == list(course.counterfactual[12:])


def test_a_value_alone_is_a_stroke_that_can_be_seen(course_result) -> None:
    drawn = only(course_result([50.0, 30.0], frequency=None, start=1))
    fitted, expected = line(drawn, "fitted"), line(drawn, "counterfactual")
    assert fitted.get_ydata()[[0, 1, 3, 4]].tolist() == [40.0, 40.0, 32.0, 32.0]
    ends = expected.get_xdata()[np.isfinite(expected.get_ydata())]
    assert ends.tolist() == [0.7, 1.3]


def test_each_series_has_its_own_look(course_result) -> None:
    drawn = only(course_result())
    observed, fitted, expected = (line(drawn, gid) for gid in ("observed", "fitted", "counterfactual"))
    assert (observed.get_linestyle(), observed.get_marker()) == ("None", "o")
    assert (fitted.get_linestyle(), fitted.get_color()) == ("-", DEFAULT.fitted)
    assert expected.is_dashed()
    assert expected.get_color() == DEFAULT.counterfactual
    assert observed.get_color() == DEFAULT.observed


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("sv", ["Faktiskt antal", "Enligt modellen", "Väntat utan insatsen, med band för osäkerhet"]),
        (
            "en",
            ["Actual number", "According to the model", "Expected without the initiative, with band of uncertainty"],
        ),
    ],
)
def test_series_are_labelled_at_their_ends_in_their_colour(course_result, language: str, labels: list[str]) -> None:
    drawn = only(course_result(), language)
    ends = named(drawn.figure, "end-label")
    assert [end.get_text().replace("\n", " ") for end in ends] == labels
    assert [end.get_color() for end in ends] == [DEFAULT.observed, DEFAULT.fitted, DEFAULT.counterfactual]
    assert first_axes(drawn).get_legend() is None


def test_the_band_bounds_the_counterfactual(course_result) -> None:
    result = course_result(count=24, start=12)
    (band,) = named(only(result).figure, "band")
    path = band.get_paths()[0].vertices
    assert path[:, 0].min() == 12
    assert path[:, 1].min() == pytest.approx(min(v for v in result.courses[0].low if v is not None))
    assert path[:, 1].max() == pytest.approx(max(v for v in result.courses[0].high if v is not None))


def test_counts_start_at_zero_and_only_horizontal_lines_help_the_eye(course_result) -> None:
    axes = first_axes(only(course_result(level=900.0)))
    assert axes.get_ylim()[0] == 0.0
    assert all(grid.get_visible() for grid in axes.get_ygridlines())
    assert not any(grid.get_visible() for grid in axes.get_xgridlines())
    assert [name for name, spine in axes.spines.items() if spine.get_visible()] == ["bottom"]


@pytest.mark.parametrize(("language", "unit"), [("sv", "Antal"), ("en", "Number")])
def test_the_axis_has_its_unit_and_the_subtitle_says_the_rest(course_result, language: str, unit: str) -> None:
    labels = {"brott": {"sv": "Skadegörelse", "en": "Vandalism"}}
    drawn = only(course_result(count=24, area="Teg", labels=labels), language)
    assert first_axes(drawn).get_ylabel() == unit
    expected = {
        "sv": "Skadegörelse, Teg. Antal per månad, jan 2019–dec 2020",
        "en": "Vandalism, Teg. Number per month, Jan 2019–Dec 2020",
    }
    assert drawn.subtitle == expected[language]
    (written,) = named(drawn.figure, "subtitle")
    assert written.get_text().replace("\n", " ") == drawn.subtitle


def test_a_users_own_unit_is_kept(course_result) -> None:
    drawn = only(course_result(kind="mean", unit="poäng", level=4.0))
    assert first_axes(drawn).get_ylabel() == "Poäng"


@pytest.mark.parametrize(("language", "text"), [("sv", "20\N{NARROW NO-BREAK SPACE}000"), ("en", "20,000")])
def test_numbers_are_written_in_the_language(course_result, language: str, text: str) -> None:
    labels = [label.get_text() for label in first_axes(only(course_result(level=20000.0), language)).get_yticklabels()]
    assert text in labels


def test_periods_without_dates_are_named_on_the_axis(course_result) -> None:
    drawn = only(course_result(frequency=None, count=16, season=4, start=12))
    assert first_axes(drawn).get_xlabel() == "Kvartal"
    assert drawn.subtitle.endswith("kvartal 1–16")
    english = only(course_result(frequency=None, count=16, season=4, start=12), "en")
    assert english.subtitle.endswith("quarters 1–16")
    nameless = only(course_result(frequency=None, count=16, start=12))
    assert first_axes(nameless).get_xlabel() == "Period"


def test_preliminary_points_are_hollow(course_result) -> None:
    drawn = only(course_result(count=20, preliminary=17))
    hollow = line(drawn, "preliminary")
    assert hollow.get_markerfacecolor() == "white"
    assert hollow.get_xdata().tolist() == [17.0, 18.0, 19.0]
    assert len(line(drawn, "observed").get_xdata()) == 17
    assert "Ihåliga punkter är preliminära siffror." in drawn.caption


def test_left_out_periods_lie_in_labelled_grey_fields(course_result) -> None:
    result = course_result(
        count=60, left_out=[*range(6), *range(30, 34), 58, 59], start=30, transition=(30, 33), preliminary=58
    )
    drawn = only(result)
    for kind, words, span in (
        ("excluded", "Inte med i analysen", (-0.5, 5.5)),
        ("transition", "Införande", (29.5, 33.5)),
        ("preliminary", "Preliminärt", (57.5, 59.5)),
    ):
        (field,) = named(drawn.figure, f"field-{kind}")
        (label,) = named(drawn.figure, f"label-{kind}")
        assert (field.get_x(), field.get_x() + field.get_width()) == span
        assert label.get_text() == words
    assert "Gråa fält är inte med i analysen." in drawn.caption


def test_preliminary_periods_that_are_used_have_a_label_but_no_field(course_result) -> None:
    figure = only(course_result(count=20, preliminary=17)).figure
    assert len(named(figure, "label-preliminary")) == 1
    assert named(figure, "field-preliminary") == []


def test_a_missing_value_is_a_gap_and_is_told(course_result) -> None:
    drawn = only(course_result([5.0, 6.0, np.nan, 4.0, 3.0, 6.0, 8.0]))
    assert len(line(drawn, "observed").get_xdata()) == 6
    assert "Perioder utan värde: 1." in drawn.caption


def test_size_and_letters_are_those_of_print(result: EffectResult) -> None:
    drawn = only(result)
    width, height = drawn.figure.get_size_inches() * 72
    assert width == pytest.approx(WIDTH)
    assert height >= 8.5 * 72 / 2.54 - 0.01
    assert min(t.get_fontsize() for t in texts(drawn.figure)) >= SMALLEST == 8.5


def test_colours_can_be_read(result: EffectResult) -> None:
    drawn = only(result, synthetic=True)
    for text in texts(drawn.figure):
        if text.get_gid() != "synthetic":
            assert contrast(str(text.get_color())) >= TEXT_CONTRAST, text.get_text()
    for gid in ("observed", "fitted", "counterfactual", "start"):
        assert contrast(str(line(drawn, gid).get_color())) >= GRAPHICS_CONTRAST


def test_lines_can_be_seen_on_the_band() -> None:
    band = tint(DEFAULT.counterfactual, 0.18)
    assert contrast(DEFAULT.counterfactual, band) >= GRAPHICS_CONTRAST
    assert contrast(DEFAULT.observed, band) >= GRAPHICS_CONTRAST


def test_a_theme_changes_the_colours(course_result) -> None:
    drawn = only(course_result(), theme=theme_from({"fitted": "#004B87"}))
    assert line(drawn, "fitted").get_color() == "#004B87"


@pytest.mark.parametrize(
    ("language", "synthetic", "mark"),
    [
        ("sv", True, "SYNTETISKA DATA – visar inget verkligt utfall"),
        ("sv", "Umeå", "SYNTETISKA DATA – visar inte utfallet i Umeå"),
        ("en", True, "SYNTHETIC DATA – does not show a real outcome"),
        ("en", "Umeå", "SYNTHETIC DATA – does not show the outcome in Umeå"),
    ],
)
def test_synthetic_data_are_marked_in_the_figure(
    course_result, language: str, synthetic: bool | str, mark: str
) -> None:
    (written,) = named(only(course_result(), language, synthetic=synthetic).figure, "synthetic")
    assert written.get_text() == mark
    assert named(only(course_result(), language).figure, "synthetic") == []


def test_a_long_title_wraps_and_stays_whole(course_result) -> None:
    drawn = only(course_result(), title=LONG)
    (title,) = named(drawn.figure, "title")
    assert title.get_text().count("\n") >= 1
    assert title.get_text().replace("\n", " ") == drawn.title == LONG


def test_dollar_signs_are_text(course_result) -> None:
    drawn = only(course_result(labels={"brott": {"sv": "Stöld under $5 och $9"}}))
    assert any("$5 och $9" in words for words, _ in boxes(drawn.figure))


def test_a_cut_band_is_told(course_result) -> None:
    assert "Det väntade når utanför figurens överkant." in only(course_result(band=9.0)).caption
    assert "överkant" not in only(course_result()).caption


def test_an_axis_that_does_not_begin_at_zero_is_told(course_result) -> None:
    mean = replace(course_result(np.linspace(3.2, 3.6, 30), band=0.01), kind="mean")
    assert "Axeln börjar inte vid noll." in only(mean).caption


def test_caption_has_source_period_n_and_what_the_band_means(course_result) -> None:
    assert only(course_result(count=24)).caption == (
        "Källa: Brå, hämtat 20 januari 2026. Tid: jan 2019–dec 2020. Månader i analysen: 24. "
        "I 95 av 100 sådana analyser täcker bandet den väntade utvecklingen utan insatsen."
    )


def test_caption_says_the_confidence_and_when_a_source_is_missing(course_result) -> None:
    plain = course_result(count=24)
    estimates = tuple(replace(e, confidence=0.995) for e in plain.estimates)
    changed = replace(plain, estimates=estimates, provenance=replace(plain.provenance, source=None))
    caption = only(changed, "en").caption
    assert caption.startswith("No source is given.")
    assert "In 995 of 1000 such analyses" in caption


@pytest.mark.parametrize(
    ("language", "kind", "main"),
    [
        (
            "sv",
            "Tidsserie",
            "20 procent lägre. Intervallet (95 procent) går från 30 procent lägre till 10 procent lägre.",
        ),
        (
            "en",
            "Time series",
            "20 per cent lower. The interval (95 per cent) runs from 30 per cent lower to 10 per cent",
        ),
    ],
)
def test_alt_text_says_the_kind_what_and_the_main_number(course_result, language: str, kind: str, main: str) -> None:
    alt = only(course_result(), language).alt
    assert alt.startswith(kind)
    assert main in alt
    assert "figur" not in alt.lower()


def test_alt_text_gives_no_estimate_when_there_is_too_little_data(course_result) -> None:
    drawn = only(course_result([5.0, 6.0, 4.0, 3.0, 6.0, 8.0]))
    assert "underlaget är för litet" in drawn.title
    assert "procent" not in drawn.alt


def test_the_table_holds_the_raw_course(course_result) -> None:
    result = course_result()
    assert only(result).table.equals(result.series)
