"""The table of how often checks raise their hand is about every world of ``make calibrate``, and says what is found."""

from __future__ import annotations

import pytest
from check_rates import TABLE, World, verdicts, worlds

ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| `")
]
DRAWN = 6
WORLDS = worlds()


def test_the_table_has_every_world() -> None:
    shown = [(row[0].strip("`"), row[1], row[2] == "yes") for row in ROWS]
    assert shown == [(world.check, world.data, world.fault) for world in WORLDS]


@pytest.mark.parametrize(("world", "row"), list(zip(WORLDS, ROWS, strict=True)), ids=[world.data for world in WORLDS])
def test_a_few_draws_are_like_the_table(world: World, row: list[str]) -> None:
    found = verdicts(world, DRAWN)
    assert found.total() == DRAWN
    for verdict, cell in zip(("DOUBTFUL", "FAILS"), row[3:], strict=True):
        share = float(cell.removesuffix(" %")) / 100.0
        # the first draws are among the 300 of the table: six of them lie within three standard errors, or one draw
        assert abs(found[verdict] - DRAWN * share) <= max(1.0, 3.0 * (DRAWN * share * (1.0 - share)) ** 0.5) + 0.03
