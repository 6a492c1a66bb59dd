"""The exercises of notebook 06."""

import numpy as np

from lecture_core.costs import CROSS_ENTROPY, QUADRATIC
from lecture_core.exercises.answers import came, real, returned, whole
from lecture_core.exercises.trial import call, takes, trial
from lecture_core.exercises.verdict import Refusal, right, wrong
from lecture_core.experiments.digit_set import load_digits
from lecture_core.experiments.seeds import train_seeds, wilson_interval
from lecture_core.stage.progress import steps
from lecture_core.words import fixed, number

EXPERIMENT_SECONDS, SEEDS = 120, range(5)


def _updates(answer):
    steps, digits = whole(answer, 0, 10**9), len(load_digits().train)
    slips = {"right": 30 * digits // 10, "epoch": digits // 10, "epochs": 30, "seen": 30 * digits,
             "examples": digits}
    for slip, value in slips.items():
        if steps == value:
            return (right if slip == "right" else wrong)(f"updates_{slip}", steps=steps)
    return wrong("updates_not", steps=steps)


def _by_chance(answer):
    share, wanted = real(answer), 2 * 0.5**8
    if abs(share - 100 * wanted) < 0.02:
        return wrong("chance_percent", share=number(share))
    if not 0 <= share <= 1:
        return wrong("chance_outside", share=number(share))
    if abs(share - wanted) <= 0.02 * wanted:
        return right("chance_right", share=number(share))
    slips = {"one_way": wanted / 2, "half": 0.5, "eighth": 1 / 8, "sixteenth": 1 / 16}
    for slip, value in slips.items():
        if abs(share - value) <= 0.02 * value:
            return wrong(f"chance_{slip}", share=number(share))
    return wrong("chance_not", share=number(share))


def _digits_scale(answer):
    scale = real(answer, 0.01, 10)
    runs = train_seeds(load_digits(), cost=QUADRATIC, eta=4, seeds=[0], epochs=5, scale=scale)
    share = runs.accuracy[0, -1]
    numbers = {"scale": number(scale), "percent": number(100 * share, 3)}
    if scale < 0.05 and share <= 0.95:
        return wrong("digits_scale_small", **numbers)
    if 0.85 <= share <= 0.95:
        return right("digits_scale_right", **numbers)
    return wrong("digits_scale_low" if share < 0.85 else "digits_scale_high", **numbers)


def _test_size(answer):
    total = whole(answer, 1, 10**12)
    low, high = wilson_interval(round(0.97 * total), total)
    width = 100 * (high - low)
    numbers = {"total": total, "width": fixed(width)}
    if width > 2:
        return wrong("test_size_half" if 250 <= total <= 320 else "test_size_few", **numbers)
    if width < 1.9:
        return wrong("test_size_many", **numbers)
    return right("test_size_right", **numbers)


def _counted(result, total):
    """One result of the reader's experiment: how many of `total` digits are read right."""
    value = returned(result)
    if value % 1:
        raise Refusal("experiment_share" if 0 <= value <= 1 else "experiment_whole",
                      came=came(value))
    if not 0 <= value <= total:
        raise Refusal("experiment_total", came=came(value), total=total)
    return int(value)


def _experiment(answer):
    takes(answer, ("cost", "seed"))
    total = len(load_digits().validation)

    def run(cost, seed):
        return _counted(call(answer, {"cost": cost, "seed": seed}), total)

    pairs = [(cost, seed) for cost in (QUADRATIC, CROSS_ENTROPY) for seed in SEEDS]
    pairs.append(pairs[0])  # the same once more
    with steps(len(pairs)) as done:

        def runs():
            for cost, seed in pairs:
                yield run(cost, seed)
                done()

        try:
            *counts, again = trial(lambda: list(runs()), EXPERIMENT_SECONDS)
        except Refusal as refusal:
            if refusal.reply.key == "too_slow":
                raise Refusal("experiment_slow", **refusal.reply.places) from None
            raise
    table = np.reshape(counts, (2, -1))
    quadratic, cross = table
    if again != quadratic[0]:
        return wrong("experiment_repeat", first=int(quadratic[0]), again=again)
    if (table == table[:, :1]).all():
        return wrong("experiment_seed")
    if (quadratic == cross).all():
        return wrong("experiment_cost")
    if table.max() < 0.2 * total:
        return wrong("experiment_guessing", most=int(table.max()), total=total)
    difference = cross - quadratic
    return right("experiment_right", wins=int((difference > 0).sum()), runs=len(SEEDS),
                 mean=number(difference.mean()), least=number(difference.min()),
                 most=number(difference.max()))


TASKS = {"updates": _updates, "by_chance": _by_chance, "digits_scale": _digits_scale,
         "test_size": _test_size, "experiment": _experiment}
