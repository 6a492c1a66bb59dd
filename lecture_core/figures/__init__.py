"""Histories in, a matplotlib Figure out: no widgets, no pyplot, no magics."""

import lecture_core.figures.fonts  # before all that imports matplotlib's own  # noqa: F401
from lecture_core.figures.analysis import (
    factors_figure,
    law_figure,
    master_curve_figure,
    plateau_figure,
    sigmoid_figure,
)
from lecture_core.figures.comparisons import (
    damping_figure,
    late_figure,
    rules_figure,
    stability_figure,
    start_times_figure,
)
from lecture_core.figures.cross_entropy import cost_figure, costs_figure, surface_figure
from lecture_core.figures.digits import (
    digits_figure,
    learning_curves_figure,
    search_figure,
    waking_figure,
)
from lecture_core.figures.effect import effect_figure
from lecture_core.figures.learning_time import learning_maps_figure, learning_time_figure
from lecture_core.figures.look import LectureFigure
from lecture_core.figures.many_inputs import many_inputs_figure
from lecture_core.figures.network_diagram import network_figure
from lecture_core.figures.networks import saturation_figure, slopes_figure
from lecture_core.figures.slowdown import slowdown_figure
from lecture_core.figures.summary import landscape_figure, reference_figure

__all__ = [
    "LectureFigure",
    "cost_figure",
    "costs_figure",
    "damping_figure",
    "digits_figure",
    "effect_figure",
    "factors_figure",
    "landscape_figure",
    "late_figure",
    "law_figure",
    "learning_curves_figure",
    "learning_maps_figure",
    "learning_time_figure",
    "many_inputs_figure",
    "master_curve_figure",
    "network_figure",
    "plateau_figure",
    "reference_figure",
    "rules_figure",
    "saturation_figure",
    "search_figure",
    "sigmoid_figure",
    "slopes_figure",
    "slowdown_figure",
    "stability_figure",
    "start_times_figure",
    "surface_figure",
    "waking_figure",
]
