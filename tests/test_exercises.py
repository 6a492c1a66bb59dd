"""Every exercise answered by numbers: all answers and the replies they get, in one place."""

import itertools
import re
from dataclasses import FrozenInstanceError
from decimal import Decimal
from fractions import Fraction

import nbformat
import numpy as np
import pytest

import notebooks
from lecture_core import (
    CROSS_ENTROPY,
    QUADRATIC,
    comparable_rate,
    learning_time,
    load_digits,
    sigmoid_prime,
    train_seeds,
)
from lecture_core.exercises import EXERCISES, TASKS, check, judge, solved
from lecture_core.exercises.answers import came, real, whole
from lecture_core.exercises.formulas import FORMULAS
from lecture_core.exercises.summary_tasks import all_claims
from lecture_core.exercises.verdict import Refusal
from lecture_core.words import LANGUAGES

GOAL = np.log(0.25)


def wait(cost, z, eta=1.0):
    return learning_time(z, GOAL, eta=eta, cost=cost)


def fair(w, b):
    return 0.15 * wait(CROSS_ENTROPY, w + b) / wait(QUADRATIC, w + b)


def counted(cost, seed, **told):
    runs = train_seeds(load_digits(), cost=cost, eta=1, seeds=[seed], epochs=1, **told)
    return runs.right(load_digits().validation)[0]


def central(C, z):
    return (C(z + 1e-5) - C(z - 1e-5)) / 2e-5


COUNT = itertools.count(100)  # an experiment that never gives the same twice

# name: {reply: answers that get it}; the edges of each accepted range stand on both sides.
ANSWERS = {
    "half_way": {
        "half_way_right": [229, 232, 235, 231.0, np.int64(232)], "half_way_other": [33, 36, 39],
        "half_way_early": [150, 228], "half_way_late": [236, 242, 300],
        "answer_range": [302, -1], "answer_whole": [231.5],
    },
    "target_z": {
        "target_z_right": [np.log(0.25), -1.39, -1.382], "target_z_sign": [1.386],
        "target_z_base": [-0.602], "target_z_forward": [0.55],
        "target_z_not": [0.2, -1.38, -1.392, -1.609, 0, 500],
    },
    "start": {
        "start_right": [(1.5, 0), (0, 1.5), (-3, 4.5), [0.9, 0.6], np.array([1.0, 0.5])],
        "start_same": [(0.6, 0.9), (0.6, 0.9 + 1e-12)], "start_mirror": [(-0.6, -0.9)],
        "start_apart": [(2, 2), (0.9, 0.61), (1.2, 1.8)],
        "answer_pair": [1.5, (1,), (1, 2, 3, 4, 5)],
        "answer_pair_comma": [(0, 5, 1, 0), (1, 0, 5)],
    },
    "rate": {
        "rate_right": [0.46, 0.453, 0.48, 0.1497 * 302 / 100], "rate_fast": [0.485, 0.6, 100],
        "rate_slow": [0.43, 0.3], "rate_inverse": [0.05, 0.149], "rate_far": [1e-9],
        "rate_sign": [0, -0.45], "answer_comma": [(1, 5), (0, 45)],
    },
    "how_flat": {
        "how_flat_right": [101.4, 101, 102], "how_flat_inverse": [0.00987],
        "how_flat_one": [405.4, np.exp(6)], "how_flat_slope": [0.002467],
        "how_flat_outputs": [1.995], "how_flat_more": [100, 6, -101],
        "how_flat_less": [103, 1000],
    },
    "mirror": {
        "mirror_right": [(-2, -2), (-1, -3)], "mirror_there": [(2, 2), (1, 1), (4, 4)],
        "mirror_not": [(-3, -3), (0, 0), (-2, 2)], "mirror_far": [(-30, -30)],
        "answer_pair": [-4],
    },
    "fastest_output": {
        "fastest_right": [0.333, 1 / 3, 0.34, 0.324, 0.343], "fastest_not": [0.5, 0.322, 0.345],
        "fastest_mirror": [2 / 3, 0.67], "fastest_z": [-0.693],
        "fastest_outside": [0, 1, 2, -0.3], "answer_quotes": ["0.3333"],
    },
    "double_wait": {
        "double_right": [8.699, 8 + np.log(2), 8.69, 8.71],
        "double_not": [8, 8.68, 8.72, 9, 0], "double_sixteen": [16], "answer_range": [-5, 1000],
    },
    "soft": {
        "soft_right": [(0.2, 0.5004), (0.2, 0.501), (0.2, 0.4995)],
        "soft_swapped": [(0.5004, 0.2)],
        "soft_mirror": [(0.8, 0.5004)], "soft_where": [(0.5, 0.6931), (0.198, 0.5)],
        "soft_zero": [(0.2, 0)], "soft_bits": [(0.2, 0.7219)], "soft_digits": [(0.2, 0.2173)],
        "soft_sign": [(0.2, -0.5004)], "soft_half": [(0.2, 0.3219)],
        "soft_how_large": [(0.2, 0.502), (0.2, 1)], "soft_outside": [(1.5, 0), (0, 0)],
    },
    "ratio": {
        "ratio_right": [4.59, -4.59, 4.5849, 4.5948], "ratio_two": [np.log(100), -4.605],
        "ratio_not": [0, 4, 4.584, 4.596, 6, 2, 700],
    },
    "slip": {
        "slip_right": [(0, 1), [1, 0, 1], {0, 1}, np.array([0.0, 1.0])],
        "slip_more": [(1,), [0], [1, 1]], "slip_wrong": [[2], (2, 0), (0.5, 1)],
        "slip_minus": [[-1, 1]], "answer_empty": [[], (), set()],
        "answer_several": [1, iter([0, 1]), (x for x in (0, 1)), {0: 1}],
    },
    "straight_wait": {
        "straight_right": [1000, 995, 1009], "straight_bias": [2000],
        "straight_not": [500, 100, 989, 1011, -5], "straight_quadratic": [4.85e10],
    },
    "late_digit": {
        "late_right": [(100, 10), (98, 10.2)], "late_swapped": [(10, 100)],
        "late_inverse": [(0.01, 0.1)], "late_powers": [(2, 1)],
        "late_half": [(10, 10), (100, 100), (96, 10)], "late_not": [(3, 4)],
    },
    "overtaking": {
        "overtaking_right": [5.68, 5.7, 5.65], "overtaking_before": [3, 4, 5.5],
        "overtaking_after": [6, 5.8, 8], "overtaking_leading": [5.01],
        "overtaking_far": [30], "overtaking_pair": [(3, 3)],
        "answer_range": [-2, GOAL, -1.385],  # where both arrive at once
    },
    "widget_cost": {
        "widget_cost_right": [lambda z: z + np.exp(z), lambda z: z + np.exp(z) - 7,
                              lambda z: np.float32(z) + np.exp(np.float32(z)),
                              lambda z: np.array([z + np.exp(z)])],
        "widget_cost_one": [np.exp], "widget_cost_linear": [lambda z: z],
        "widget_cost_sign": [lambda z: -z - np.exp(z)],
        "widget_cost_true": [lambda z: np.log(1 + np.exp(z))],
        "widget_cost_not": [lambda z: z**2, lambda z: z + np.exp(z) + max(0, -1 - z),
                            lambda z: z + np.exp(z) + (z * z if -1 < z < 0 else 0)],
        "function_wanted": [5],
        "code_raised_line": [lambda z: missing(z), lambda z: z.no, lambda z: [][1],  # noqa: F821
                             lambda z: {}[z]],
        "returns_number": [lambda z: "z", lambda z: (z, 1), lambda z: z > 0, lambda z: 1j * z,
                           lambda z: np.array([z, z]), lambda z: np.array([])],
        "function_arguments": [lambda: 1],
    },
    "fair_rate": {
        "fair_right": [fair], "fair_inverse": [lambda w, b: 0.0225 / fair(w, b)],
        "fair_same": [lambda w, b: 0.15], "fair_sixth": [lambda w, b: 0.025],
        "fair_first_step": [lambda w, b: 0.15 * sigmoid_prime(w + b),
                            lambda w, b: comparable_rate("first_step", w, b, eta=0.15)],
        "fair_no_bias": [lambda w, b: fair(w, 0)], "fair_positive": [lambda w, b: -1],
        "fair_not": [lambda w, b: 1.03 * fair(w, b)],
        "returns_nothing": [lambda w, b: print(end="")],
        "unanswered": [lambda w, b: ...],
    },
    "parameters": {
        "parameters_right": [2260, 2260.0], "parameters_no_biases": [2220],
        "parameters_biases": [40], "parameters_inputs": [2324], "parameters_neurons": [104],
        "parameters_product": [19200], "parameters_not": [2261], "answer_whole": [2260.5],
    },
    "hidden_delta": {
        "hidden_delta_right": [(-0.25, -1)], "hidden_delta_sign": [(0.25, 1)],
        "hidden_delta_swapped": [(-1, -0.25)], "hidden_delta_output": [(-0.125, -0.5)],
        "hidden_delta_slope": [(-1, -4)], "hidden_delta_weight": [(-1 / 32, -1 / 8)],
        "hidden_delta_slope_twice": [(-1 / 16, -0.25)], "hidden_delta_half": [(-0.25, 0)],
        "hidden_delta_none": [(0, 0)], "answer_pair": [-0.25],
    },
    "hidden_edge": {
        "hidden_edge_right": [3.8, 3.85], "hidden_edge_early": [0, 2, 3.5],
        "hidden_edge_late": [4], "hidden_edge_never": [4.5, 8, -8],
    },
    "depth": {
        "depth_right": [10, 10.0], "depth_few": [1, 5, 9], "depth_many": [11, 40],
        "depth_half": [20], "answer_range": [-3, 0], "answer_whole": [9.97],
    },
    "updates": {
        "updates_right": [3000], "updates_epoch": [100], "updates_epochs": [30],
        "updates_seen": [30000], "updates_examples": [1000], "updates_not": [300, 2999],
    },
    "by_chance": {
        "chance_right": [2 / 256, 0.0078, Fraction(1, 128), Decimal("0.0079")],
        "chance_one_way": [1 / 256], "chance_half": [0.5], "chance_eighth": [0.125],
        "chance_sixteenth": [0.0625], "chance_percent": [0.78],
        "chance_outside": [2, -0.5], "chance_not": [0.0081, 0.1],
    },
    "digits_scale": {
        "digits_scale_right": [0.7, 0.75, 0.8, 0.85], "digits_scale_low": [1.0, 2, 0.9],
        "digits_scale_high": [0.3, 0.15, 0.5], "digits_scale_small": [0.01],
        "answer_range": [0, 11, -1],
    },
    "test_size": {
        "test_size_right": [1150, 1200.0], "test_size_few": [500, 1100, 1],
        "test_size_half": [285], "test_size_many": [1400], "answer_whole": [2.5],
        "answer_range": [0, -5],
    },
    "experiment": {
        "experiment_right": [counted],
        "experiment_share": [lambda cost, seed: counted(cost, seed) / 297],
        "experiment_total": [lambda cost, seed: 10 * counted(cost, seed) + 300],
        "experiment_repeat": [lambda cost, seed: next(COUNT) % 290],
        "experiment_seed": [lambda cost, seed: 200],
        "experiment_cost": [lambda cost, seed: counted(QUADRATIC, seed)],
        "experiment_guessing": [lambda cost, seed: seed + 3 + (cost is QUADRATIC)],
        "experiment_whole": [lambda cost, seed: 201.5], "function_wanted": [200],
        "returns_number": [lambda cost, seed: train_seeds(load_digits(), cost=cost, eta=1,
                                                          seeds=[seed], epochs=0),
                           lambda cost, seed: (200, 3), lambda cost, seed: np.arange(5)],
    },
    "dearer": {
        "dearer_right": [(2934, 1.6), (np.exp(8), 1.55)], "dearer_swapped": [(1.6, 2934)],
        "dearer_inverse": [(1 / 2934, 0.64)],
        "dearer_two": [(2934, 2)], "dearer_quadratic": [(2, 1.6)],
        "dearer_cross_entropy": [(2934, 1)], "dearer_not": [(33.4, 1.4)],
    },
    "largest": {
        "largest_right": [0.25**7, 6.1e-5], "largest_sigma": [0.5**7], "largest_one": [0.25],
        "largest_fewer": [0.25**6], "largest_more": [0.25**8], "largest_sum": [1.75],
        "largest_low": [1e-9, 0, -1], "largest_high": [0.1],
    },
    "hump": {
        "hump_right": [-0.6, -0.69, -0.51], "hump_hollow": [-2.2, 0.18], "hump_sign": [0.6],
        "hump_not": [-1, -0.72, -0.48, 0.0],
    },
    "true_claims": {
        "claims_right": [[2, 3, 5], (5, 3, 2)], "claims_more": [[2], [2, 3], [5, 5]],
        "claims_false_1": [[1, 2, 3, 5]], "claims_false_4": [[4]], "claims_false_6": [[2, 6]],
        "claims_number": [[7], [2.5]],
    },
    "measured_slope": {
        "slope_right": [central], "slope_sign": [lambda C, z: -central(C, z)],
        "slope_factor_two": [lambda C, z: 2 * central(C, z), lambda C, z: central(C, z) / 2],
        "slope_cancels": [lambda C, z: (C(z + 1e-5) - C(z)) / 1e-5],
        "slope_undivided": [lambda C, z: C(z + 1e-5) - C(z - 1e-5)],
        "slope_not": [lambda C, z: C(z), lambda C, z: central(C, np.where(z < -2, -z, z)),
                      lambda C, z: central(C, np.where((z > -2) & (z < 0), -z, z))],
        "returns_nothing": [lambda C, z: print(end="")],
        "result_shape": [lambda C, z: 1.0],
        "result_kind": [lambda C, z: "slope", lambda C, z: central(C, z).astype(str),
                        lambda C, z: central(C, z) + 0j, lambda C, z: [10**400] * 5],
    },
}
# Just inside and just outside of each tolerance: (the last answer of one reply, the first of the
# next). How wide a tolerance is, is the lecture's choice: here it is written down.
EDGES = {
    "half_way": [("half_way_other", 33, "half_way_early", 32),
                 ("half_way_other", 39, "half_way_early", 40),
                ("half_way_early", 0, "answer_range", -1),
                ("half_way_late", 300, "answer_range", 301)],
    "target_z": [("target_z_right", -1.3912, "target_z_not", -1.3914),
                 ("target_z_right", -1.3814, "target_z_not", -1.3812),
                 ("target_z_sign", 1.3912, "target_z_not", 1.3914),
                 ("target_z_base", -0.5971, "target_z_not", -0.597),
                 ("target_z_forward", 0.5548, "target_z_not", 0.5549),
                ("target_z_not", 700, "answer_range", 700.5),
                ("target_z_not", -700, "answer_range", -700.5)],
    "start": [("start_same", (0.6, 0.9 + 0.9e-6), "start_apart", (0.6, 0.9 + 1.1e-6)),
              ("start_right", (1.5 + 1e-9, 0), "start_apart", (1.5 + 1e-8, 0)),
             ("start_apart", (1e6, 0), "answer_range", (1e6 + 0.5, 0)),
             ("start_apart", (0, -1e6), "answer_range", (0, -1e6 - 0.5))],
    "rate": [("rate_right", 0.43195, "rate_slow", 0.43194),
             ("rate_right", 0.48264, "rate_fast", 0.48265),
             ("rate_slow", 0.15, "rate_inverse", 0.1499),
            ("rate_fast", 1e6, "answer_range", 1e6 + 0.5),
            ("rate_sign", -1e6, "answer_range", -1e6 - 0.5)],
    "how_flat": [("how_flat_right", 100.345, "how_flat_more", 100.344),
                 ("how_flat_right", 102.371, "how_flat_less", 102.372),
                 ("how_flat_outputs", 2.0149, "how_flat_more", 2.0151)],
    "fastest_output": [("fastest_right", 0.3234, "fastest_not", 0.3232),
                       ("fastest_right", 0.3432, "fastest_not", 0.3434),
                       ("fastest_mirror", 0.6568, "fastest_not", 0.6566),
                       ("fastest_mirror", 0.6766, "fastest_not", 0.6768),
                       ("fastest_z", -0.7, "fastest_outside", -0.7001),
                       ("fastest_not", 1e-9, "fastest_outside", 0),
                       ("fastest_not", 1 - 1e-9, "fastest_outside", 1)],
    "double_wait": [("double_right", 8.6856, "double_not", 8.6855),
                    ("double_right", 8.7158, "double_not", 8.7159),
                   ("double_not", 700, "answer_range", 700.5),
                   ("double_not", GOAL, "answer_range", -1.387)],
    "soft": [("soft_right", (0.2009, 0.5004), "soft_where", (0.2011, 0.5004)),
             ("soft_right", (0.2, 0.5013), "soft_how_large", (0.2, 0.5015)),
             ("soft_mirror", (0.8009, 0.5), "soft_where", (0.8011, 0.5)),
             ("soft_zero", (0.2, 0.0009), "soft_how_large", (0.2, 0.0011)),
             ("soft_swapped", (0.5013, 0.2009), "soft_where", (0.5013, 0.2011)),
             ("soft_swapped", (0.5013, 0.2009), "soft_where", (0.5015, 0.2009)),
            ("soft_where", (0.999, 0), "soft_outside", (1, 0)),
            ("soft_where", (0.001, 0), "soft_outside", (0, 0))],
    "ratio": [("ratio_right", 4.58487, "ratio_not", 4.58486),
              ("ratio_right", 4.59501, "ratio_not", 4.59502),
              ("ratio_two", 4.6111, "ratio_not", 4.6112),
              ("ratio_two", -4.5992, "ratio_not", -4.5991),
             ("ratio_not", 700, "answer_range", 700.5),
             ("ratio_not", -700, "answer_range", -700.5)],
    "mirror": [("mirror_there", (1e6, 0), "answer_range", (1e6 + 0.5, 0)),
               ("mirror_far", (0, -1e6), "answer_range", (0, -1e6 - 0.5))],
    "straight_wait": [("straight_right", 990.1, "straight_not", 989.9),
                      ("straight_right", 1009.9, "straight_not", 1010.1),
                      ("straight_bias", 1980.1, "straight_not", 1979.9),
                      ("straight_bias", 2019.9, "straight_not", 2020.1),
                      ("straight_not", 22026, "straight_quadratic", 22027)],
    "late_digit": [("late_right", (102.9, 10.29), "late_half", (103.1, 10.29)),
                   ("late_right", (97.1, 9.71), "late_half", (97.1, 9.69)),
                   ("late_inverse", (0.01029, 0.1029), "late_not", (0.01031, 0.1029))],
    "overtaking": [("overtaking_right", 5.6064, "overtaking_before", 5.6063),
                   ("overtaking_right", 5.7312, "overtaking_after", 5.7313),
                   ("overtaking_leading", 5.0299, "overtaking_before", 5.0301),
                   ("overtaking_leading", 4.9901, "overtaking_before", 4.9899),
                   ("overtaking_before", 0, "answer_range", -1e-9),
                   ("overtaking_far", 700, "answer_range", 700.5)],
    "widget_cost": [("widget_cost_right", lambda z: (1 + 0.8e-4) * (z + np.exp(z)),
                     "widget_cost_not", lambda z: (1 + 0.9e-4) * (z + np.exp(z))),
                    ("widget_cost_right", lambda z: (1 + 2.1e-4) * z + np.exp(z),
                     "widget_cost_not", lambda z: (1 + 2.2e-4) * z + np.exp(z))],
    "fair_rate": [("fair_right", lambda w, b: 1.0099 * fair(w, b),
                   "fair_not", lambda w, b: 1.0101 * fair(w, b)),
                  ("fair_same", lambda w, b: 0.1514, "fair_not", lambda w, b: 0.1516),
                  ("fair_not", lambda w, b: 1e-300, "fair_positive", lambda w, b: 0)],
    "parameters": [("parameters_not", 0, "answer_range", -1),
                   ("parameters_not", 10**9, "answer_range", 10**9 + 1)],
    "depth": [("depth_many", 1000, "answer_range", 1001)],
    "hidden_delta": [("hidden_delta_right", (-0.25 + 0.9e-6, -1 - 0.9e-6),
                      "hidden_delta_half", (-0.25 + 1.1e-6, -1))],
    "hidden_edge": [("hidden_edge_right", 3.7564, "hidden_edge_early", 3.7563),
                    ("hidden_edge_right", 3.9494, "hidden_edge_late", 3.9495),
                   ("hidden_edge_late", 4.05, "hidden_edge_never", 4.0501),
                   ("hidden_edge_never", 1e6, "answer_range", 1e6 + 0.5),
                   ("hidden_edge_never", -1e6, "answer_range", -1e6 - 0.5)],
    "by_chance": [("chance_right", 0.0079687, "chance_not", 0.0079688),
                  ("chance_right", 0.0076563, "chance_not", 0.0076562),
                  ("chance_half", 0.5099, "chance_not", 0.5101),
                  ("chance_percent", 0.8012, "chance_not", 0.8013),
                  ("chance_not", 1, "chance_outside", 1.0001),
                  ("chance_not", 0, "chance_outside", -0.0001)],
    "test_size": [("test_size_right", 1139, "test_size_few", 1138),
                  ("test_size_right", 1264, "test_size_many", 1265),
                  ("test_size_half", 250, "test_size_few", 249),
                  ("test_size_half", 320, "test_size_few", 321),
                  ("test_size_many", 10**12, "answer_range", 10**12 + 1)],
    "updates": [("updates_not", 0, "answer_range", -1),
                ("updates_not", 10**9, "answer_range", 10**9 + 1)],
    "experiment": [("experiment_guessing", lambda cost, seed: seed + 54 + (cost is QUADRATIC),
                    "experiment_right", lambda cost, seed: seed + 55 + (cost is QUADRATIC)),
                   ("experiment_right", lambda cost, seed: 292 + seed + (cost is QUADRATIC),
                    "experiment_total", lambda cost, seed: 294 + seed + (cost is QUADRATIC)),
                   ("experiment_right", lambda cost, seed: 60 * seed + (cost is QUADRATIC and seed),
                    "experiment_total", lambda cost, seed: 60 * seed - (cost is QUADRATIC)),
                   ("experiment_share", lambda cost, seed: 0.5,
                    "experiment_whole", lambda cost, seed: 1.5),
                   ("experiment_share", lambda cost, seed: 0.5,
                    "experiment_whole", lambda cost, seed: -0.5)],
    "dearer": [("dearer_right", (2787.2, 1.518), "dearer_quadratic", (2787.1, 1.518)),
               ("dearer_right", (3080.5, 1.677), "dearer_quadratic", (3080.6, 1.677)),
               ("dearer_right", (2934, 1.5178), "dearer_cross_entropy", (2934, 1.5177)),
               ("dearer_right", (2934, 1.6775), "dearer_cross_entropy", (2934, 1.6776)),
               ("dearer_two", (2934, 1.901), "dearer_cross_entropy", (2934, 1.899)),
               ("dearer_two", (2934, 2.099), "dearer_cross_entropy", (2934, 2.101)),
               ("dearer_swapped", (1.6775, 3080.5), "dearer_not", (1.6776, 3080.5)),
               ("dearer_inverse", (1.049 / 2934, 0.625), "dearer_not", (1.051 / 2934, 0.625))],
    "largest": [("largest_right", 1.0099 / 4**7, "largest_high", 1.0101 / 4**7),
                ("largest_right", 0.9901 / 4**7, "largest_low", 0.9899 / 4**7),
                ("largest_one", 0.2524, "largest_high", 0.2526),
                ("largest_one", 0.2476, "largest_high", 0.2474)],
    "hump": [("hump_right", -0.6999, "hump_not", -0.7001),
             ("hump_right", -0.5001, "hump_not", -0.4999),
             ("hump_hollow", -2.2949, "hump_not", -2.2951),
             ("hump_hollow", 0.2799, "hump_not", 0.2801),
             ("hump_sign", 0.5001, "hump_not", 0.4999)],
    "true_claims": [("claims_false_6", [6], "claims_number", [7]),
                    ("claims_false_1", [1], "claims_number", [0])],
    "measured_slope": [
        ("slope_right", lambda C, z: (1 + 0.9e-6) * central(C, z),
         "slope_cancels", lambda C, z: (1 + 1.2e-6) * central(C, z)),
        ("slope_right", lambda C, z: central(C, z) + 1e-6,
         "slope_cancels", lambda C, z: central(C, z) + 1.1e-6),
        ("slope_factor_two", lambda C, z: (2 + 1.9e-3) * central(C, z),
         "slope_not", lambda C, z: (2 + 2.5e-3) * central(C, z)),
        ("slope_cancels", lambda C, z: (1 + 0.9e-2) * central(C, z),
         "slope_not", lambda C, z: (1 + 1.2e-2) * central(C, z)),
        ("slope_undivided", lambda C, z: 0 * z + 0.0099, "slope_not", lambda C, z: 0 * z + 0.0101)],
}
# What a reply works out and tells.
TOLD = [
    ("half_way", 232, {"second": 232, "more": 70}),
    ("half_way", 150, {"n": 150, "a": "0.933"}), ("half_way", 242, {"n": 242, "a": "0.409"}),
    ("target_z", 700.4, {"came": "700.4", "low": "−700", "high": "700"}),
    ("target_z", 1234.56789012345678, {"came": "1234.56789012346", "low": "−700", "high": "700"}),
    ("half_way", 1234567, {"came": "1\xa0234\xa0567", "low": "0", "high": "300"}),
    ("target_z", GOAL, {"z": "−1.386"}), ("start", (1.2, 1.8), {"apart": "0.532", "z": "3"}),
    ("how_flat", 101.43, {"times": "101.4"}),
    ("fastest_output", 0.51, {"a": "0.51", "push": "0.1225", "share": "82.6"}),
    ("double_wait", 8.71234, {"z": "8.712", "ratio": "2.02"}),
    ("mirror", (-3, -3), {"epochs": 1486, "wanted": 302}),
    ("soft", (0.2, 0.72192), {"a": "0.2", "C": "0.7219"}),
    ("ratio", 0, {"z": "0", "ratio": "4"}), ("ratio", 4.59123, {"z": "4.591", "ratio": "100.6"}),
    ("straight_wait", 995.12, {"epochs": "995.1"}),
    ("straight_wait", 1995.12, {"epochs": "1995"}),
    ("straight_wait", 500.12, {"epochs": "500.1", "way": "5"}),
    ("overtaking", 5.6812, {"z": "5.681", "quadratic": 1116, "cross_entropy": 1106}),
    ("overtaking", 30.1234, {"z": "30.12"}),
    ("widget_cost", lambda z: z + np.exp(z) - (5 * z if z > 3 else z if -0.25 < z < 1 else 0),
     {"z": "0", "slope": "1"}),
    ("fair_rate", lambda w, b: 0.03 if w == 2 else fair(w, b),
     {"w": "2", "b": "2", "eta": "0.03", "quadratic": 302, "cross_entropy": "156"}),
    ("experiment", lambda cost, seed: 200 + (cost is CROSS_ENTROPY and (1, 0, -1, 4, 6)[seed]),
     {"wins": 3, "runs": 5, "mean": "2", "least": "−1", "most": "6"}),
    ("dearer", (2934, 1.6), {"quadratic": "2934", "cross_entropy": "1.6"}),
    ("measured_slope", lambda C, z: C(z), {"z": "−3", "value": "−27", "curve": "z ** 3"}),
]
PAIRS = [(name, key, answer) for name, replies in ANSWERS.items()
         for key, answers in replies.items() for answer in answers]
languages = pytest.mark.parametrize("language", LANGUAGES)


def test_a_number_that_is_not_whole_is_told_as_it_came():
    assert "232.4" in str(check("half_way", 232.4, language="en"))


def test_a_reading_within_the_margin_is_told_the_true_value():
    assert "−0.6 " in str(check("hump", -0.51, language="en"))
    assert "2934" in str(check("dearer", (np.exp(8), 1.55), language="en"))


def is_right(key):
    return key.endswith("_right")


@pytest.mark.parametrize(("name", "key", "answer"), PAIRS)
def test_each_answer_gets_its_reply(name, key, answer):
    reply = judge(name, answer)
    assert reply.key == key and reply.right == is_right(key)


@pytest.mark.parametrize("name", EDGES)
def test_the_edges_of_each_tolerance(name):
    for inside, answer, outside, other in EDGES[name]:
        assert judge(name, answer).key == inside, answer
        assert judge(name, other).key == outside, other


@pytest.mark.parametrize(("name", "answer", "places"), TOLD)
def test_a_reply_tells_what_it_has_worked_out(name, answer, places):
    assert judge(name, answer).places == places


@pytest.mark.parametrize(("value", "told"), [
    ("x" * 20, f"“{'x' * 20}”"), ("x" * 21, f"“{'x' * 20}…”"), (12345, "12 345"),
    (9 * 10**15, "9·10¹⁵"), (10**16, "17 digits"), (-(10**400), "401 digits"),
    ([1, 2], "a pair (1; 2)"), ([1, "a"], "of length 2"), ((1, 2, 3), "of length 3"),
    (np.zeros(4), "an array of length 4"), (np.zeros((2, 3)), "an array 2 × 3"),
    (np.array(5.5), "5.5"),
])
def test_a_reply_tells_what_came(value, told):
    assert told in came(value)("en").replace("\u00a0", " ")


def test_a_reply_tells_the_limits_to_four_digits():
    with pytest.raises(Refusal) as refused:
        real(2, 0.123454, 1.23454)
    places = refused.value.reply.places
    assert (places["low"], places["high"]) == ("0.1235", "1.235")
    with pytest.raises(Refusal) as refused:
        whole(1234.56789012345678, 0, 10**4)  # so many digits that it cannot look whole
    assert refused.value.reply.places["came"] == "1234.56789012346"


def test_the_claims_are_decided_by_experiments(monkeypatch):
    for name, cost in (("QUADRATIC", CROSS_ENTROPY), ("CROSS_ENTROPY", QUADRATIC)):
        monkeypatch.setattr(f"lecture_core.exercises.summary_tasks.{name}", cost)
    assert list(all_claims()) == [False, False, True, False, False, False]


@pytest.mark.parametrize(("scale", "read", "key"), [
    (0.7, 252, "low"), (0.7, 253, "right"), (0.7, 282, "right"), (0.7, 283, "high"),
    (0.01, 282, "small"), (0.049, 282, "small"), (0.05, 282, "right"), (0.049, 283, "high"),
    (10, 100, "low"),
])
def test_the_edges_of_how_many_digits_are_read(scale, read, key, monkeypatch):
    class Runs:
        accuracy = np.array([[0, read / 297]])
    monkeypatch.setattr("lecture_core.exercises.digits_tasks.train_seeds", lambda *a, **k: Runs)
    reply = judge("digits_scale", scale)
    assert reply.key == f"digits_scale_{key}"
    assert reply.places["percent"] == f"{100 * read / 297:.1f}"


def test_two_counts_that_differ_are_told_in_their_order():
    counts = itertools.count(100)
    told = judge("experiment", lambda cost, seed: next(counts)).places
    assert told["again"] - told["first"] == 10 and told["first"] >= 100



@languages
def test_each_reply_is_a_sentence_of_the_language_and_only_right_ones_praise(language):
    praise = {"ru": "Верно", "en": "Right"}[language]
    for name, replies in ANSWERS.items():
        if name not in ("experiment", "digits_scale"):  # these take seconds, their words do not
            for key, (answer, *_) in replies.items():
                said = check(name, answer, language=language)
                assert len(str(said)) > 15 and ("{" not in str(said) or key == "code_raised_line")
                assert said.right == is_right(key)
                if said.right:
                    assert str(said).startswith(praise), said


def test_every_exercise_has_right_and_at_least_four_typical_wrong_answers():
    for name, replies in ANSWERS.items():
        wrong = [answer for key, answers in replies.items() if not is_right(key)
                 for answer in answers]
        assert any(map(is_right, replies)) and len(wrong) >= 4, name
    assert set(ANSWERS) == set(TASKS)


def test_every_notebook_has_at_least_five_exercises_each_of_them_once():
    names = [name for names in EXERCISES.values() for name in names]
    assert all(len(names) >= 5 for names in EXERCISES.values())
    assert sorted(names) == sorted({*FORMULAS, *TASKS})


def cells(language, folder, notebook):
    """The code cells of a notebook, 01 to 07, of the lecture or of the solutions."""
    path = next(notebooks.NOTEBOOKS.joinpath(language, folder).glob(f"{notebook}_*.ipynb"))
    nb = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    return [cell for cell in nb.cells if cell.cell_type == "code"]


def printed(cell):
    return "".join(output.text for output in cell.outputs)


def asked(cells):
    return [name for cell in cells for name in re.findall(r'check\("(\w+)"', cell.source)]


@languages
@pytest.mark.parametrize("notebook", EXERCISES)
def test_a_notebook_asks_its_exercises_in_order_and_answers_none(notebook, language):
    here = cells(language, "", notebook)
    assert asked(here) == list(EXERCISES[notebook])
    for cell in here:
        if 'check("' in cell.source:
            assert "..." in cell.source
            assert printed(cell) == f"{check('rate', ..., language=language)}\n"
    assert any(f'solved("{notebook}"' in cell.source for cell in here)


@languages
@pytest.mark.parametrize("notebook", EXERCISES)
def test_every_solution_is_right(notebook, language, monkeypatch):
    here = cells(language, "solutions", notebook)
    assert asked(here) == list(EXERCISES[notebook])
    monkeypatch.setattr("lecture_core.exercises._solved", set(EXERCISES[notebook]))
    assert printed(here[-1]) == f"{solved(notebook, language=language)}\n"


# Answers of the wrong kind, to all exercises. --------------------------------------------------

ODD = [None, "many", "1.5", float("nan"), float("inf"), True, np.bool_(False), 1j, {}, {1: 2},
       object, print, (1, 5), (1, 2, 3, 4), [], [[1, 2], [3]], [None, None], ("a", "b"),
       (x for x in "ab"), 10**400, -(10**5000), np.array([]), np.array("text"), np.array(None),
       np.datetime64("2026-01-01"), b"1", range(3), Decimal("sNaN"), Fraction(1, 3)]


@pytest.mark.parametrize("name", sorted({*FORMULAS, *TASKS} - {"digits_scale"}))
def test_an_odd_answer_is_answered_by_a_sentence(name):
    for answer in ODD:
        for language in LANGUAGES:
            said = check(name, answer, language=language)
            assert not said.right or answer == Fraction(1, 3)
            assert 15 < len(str(said)) < 400 and "object" not in str(said).replace("an object", "")
            if language == "ru":
                words = re.findall("[A-Za-z]{4,}", str(said))
                assert not set(words) - {"Python", "None", "True", "False", "many", "text",
                                         "learning", "time", "return", "delta", "cost", "seed",
                                         "datetime", "bytes", "Decimal"}


@languages
@pytest.mark.parametrize("name", sorted({*FORMULAS, *TASKS}))
def test_dots_are_no_answer_yet(name, language):
    for answer in (..., (..., ...), (1, ...), [...]):
        said = check(name, answer, language=language)
        assert str(said) == str(check("rate", ..., language=language)) and not said.right


@pytest.mark.parametrize(("language", "word"), [("ru", "точка"), ("en", "decimal point")])
def test_a_comma_for_a_decimal_point_is_told(language, word):
    said = str(check("rate", (1, 5), language=language))
    assert word in said and "1.5" in said and "1,5" in said


def test_the_name_of_a_mistake_is_given_where_it_has_one():
    given = {("target_z", 1.386): "sign", ("target_z", -0.602): "log_base",
             ("fastest_output", 2 / 3): "target_mirrored", ("soft", (0.2, 0.7219)): "log_base",
             ("soft", (0.2, -0.5004)): "sign", ("hidden_delta", (0.25, 1)): "sign",
             ("hidden_delta", (-1, -4)): "sigma_prime_missing",
             ("hidden_delta", (-1 / 16, -1 / 4)): "sigma_prime_extra", ("hump", 0.6): "sign",
             ("straight_wait", 2000): "bias_not_updated", ("mirror", (2, 2)): "target_mirrored",
             ("half_way", 36): None, ("largest", 0.25**7): None}
    for (name, answer), mistake in given.items():
        assert check(name, answer, language="en").mistake == mistake, name


def test_a_verdict_stays_as_it_was_given():
    with pytest.raises(FrozenInstanceError):
        check("rate", 1, language="en").right = True


def test_an_unknown_exercise_or_language_is_refused_by_name():
    with pytest.raises(ValueError, match=r"name must be one of .*rate.*, got 'guess'"):
        check("guess", 1, language="en")
    for odd in (["rate"], np.array(["rate"]), None, 3, len):
        with pytest.raises(ValueError, match="name: можно выбрать"):
            check(odd, 1, language="ru")
        with pytest.raises(ValueError, match="language must be one of ru, en"):
            check("rate", 1, language=odd)
    with pytest.raises(ValueError, match="language must be one of ru, en, got 'de'"):
        check("rate", 1, language="de")
    with pytest.raises(ValueError, match=r"notebook must be one of '01', .*, got '8'"):
        solved("8", language="en")


def test_a_misspelt_name_is_refused_in_the_reader_s_language():
    with pytest.raises(ValueError, match=r"^name: можно выбрать .*'rate'.*, а получено 'rat'\.$"):
        check("rat", 1, language="ru")
    with pytest.raises(ValueError, match=r"^notebook: можно выбрать '01'.*, а получено 1\.$"):
        solved(1, language="ru")


def test_what_is_solved_is_counted_since_the_kernel_started(monkeypatch):
    monkeypatch.setattr("lecture_core.exercises._solved", set())
    names = EXERCISES["01"]
    none = str(solved("01", language="en"))
    assert str(len(names)) in none and "None" in none
    check("rate", 0.46, language="ru")
    check("start", (2, 2), language="ru")
    assert str(names.index("rate") + 1) in str(solved("01", language="en")).split("open")[0]
    left = ", ".join(str(k) for k, name in enumerate(names, 1) if name != "rate")
    assert left in str(solved("01", language="ru"))
    monkeypatch.setattr("lecture_core.exercises._solved", set(EXERCISES["01"]))
    assert "All" in str(solved("01", language="en"))
