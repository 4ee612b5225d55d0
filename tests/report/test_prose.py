"""Markdown of a person: raw HTML is text, pictures are embedded or missed aloud."""

from __future__ import annotations

from pathlib import Path

from evaluera.report.prose import prose, without_title


def test_raw_html_is_shown_as_text() -> None:
    assert "&lt;script&gt;" in prose("<script>x</script> och **fet**", language="sv")
    assert "<strong>fet</strong>" in prose("<script>x</script> och **fet**", language="sv")


def test_a_table_gets_caption_and_column_headers() -> None:
    html = prose("| a | |\n|---|--:|\n| 1 | 2 |\n", language="en")
    assert "<caption>The evaluator's own table</caption>" in html.replace("&#x27;", "'")
    assert '<th scope="col">a</th>' in html
    assert "<td></td>" in html


def test_a_picture_beside_the_text_is_embedded(tmp_path: Path) -> None:
    (tmp_path / "karta.png").write_bytes(b"png")
    assert '<img src="data:image/png;base64,cG5n" alt="Karta">' in prose(
        "![Karta](karta.png)", language="sv", folder=tmp_path
    )


def test_a_pasted_picture_is_embedded() -> None:
    attachments = {"a.png": {"image/png": "AAAA"}}
    assert 'src="data:image/png;base64,AAAA"' in prose("![k](attachment:a.png)", language="sv", attachments=attachments)


def test_a_picture_elsewhere_is_not_loaded_and_missed_aloud(tmp_path: Path) -> None:
    html = prose("![Karta](https://example.org/karta.png) ![x](saknas.png)", language="sv", folder=tmp_path)
    assert "<img" not in html
    assert "Bilden https://example.org/karta.png finns inte här" in html
    assert "Bilden saknas.png finns inte här" in html


def test_a_picture_without_words_is_noted(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"png")
    html = prose("![](a.png)", language="en", folder=tmp_path)
    assert 'alt="The figure has no description.' in html
    assert 'class="flag"' in html


def test_only_the_first_heading_of_the_title_cell_goes() -> None:
    assert without_title("# Titel\n\nText") == "Text"
    assert without_title("# Titel") == ""
    assert without_title("Text\n\n# Rubrik") == "Text\n\n# Rubrik"
