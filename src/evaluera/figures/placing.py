"""Where labels go so that they neither cover each other nor leave the figure: arithmetic only."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["lanes", "spread"]


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> tuple[float, ...]:
    """Centres of labels along a line: as near the wanted places as they can be without overlap.

    Parameters
    ----------
    wanted
        Where each label would stand, in points.
    sizes
        How much room each takes, in points.
    low, high
        The ends between which all of them must lie; when they do not fit, they run over ``high``.

    Returns
    -------
    tuple of float
        The centres, in the order given. Least squares under the order of ``wanted`` (pool adjacent violators).

    Examples
    --------
    >>> spread([10.0, 11.0], [4.0, 4.0], 0.0, 100.0)
    (8.5, 12.5)
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    offsets, total = [], 0.0
    for i in order:
        offsets.append(total + sizes[i] / 2)
        total += sizes[i]
    slack = max(low, high - total)
    shifts = _increasing([wanted[i] - offset for i, offset in zip(order, offsets, strict=True)])
    centres = [0.0] * len(order)
    for i, shift, offset in zip(order, shifts, offsets, strict=True):
        centres[i] = min(max(shift, low), slack) + offset
    return tuple(centres)


def lanes(boxes: Sequence[tuple[float, float]], gap: float = 4.0) -> tuple[int, ...]:
    """The lane (0, 1, ...) of each horizontal box ``(left, right)``: the lowest where it touches none before it.

    Examples
    --------
    >>> lanes([(0.0, 10.0), (5.0, 15.0), (20.0, 30.0)])
    (0, 1, 0)
    """
    taken: list[list[tuple[float, float]]] = []
    chosen: list[int] = []
    for left, right in boxes:
        free = (n for n, lane in enumerate(taken) if all(right + gap <= a or b + gap <= left for a, b in lane))
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((left, right))
        chosen.append(lane)
    return tuple(chosen)


def _increasing(values: Sequence[float]) -> list[float]:
    """The nearest sequence that never falls (isotonic regression with equal weights)."""
    blocks: list[tuple[float, int]] = []
    for value in values:
        mean, count = value, 1
        while blocks and blocks[-1][0] > mean:
            other, size = blocks.pop()
            mean, count = (mean * count + other * size) / (count + size), count + size
        blocks.append((mean, count))
    return [mean for mean, count in blocks for _ in range(count)]
