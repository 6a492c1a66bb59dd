"""Histories in, a matplotlib Figure out: no widgets, no pyplot, no magics."""

from lecture_core.figures.slowdown import slowdown_figure
from lecture_core.figures.style import LectureFigure

__all__ = ["LectureFigure", "slowdown_figure"]
