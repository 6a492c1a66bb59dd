"""Bets in a picture: hollow diamonds where the reader expects a curve to pass."""

import numpy as np

from lecture_core.figures.look import INK, styled
from lecture_core.words import number

_LOOK = {"linestyle": "none", "markersize": 9, "markerfacecolor": "none", "markeredgecolor": INK,
         "markeredgewidth": 1.8, "zorder": 6, "clip_on": False}


@styled
def mark_bets(figure, axes, bets):
    """Mark `bets`: points (x, y), or bets with a `point` that is None as long as none is placed.

    One beyond the axes stands at their edge as an arrowhead. The figure's description tells them.
    """
    points = [point for point in (getattr(bet, "point", bet) for bet in bets) if point is not None]
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    for x, y in points:
        inside = np.clip(x, left, right), np.clip(y, low, high)
        marker = (">" if x > right else "<" if x < left else "^" if y > high else
                  "v" if y < low else "D")
        axes.plot(*([value] for value in inside), marker, gid="bet", **_LOOK)
    if points:
        axes.set(xlim=(left, right), ylim=(low, high))
        told = ", ".join(figure.words("bets_alt_point", x=number(x), y=number(y))
                         for x, y in points)
        figure.description += " " + figure.words("bets_alt", points=told)
    return figure
