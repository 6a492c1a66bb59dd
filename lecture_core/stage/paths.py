"""Curves and markers as SVG path data: whole numbers, and no point that the eye would not miss."""

import functools

import numpy as np
from matplotlib.markers import MarkerStyle

TOLERANCE = 0.6  # a point this near to the line between its neighbours is left out
_MOST_POINTS = 800  # of a longer curve each stretch's extremes are kept


@functools.lru_cache
def outline(marker, fillstyle, size):
    """SVG path data of a marker, relative to its place."""
    if marker == "o":
        r = f"{5 * size:g}"
        return f"m-{r} 0a{r} {r} 0 1 1 0 .1z"
    style = MarkerStyle(marker, fillstyle)
    (corners,) = style.get_path().to_polygons(style.get_transform())
    steps = np.diff(10 * size * corners * (1, -1), axis=0, prepend=[(0, 0)])[:-1]
    first, *others = (f"{x:.0f} {y:.0f}" for x, y in steps.tolist())
    return f"m{first}l{' '.join(others)}z"


def shortened(points):
    """The curve's points (m, 2) without those that lie on the way between the ones kept."""
    if len(points) > _MOST_POINTS:
        points = _extremes(points)
    if len(points) < 4:
        return points
    # A first guess, right for a smooth curve: a chord over k steps misses it by k^2 |bend| / 8.
    bend = np.abs(points[2:] - 2 * points[1:-1] + points[:-2]).max(axis=1)
    turned = np.cumsum(np.sqrt(bend / (8 * TOLERANCE))).astype(int)
    keep = np.ones(len(points), dtype=bool)
    keep[1] = False
    keep[2:-1] = turned[1:] != turned[:-1]
    keep[[points[:, 1].argmin(), points[:, 1].argmax()]] = True
    while True:
        ends = np.flatnonzero(keep)
        chord = np.cumsum(keep[:-1]) - 1  # which one a point lies on
        begin = points[ends[chord]]
        way = points[ends[chord + 1]] - begin
        step = points[:-1] - begin
        aside = np.abs(way[:, 0] * step[:, 1] - way[:, 1] * step[:, 0])
        aside /= np.maximum(np.hypot(*way.T), 1e-9)
        if aside.max() <= TOLERANCE:
            return points[ends]
        worst = np.maximum.reduceat(aside, ends[:-1])
        keep[:-1] |= (aside == worst[chord]) & (aside > TOLERANCE)


def _extremes(points):
    """At most _MOST_POINTS points of a long curve: of each stretch the lowest and the highest."""
    stretch = -(-2 * len(points) // _MOST_POINTS)
    whole = len(points) // stretch * stretch
    y = points[:whole, 1].reshape(-1, stretch)
    begin = np.arange(0, whole, stretch)
    extremes = np.sort(np.column_stack((y.argmin(1) + begin, y.argmax(1) + begin)), axis=1)
    keep = np.unique(np.concatenate(([0], extremes.ravel(), [len(points) - 1])))
    return points[keep]


def path(points):
    """SVG path data through `points`: relative whole numbers, a gap where a point is not finite."""
    finite = np.isfinite(points).all(axis=1)
    if not finite.all():
        runs = np.split(points, np.flatnonzero(~finite))
        runs = [run[np.isfinite(run).all(axis=1)] for run in runs]
        return "".join(path(run) for run in runs if len(run))
    # Far outside the picture a curve is cut anyway; keep the numbers short.
    steps = np.rint(shortened(np.clip(points, -1e5, 1e5))).astype(int)
    steps[1:] = np.diff(steps, axis=0)
    # Only a capital M is free of where the run before a gap has ended.
    (x, y), *rest = steps.tolist()
    moves = " ".join(f"{x} {y}" for x, y in rest if x or y).replace(" -", "-")
    return f"M{x} {y}l{moves}" if moves else f"M{x} {y}"
