"""Every string that a figure, a lab or a printed table shows: once, in Russian and in English."""

LANGUAGES = ("ru", "en")

# key: (Russian, English). Numbers are put in by str.format; decimal points in both languages.
_TEXTS = {
    # --- shared words
    "epoch": ("эпоха", "epoch"),
    "epochs": ("эпох", "epochs"),
    "cost": ("функция потерь", "cost"),
    "quadratic": ("квадратичная", "quadratic"),
    "cross_entropy": ("перекрёстная энтропия", "cross-entropy"),
    "start": ("начало {number}", "start {number}"),
    "start_wb": ("начало {number}: w = {w}, b = {b}", "start {number}: w = {w}, b = {b}"),
    "output_axis": ("выход a", "output a"),
    "cost_axis": ("потери C", "cost C"),
    "epoch_axis": ("эпоха", "epoch"),
    "not_reached": ("не достигнуто", "not reached"),
    # --- controls
    "control_refused": (
        "{name} = {value}: допустимы числа от {low} до {high}. На картинке осталось {kept}.",
        "{name} = {value}: allowed are numbers from {low} to {high}. The picture keeps {kept}.",
    ),
    "whole_refused": (
        "{name} = {value}: допустимы целые числа от {low} до {high}. На картинке осталось {kept}.",
        "{name} = {value}: allowed are whole numbers from {low} to {high}. "
        "The picture keeps {kept}.",
    ),
    "lab_error": (
        "Не получилось: {problem}. На картинке последний удавшийся результат.",
        "That did not work: {problem}. The picture shows the last good result.",
    ),
    "reset": ("Как в лекции", "Lecture values"),
    "reset_hint": ("Вернуть значения из лекции", "Put the lecture's values back"),
    "film_speed": ("темп", "pace"),
    "slow": ("медленно", "slow"),
    "normal": ("обычно", "normal"),
    "fast": ("быстро", "fast"),
    "film_epoch": ("эпоха", "epoch"),
    "number_of_epochs": ("всего эпох", "epochs in all"),
    # --- slowdown figure and lab
    "slowdown_alt": (
        "Обучение одного нейрона, {cost} функция потерь, η = {eta}, эпоха {epoch} из {epochs}. "
        "{starts}",
        "One neuron learning, {cost} cost, η = {eta}, epoch {epoch} of {epochs}. {starts}",
    ),
    "slowdown_alt_start": (
        "Начало {number}: w = {w}, b = {b}, z = {z}, a = {a}, C = {C}.",
        "Start {number}: w = {w}, b = {b}, z = {z}, a = {a}, C = {C}.",
    ),
    "slowdown_sentence": (
        "Из ({w}; {b}): после {epochs} эпох a = {a}; a ≤ 0.2 {reached}.",
        "From ({w}, {b}): after {epochs} epochs a = {a}; a ≤ 0.2 {reached}.",
    ),
    "reached_at": ("впервые в эпоху {epoch}", "first at epoch {epoch}"),
    "reached_never": ("за это время не достигнуто", "is not reached in that time"),
    "neuron_target": ("цель y = {y}", "target y = {y}"),
    "learnt_level": ("a = 0.2", "a = 0.2"),
    # --- 01 exercises
    "rate_slow": (
        "При η = {eta} нужно эпох: {epochs}. Многовато: требуется не больше 100.",
        "With η = {eta} it takes {epochs} epochs. Too many: at most 100 are asked for.",
    ),
    "rate_fast": (
        "При η = {eta} нужно эпох: {epochs}. Перестарались: требуется не меньше 90.",
        "With η = {eta} it takes {epochs} epochs. Overdone: at least 90 are asked for.",
    ),
    "rate_far": (
        "И за 100000 эпох не дошли: η слишком мала.",
        "Not even 100000 epochs suffice: η is too small.",
    ),
    "rate_right": (
        "Верно: при η = {eta} нужно эпох: {epochs}. Плато на месте, только короче.",
        "Right: with η = {eta} it takes {epochs} epochs. The plateau is still there, only shorter.",
    ),
    "start_same": (
        "Это то же самое начало. Нужно другое.",
        "That is the same start. Find another one.",
    ),
    "start_apart": (
        "Пока нет: ответы расходятся, самое большее на {apart}. Сравните z в обоих началах.",
        "Not yet: the outputs differ, by {apart} at most. Compare z at the two starts.",
    ),
    "start_right": (
        "Верно: ответы совпадают во все эпохи. Почему и дальше, а не только в начале?",
        "Right: the outputs agree in every epoch. Why do they stay together, not only at the start?",
    ),
    # --- 02 analysis
    # --- 03 cross-entropy
    # --- 04 effect
    # --- 05 networks
    # --- 06 digits
    # --- 07 summary
}


def text(key, language, **numbers):
    """The string `key` in `language` ("ru" or "en"), with `numbers` put into its places."""
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, got {language!r}")
    if key not in _TEXTS:
        raise ValueError(f"key must name a string of texts.py, got {key!r}")
    return _TEXTS[key][LANGUAGES.index(language)].format(**numbers)


def number(value, digits=3):
    """`value` with so many significant digits, no exponent between 1e-4 and 1e6, U+2212 minus."""
    value = float(value)
    written = f"{value:.{digits}g}"
    if "e" in written and 1e-4 <= abs(value) < 1e6:
        written = f"{value:.0f}"
    return written.replace("e-0", "e-").replace("e+0", "e").replace("e+", "e").replace("-", "\u2212")


def fixed(value, decimals=2):
    """`value` with so many decimals and a U+2212 minus: a number that changes in place."""
    return f"{value:.{decimals}f}".replace("-", "\u2212")


def table(columns, language, digits=4):
    """Columns of numbers or strings as plain text, for print(): a header is a key of this
    module (then it is translated) or a symbol (then it is kept). Numbers get `digits` decimals,
    none where the whole column is whole; nan reads "not reached"."""
    heads = [text(head, language) if head in _TEXTS else head for head in columns]

    def column(values):
        whole = all(isinstance(v, str) or v != v or float(v).is_integer() for v in values)
        for value in values:
            if isinstance(value, str):
                yield text(value, language) if value in _TEXTS else value
            elif value != value:
                yield text("not_reached", language)
            else:
                yield fixed(value, 0 if whole else digits)

    rows = [heads, *zip(*map(column, columns.values()), strict=True)]
    widths = [max(len(row[k]) for row in rows) for k in range(len(heads))]
    lines = ["  ".join(v.rjust(n) for v, n in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines)
