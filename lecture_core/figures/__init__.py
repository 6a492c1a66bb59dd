"""Histories in, a matplotlib Figure out: no widgets, no pyplot, no magics."""

from lecture_core.figures.cost import cost_figure, costs_figure, surface_figure
from lecture_core.figures.effect import (
    damping_figure,
    effect_figure,
    late_figure,
    rules_figure,
    stability_figure,
    start_times_figure,
)
from lecture_core.figures.learning_time import learning_maps_figure, learning_time_figure
from lecture_core.figures.slowdown import slowdown_figure
from lecture_core.figures.style import LectureFigure

__all__ = [
    "LectureFigure",
    "cost_figure",
    "costs_figure",
    "damping_figure",
    "effect_figure",
    "late_figure",
    "learning_maps_figure",
    "learning_time_figure",
    "rules_figure",
    "slowdown_figure",
    "stability_figure",
    "start_times_figure",
    "surface_figure",
]
