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
    # --- exercises
    "exercise_problem": (
        "С таким ответом счёт не идёт: {problem}.",
        "That answer cannot be worked with: {problem}.",
    ),
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
        "Right: the outputs agree in every epoch. Why do they stay together, "
        "not only at the start?",
    ),
    # --- 02 analysis
    "factors_alt": (
        "Множители производной ∂C/∂w за {epochs} эпох из двух начал: a − y, σ′(z), x и их "
        "произведение. Из второго начала σ′(z) и произведение почти нулевые, пока длится плато.",
        "The factors of ∂C/∂w over {epochs} epochs from two starts: a − y, σ′(z), x and their "
        "product. From the second start σ′(z) and the product stay near zero while the plateau "
        "lasts.",
    ),
    "sigmoid_state": (
        "Нейрон {number}: z = {z}, a = {a}, σ′(z) = {slope}, ∂C/∂w = {product}; "
        "за эпоху z убывает на {fall}.",
        "Neuron {number}: z = {z}, a = {a}, σ′(z) = {slope}, ∂C/∂w = {product}; "
        "z falls by {fall} an epoch.",
    ),
    "sigmoid_alt": (
        "Сигмоида, её производная и ∂C/∂w против z, два нейрона точками, эпоха {epoch}. {states}",
        "The sigmoid, its derivative and ∂C/∂w against z, two neurons as points, epoch {epoch}. "
        "{states}",
    ),
    "slope_peak": ("a = 2/3, z = ln 2", "a = 2/3, z = ln 2"),
    "slope_log": ("то же, логарифмическая шкала", "the same on a logarithmic scale"),
    "slope_alt": (
        "Модуль ∂C/∂w против z при y = 0: горб высотой 4/27 при z = ln 2, слева убывает как "
        "e^2z, справа как e^−z. Первое начало у вершины, второе далеко справа, почти на нуле.",
        "The size of ∂C/∂w against z for y = 0: a hump of height 4/27 at z = ln 2, falling as "
        "e^2z on the left and as e^−z on the right. The first start is near the top, the second "
        "far to the right, almost at zero.",
    ),
    "law_pace": ("эпох на единицу z", "epochs per unit of z"),
    "law_area": ("площадь = эпохи", "area = epochs"),
    "law_alt": (
        "Слева эпохи на единицу z, площадь от z = {low} до {high} закрашена; "
        "справа выход a по эпохам: точки обучения лежат на кривой закона.",
        "Left: epochs per unit of z, the area from z = {low} to {high} shaded; right: output a by "
        "epoch, the points of training lie on the curve of the law.",
    ),
    "map_title": (
        "эпох до a ≤ {target}; полосы: больше {limit}",
        "epochs to a ≤ {target}; stripes: over {limit}",
    ),
    "map_name": ("{cost}, η = {eta}", "{cost}, η = {eta}"),
    "map_alt": (
        "Эпохи до a ≤ {target} по началу (w; b), функция потерь: {cost}, η = {eta}, "
        "не больше {limit} эпох. {starts}",
        "Epochs to a ≤ {target} by start (w, b), cost: {cost}, η = {eta}, at most {limit} epochs. "
        "{starts}",
    ),
    "map_alt_start": (
        "Начало {number}, w = {w}, b = {b}: {epochs}, по закону {law}.",
        "Start {number}, w = {w}, b = {b}: {epochs}, by the law {law}.",
    ),
    "cut_axis": ("взвешенный вход в начале, z = w + b", "weighted input at the start, z = w + b"),
    "epochs_axis": ("эпохи", "epochs"),
    "key_law": ("закон", "law"),
    "key_simulation": ("обучение", "training"),
    "key_leading": ("главный член закона", "the law's leading term"),
    "key_limit": ("дальше не обучали", "not trained beyond"),
    "map_sentence": (
        "Из ({w}; {b}), z = {z}: эпох до a ≤ {target} при обучении: {epochs}, по закону: {law}.",
        "From ({w}, {b}), z = {z}: epochs to a ≤ {target} by training: {epochs}, "
        "by the law: {law}.",
    ),
    "map_over": ("больше {limit}", "over {limit}"),
    "map_target": ("цель a ≤", "goal a ≤"),
    # --- 02 exercises
    "fastest_outside": (
        "Выход сигмоиды лежит строго между 0 и 1, а тут a = {a}.",
        "A sigmoid's output lies strictly between 0 and 1, and here a = {a}.",
    ),
    "fastest_not": (
        "При a = {a} и y = 1 производная по модулю равна {push}: {share} % наибольшей. "
        "Можно быстрее.",
        "With a = {a} and y = 1 the size of the derivative is {push}: {share} % of the largest. "
        "It can be faster.",
    ),
    "fastest_right": (
        "Верно: при a = {a} производная по модулю равна {push}, больше не бывает. "
        "Нейрон учится быстрее всего, когда не прав, но не слишком.",
        "Right: at a = {a} the size of the derivative is {push}, and it gets no larger. "
        "A neuron learns fastest when it is wrong, but not too wrong.",
    ),
    "double_outside": (
        "z₀ = {z}: возьмите число от −1.38 до 700.",
        "z₀ = {z}: take a number from −1.38 to 700.",
    ),
    "double_not": (
        "Из z₀ = {z} ждать в {ratio} раза дольше, чем из 8. Нужно вдвое.",
        "From z₀ = {z} the wait is {ratio} times the one from 8. It should be twice as long.",
    ),
    "double_right": (
        "Верно: из z₀ = {z} ждать в {ratio} раза дольше. А выход a при этом почти тот же.",
        "Right: from z₀ = {z} the wait is {ratio} times as long. And the output a is almost "
        "the same.",
    ),
    "mirror_far": (
        "Отсюда и 100000 эпох мало.",
        "From there not even 100000 epochs suffice.",
    ),
    "mirror_not": (
        "Отсюда a ≥ 0.8 через столько эпох: {epochs}. А нужно 302.",
        "From there a ≥ 0.8 takes this many epochs: {epochs}. It should be 302.",
    ),
    "mirror_right": (
        "Верно: тоже {epochs}. Плохой конец сигмоиды всегда тот, что против верного ответа.",
        "Right: {epochs} again. The sigmoid's bad end is always the one opposite the right answer.",
    ),
    # --- 03 cross-entropy
    "weighted_input_axis": ("взвешенный вход z", "weighted input z"),
    "against_z": ("по z", "against z"),
    "against_a": ("по a", "against a"),
    "cost_alt": (
        "Обе функции потерь и их наклоны по {axis}; нейрон: z = {z}, a = {a}, y = {y}. {states}",
        "Both costs and their slopes against {axis}; the neuron: z = {z}, a = {a}, y = {y}. "
        "{states}",
    ),
    "cost_alt_state": (
        "Функция потерь: {cost}, C = {C}, dC/dz = {slope}.",
        "Cost: {cost}, C = {C}, dC/dz = {slope}.",
    ),
    "costs_alt": (
        "Обе функции потерь для y = 0 и y = 1. Слева по a: перекрёстная энтропия уходит в "
        "бесконечность у неверного конца, квадратичная доходит до 0.5. Справа по z: перекрёстная "
        "энтропия растёт почти по прямой, квадратичная выходит на плато 0.5.",
        "Both costs for y = 0 and y = 1. Left, against a: cross-entropy runs off to infinity at "
        "the wrong end, the quadratic cost stops at 0.5. Right, against z: cross-entropy rises "
        "almost along a line, the quadratic cost levels off at 0.5.",
    ),
    "surface_alt": (
        "Перекрёстная энтропия над квадратом 0 < a < 1, 0 ≤ y ≤ 1: нигде не ниже нуля; долина "
        "вдоль a = y касается нуля только при y = 0 и y = 1, а посередине лежит на высоте 0.69. "
        "Справа разрезы при y = 0, 0.3 и 1.",
        "Cross-entropy over the square 0 < a < 1, 0 ≤ y ≤ 1: nowhere below zero; the valley along "
        "a = y touches zero only at y = 0 and y = 1 and is 0.69 high in the middle. On the right, "
        "cuts at y = 0, 0.3 and 1.",
    ),
    "surface_valley": ("дно долины: a = y", "the valley floor: a = y"),
    "cost_sentence": (
        "Нейрон: z = {z}, ответ a = {a}, а нужно y = {y}.",
        "The neuron: z = {z}, output a = {a}, wanted y = {y}.",
    ),
    "cost_sentence_of": (
        "{cost}: C = {C}, наклон dC/dz = {slope}.",
        "{cost}: C = {C}, slope dC/dz = {slope}.",
    ),
    "cost_ratio": (
        "Перекрёстная энтропия здесь круче: отношение наклонов {ratio}, это и есть 1/σ′(z).",
        "Cross-entropy is {ratio} times as steep here: that number is 1/σ′(z).",
    ),
    "cost_no_ratio": (
        "Здесь a = y: оба наклона равны нулю, учиться больше нечему.",
        "Here a = y: both slopes are zero, there is nothing left to learn.",
    ),
    "soft_not_pair": (
        "Нужны два числа из промежутка от 0 до 1: где минимум и каков он.",
        "Two numbers are needed: where the minimum is, between 0 and 1, and how large.",
    ),
    "soft_where": (
        "При a = {a} потери C = {C}, но левее или правее есть точки с меньшими.",
        "At a = {a} the cost is C = {C}, but there are points beside it with less.",
    ),
    "soft_how_large": (
        "Место верное. А сама величина {C} с формулой в этой точке не сходится.",
        "The place is right. But the size {C} is not what the formula gives at that point.",
    ),
    "soft_right": (
        "Верно: минимум при a = {a}, и до нуля ему ещё {C}.",
        "Right: the minimum is at a = {a}, and it is {C} away from zero.",
    ),
    "ratio_low": (
        "При z = {z} отношение наклонов равно {ratio}. Нужно от 100 до 101.",
        "At z = {z} cross-entropy is {ratio} times as steep. From 100 to 101 is wanted.",
    ),
    "ratio_right": (
        "Верно: при z = {z} отношение наклонов {ratio}. А при −z?",
        "Right: at z = {z} the slopes' ratio is {ratio}. And at −z?",
    ),
    "slip_wrong": (
        "При x = {x} две строки дают разное: отношение наклонов {ratio}.",
        "With x = {x} the two lines differ: the ratio of the slopes is {ratio}.",
    ),
    "slip_more": (
        "Это верно, но есть и ещё: найдено {found} из {all}.",
        "That is right, but there are more: {found} found of {all}.",
    ),
    "slip_right": (
        "Верно, и других нет. Потому лекция с её x = 1 описку и не заметила бы.",
        "Right, and there are no others. So the lecture's x = 1 would never have shown the slip.",
    ),
    # --- 04 effect
    "effect_z_axis": ("взвешенный вход z", "weighted input z"),
    "quadratic_eta": ("η квадратичной", "η, quadratic"),
    "cross_entropy_eta": ("η перекрёстной", "η, cross-entropy"),
    "comparison": ("сравниваем при", "compare at"),
    "by_hand": ("своих η", "rates of your own"),
    "same_rate": ("одной и той же η", "the same η"),
    "first_step": ("равном первом шаге по z", "equal first steps in z"),
    "footnote": ("η/6 (сноска Нильсена)", "η/6 (Nielsen's footnote)"),
    "final_output": ("равном последнем выходе", "equal final outputs"),
    "effect_alt": (
        "Две функции потерь из одних и тех же начал, эпох: {epochs}. {starts}",
        "Both costs from the same starts, {epochs} epochs. {starts}",
    ),
    "effect_alt_run": (
        "{cost}, η = {eta}: в конце a = {a}; a ≤ 0.2 {reached}.",
        "{cost}, η = {eta}: a = {a} at the end; a ≤ 0.2 {reached}.",
    ),
    "effect_sentence": (
        "Из ({w}; {b}) эпох до a ≤ 0.2: квадратичная {quadratic}; "
        "перекрёстная энтропия {cross_entropy}.",
        "From ({w}, {b}), epochs to a ≤ 0.2: quadratic {quadratic}; "
        "cross-entropy {cross_entropy}.",
    ),
    "effect_never": ("больше {epochs}", "more than {epochs}"),
    "rules_gradient": ("градиент: −η · a", "the gradient: −η · a"),
    "rules_widget": (
        "правило анимаций: −η · 1/(1 − a)",
        "the animations' rule: −η · 1/(1 − a)",
    ),
    "rules_alt": (
        "Градиентный спуск и правило анимаций при η = {eta}. {runs}",
        "Gradient descent and the animations' rule with η = {eta}. {runs}",
    ),
    "damping_z": ("как быстро падает z: |dz/dt|, η = 1", "how fast z falls: |dz/dt|, η = 1"),
    "damping_a": ("как быстро падает a: |da/dt|, η = 1", "how fast a falls: |da/dt|, η = 1"),
    "damping_alt": (
        "Скорости z и a для обеих функций потерь. При z = {z}: {speeds}.",
        "Speeds of z and a with both costs. At z = {z}: {speeds}.",
    ),
    "start_z_axis": ("начало z₀ = w + b", "start z₀ = w + b"),
    "epochs_to_axis": ("эпох до a ≤ {level}", "epochs to a ≤ {level}"),
    "times_legend": ("линии: закон, точки: обучение", "lines: the law, points: training"),
    "times_alt": (
        "Эпох до a ≤ 0.2 в зависимости от начала. При z₀ = {z}: квадратичная {quadratic}, "
        "перекрёстная энтропия {cross_entropy}.",
        "Epochs to a ≤ 0.2 against the start. At z₀ = {z}: quadratic {quadratic}, "
        "cross-entropy {cross_entropy}.",
    ),
    "late_alt": (
        "Выход a в логарифмических осях, эпох: {epochs}. {runs}",
        "Output a on logarithmic axes, {epochs} epochs. {runs}",
    ),
    "stability_runs": ("обучение при y = {y}", "learning with y = {y}"),
    "stability_maps": ("один шаг при y = 0", "one step with y = 0"),
    "z_before_axis": ("z до шага", "z before the step"),
    "z_after_axis": ("z после шага", "z after the step"),
    "stability_alt": (
        "Перекрёстная энтропия, y = {y}, последние из {epochs} эпох: {ends}.",
        "Cross-entropy, y = {y}, the last of {epochs} epochs: {ends}.",
    ),
    "rule": ("правило", "rule"),
    "descent": ("градиент", "gradient"),
    "animations": ("анимации", "animations"),
    "measured": ("измерено", "measured"),
    "law": ("закон", "law"),
    "overtaking_far": (
        "Квадратичная не дошла и за миллион эпох. Годится, но возьмите начало поближе.",
        "The quadratic cost does not arrive in a million epochs. True, but take a nearer start.",
    ),
    "overtaking_not": (
        "Пока нет: квадратичной нужно эпох {quadratic}, перекрёстной энтропии {cross_entropy}.",
        "Not yet: the quadratic cost needs {quadratic} epochs, cross-entropy {cross_entropy}.",
    ),
    "overtaking_right": (
        "Верно: квадратичной нужно эпох {quadratic}, перекрёстной энтропии {cross_entropy}. "
        "Насколько близко к нулю можно взять такое начало?",
        "Right: the quadratic cost needs {quadratic} epochs, cross-entropy {cross_entropy}. "
        "How near to zero can such a start be?",
    ),
    "matching_slow": (
        "При η = {eta} нужно эпох: {epochs}. Слишком медленно, нужно 302.",
        "With η = {eta} it takes {epochs} epochs. Too slow: 302 are wanted.",
    ),
    "matching_fast": (
        "При η = {eta} нужно эпох: {epochs}. Слишком быстро, нужно 302.",
        "With η = {eta} it takes {epochs} epochs. Too fast: 302 are wanted.",
    ),
    "matching_far": (
        "И за 100000 эпох не дошли: η слишком мала.",
        "Not even 100000 epochs suffice: η is too small.",
    ),
    "matching_right": (
        "Верно: при η = {eta} нужно эпох: {epochs}, как и с квадратичной. Сравните формы кривых.",
        "Right: with η = {eta} it takes {epochs} epochs, as with the quadratic cost. "
        "Now compare the shapes of the curves.",
    ),
    "widget_cost_call": (
        "Нужна функция одного числа z, например lambda z: z ** 2.",
        "A function of one number z is wanted, such as lambda z: z ** 2.",
    ),
    "widget_cost_not": (
        "Пока нет: при z = {z} наклон вашей функции {slope}, а нужен {wanted}.",
        "Not yet: at z = {z} your function's slope is {slope}, wanted is {wanted}.",
    ),
    "widget_cost_right": (
        "Верно: наклоны совпали всюду, где мы проверили. А ограничена ли эта функция снизу?",
        "Right: the slopes agree wherever we looked. But is this function bounded below?",
    ),
    # --- 05 networks
    "network_alt": (
        "Сеть {sizes}. Ответы нейронов по слоям: {activations}.",
        "A network {sizes}. What the neurons answer, layer by layer: {activations}.",
    ),
    "error_axis": ("ошибка |a − y|", "error |a − y|"),
    "slopes_axis": ("наклон |∂C/∂w|", "slope |∂C/∂w|"),
    "steps_axis": ("шаг η |∂C/∂w|", "step η |∂C/∂w|"),
    "layer_axis": ("слой l", "layer l"),
    "hidden_layer": ("скрытый", "hidden"),
    "output_layer": ("выходной", "output"),
    "slopes_alt": (
        "Среднеквадратичный наклон ∂C/∂w по слоям, от первого к последнему. {costs}",
        "Root mean square slope ∂C/∂w layer by layer, first to last. {costs}",
    ),
    "saturation_alt": (
        "Две сети учат XOR, эпоха {epoch} из {epochs}. {costs}",
        "Two networks learning XOR, epoch {epoch} of {epochs}. {costs}",
    ),
    "saturation_alt_cost": (
        "{cost}: средняя ошибка {error}, доля верных ответов {accuracy}, шаги слоёв {steps}.",
        "{cost}: mean error {error}, accuracy {accuracy}, steps of the layers {steps}.",
    ),
    "output_shift": ("выходной слой: b +", "output layer: b +"),
    "hidden_shift": ("скрытый слой: b +", "hidden layer: b +"),
    "network_seed": ("сеть №", "network no."),
    "as_begun": ("Сначала", "Start again"),
    "as_begun_hint": ("Вернуть исходные значения", "Put the first values back"),
    "saturation_sentence": (
        "{cost}: после {epochs} эпох ошибка {error}, верно {right} из {m}; {reached}.",
        "{cost}: after {epochs} epochs error {error}, {right} of {m} answers right; {reached}.",
    ),
    "error_reached_at": ("впервые ≤ 0.2 в эпоху {epoch}", "first ≤ 0.2 at epoch {epoch}"),
    "error_reached_never": ("до 0.2 не дошло", "0.2 is never reached"),
    "hidden_delta_none": (
        "Пока ни одно из чисел не сошлось. Начните с выхода: чему равны z и a каждого нейрона?",
        "Neither number agrees yet. Start at the output: what are z and a of each neuron?",
    ),
    "hidden_delta_half": (
        "Одно из двух чисел верно. Сколько раз в другом встречается σ′?",
        "One of the two is right. How many times does σ′ occur in the other?",
    ),
    "hidden_delta_right": (
        "Верно. Квадратичная платит за σ′ дважды, перекрёстная энтропия один раз.",
        "Right. The quadratic cost pays for σ′ twice, the cross-entropy once.",
    ),
    "hidden_edge_never": (
        "При сдвиге {shift} сеть не успевает за 250 эпох. Нужно, чтобы еле успела.",
        "With a shift of {shift} the network does not make it in 250 epochs. "
        "It should, only just.",
    ),
    "hidden_edge_early": (
        "При сдвиге {shift} хватает эпох: {epochs}. Нужно не меньше 200.",
        "With a shift of {shift} it takes {epochs} epochs. At least 200 are asked for.",
    ),
    "hidden_edge_right": (
        "Верно: при сдвиге {shift} нужно эпох: {epochs}. Ещё немного, и скрытый слой не проснётся.",
        "Right: with a shift of {shift} it takes {epochs} epochs. A little more and the hidden "
        "layer will not wake.",
    ),
    "depth_few": (
        "Множитель {share} при таком числе слоёв ({layers}) ещё больше миллионной.",
        "With so many layers ({layers}) the factor {share} is still above a millionth.",
    ),
    "depth_many": (
        "Множитель {share} уже меньше миллионной, но хватило бы и меньшего числа слоёв.",
        "The factor {share} is below a millionth, but fewer layers would do.",
    ),
    "depth_right": (
        "Верно: {share}. И это лучший случай: z = 0 в каждом нейроне.",
        "Right: {share}. And that is the best case: z = 0 in every neuron.",
    ),
    # --- 06 digits
    "guessing": ("наугад: 10 %", "guessing: 10 %"),
    "validation_axis": ("прочитано верно, %", "read right, %"),
    "right_of_digit": ("прочитано верно, %", "read right, %"),
    "digit_axis": ("цифра", "digit"),
    "eta_axis": ("скорость обучения η", "learning rate η"),
    "first_epochs": ("первые эпохи", "the first epochs"),
    "all_epochs": ("всё обучение", "the whole training"),
    "output_of_digit": ("выход для цифры", "output for the digit"),
    "own_output": ("средний выход на своей цифре", "mean output on its own digit"),
    "seed": ("начало №", "start no."),
    "difference": ("разница", "difference"),
    "from": ("от, %", "from, %"),
    "to": ("до, %", "to, %"),
    "before_training": ("до обучения", "before training"),
    "digits_alt": (
        "Рукописные цифры, {count}: {digits}.",
        "Handwritten digits, {count} of them: {digits}.",
    ),
    "search_alt_cost": (
        "Доля верных ответов при разных η, {cost}: лучше всего η = {eta}, в среднем {percent} %.",
        "Share of right answers for several η, {cost}: the best is η = {eta}, {percent} % on "
        "average.",
    ),
    "curves_alt": (
        "Доля верных ответов по эпохам, {cost}; в конце по началам, в процентах: {percents}.",
        "Share of right answers by epoch, {cost}; at the end by start, in per cent: {percents}.",
    ),
    "waking_alt": (
        "Средний выход на своей цифре в конце, {cost}: {strengths}.",
        "Mean output on its own digit at the end, {cost}: {strengths}.",
    ),
    "learning_alt": (
        "{cost}: эпоха {epoch} из {epochs}, верно {percent} %; по цифрам, в процентах: {digits}.",
        "{cost}: epoch {epoch} of {epochs}, {percent} % right; by digit, in per cent: {digits}.",
    ),
    "hidden_neurons": ("скрытых нейронов", "hidden neurons"),
    "minibatch": ("мини-выборка", "minibatch"),
    "weight_scale": ("разброс весов", "weight spread"),
    "both_costs": ("обе", "both"),
    "begin_again": ("Как вначале", "As it began"),
    "begin_again_hint": (
        "Вернуть значения, с которых началась лаборатория",
        "Put back the values that the lab began with",
    ),
    "stop": ("Стоп", "Stop"),
    "stop_hint": (
        "Остановить обучение и сохранить выученное",
        "Stop the training and keep what has been learnt",
    ),
    "training_epoch": ("эпоха {epoch} из {epochs}", "epoch {epoch} of {epochs}"),
    "network_sentence": (
        "{cost}, эпоха {epochs}: верно {right} из {total}, это {percent} %{asleep}.",
        "{cost}, epoch {epochs}: {right} of {total} right, which is {percent} %{asleep}.",
    ),
    "network_asleep": ("; ни разу не узнаны цифры: {digits}", "; never recognised: {digits}"),
    "network_seconds": (
        "Обучение заняло {seconds} с на этой машине.",
        "The training took {seconds} s on this machine.",
    ),
    # --- 06 exercises
    "digits_scale_bad": (
        "Разброс весов должен быть числом от 0.01 до 10.",
        "The weight spread must be a number from 0.01 to 10.",
    ),
    "digits_scale_low": (
        "При разбросе {scale} за 5 эпох верно {percent} %: пока меньше 90 %. Какими выходят ответы "
        "сети до обучения?",
        "With spread {scale} five epochs reach {percent} %: not yet 90 %. What do the outputs look "
        "like before training?",
    ),
    "digits_scale_right": (
        "Верно: при разбросе {scale} за 5 эпох {percent} %, и это с квадратичной функцией потерь. "
        "Хорошее начало делает за неё половину работы.",
        "Right: with spread {scale} five epochs reach {percent} %, and that with the quadratic "
        "cost. A good start does half of its work.",
    ),
    "test_size_bad": (
        "Нужно целое число цифр, больше нуля.",
        "A whole number of digits is wanted, greater than zero.",
    ),
    "test_size_few": (
        "Из {total} цифр интервал вышел шириной {width} процентного пункта: широковат.",
        "From {total} digits the interval is {width} percentage points wide: too wide.",
    ),
    "test_size_many": (
        "Из {total} цифр интервал шириной {width} пункта: можно обойтись меньшим числом.",
        "From {total} digits the interval is {width} points wide: fewer digits would do.",
    ),
    "test_size_right": (
        "Верно: из {total} цифр интервал шириной {width} пункта. Вдвое точнее значит вчетверо "
        "больше цифр.",
        "Right: from {total} digits the interval is {width} points wide. Twice as exact means four "
        "times the digits.",
    ),
    # --- 07 summary
    "lemma_title": ("лемма", "the lemma"),
    "reference_alt": (
        "Слева сигмоида: определена всюду, значения строго между 0 и 1. В середине её производная, "
        "наибольшая 0.25 при z = 0; точки σ(1 − σ) лежат на той же кривой. Справа натуральный "
        "логарифм: ноль в единице, отрицателен между 0 и 1.",
        "Left, the sigmoid: defined everywhere, its values strictly between 0 and 1. Middle, its "
        "derivative, at most 0.25, at z = 0; the points σ(1 − σ) lie on the same curve. Right, the "
        "natural logarithm: zero at one, negative between 0 and 1.",
    ),
    "landscape_alt": (
        "Средние потери одного нейрона с одним весом w на двух примерах. {costs}",
        "The mean cost of one neuron with one weight w on two examples. {costs}",
    ),
    "landscape_alt_cost": (
        "Функция потерь: {cost}; минимумы при w = {places}.",
        "Cost: {cost}; minima at w = {places}.",
    ),
    "catch_up": (
        "При η = {eta} квадратичной нужно эпох: {epochs}; перекрёстной энтропии {wanted}.",
        "With η = {eta} the quadratic cost takes {epochs} epochs; cross-entropy takes {wanted}.",
    ),
    "catch_up_never": (
        "При η = {eta} и за 100000 эпох не дошли.",
        "With η = {eta} not even 100000 epochs suffice.",
    ),
    "catch_up_right": (
        "Верно: при η = {eta} эпох столько же, {epochs}. Но с этой η из z = 8 их будет {far}.",
        "Right: with η = {eta} it takes the same {epochs}. But from z = 8 this η takes {far}.",
    ),
    "largest_low": (
        "Меньше бывает: пять множителей могут дать и больше, чем {answer}.",
        "It can be more: five factors may give more than {answer}.",
    ),
    "largest_high": (
        "Столько не бывает: каждый множитель σ′(z) меньше, чем вы думаете.",
        "Never that much: each factor σ′(z) is smaller than you think.",
    ),
    "largest_right": (
        "Верно: даже в лучшем случае пять слоёв оставляют {answer}, а веса могут и помочь, и "
        "помешать.",
        "Right: at the very best five layers leave {answer}; the weights may help or hinder.",
    ),
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
    for long, short in (("e-0", "e-"), ("e+0", "e"), ("e+", "e"), ("-", "\u2212")):
        written = written.replace(long, short)
    return written


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
