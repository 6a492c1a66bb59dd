"""A lab's controls made from what it declares: widgets, constructor's keywords, state and repr."""

from ipywidgets import HBox, Layout

from lecture_core.stage.choices import choice
from lecture_core.stage.controls import Film, Number, base
from lecture_core.stage.film import FilmControls
from lecture_core.stage.number_control import NumberControl
from lecture_core.stage.written_numbers import written
from lecture_core.words import text


class Panel:
    """The controls of one lab.

    `numbers` and `choices` are {name: control}, `film` a FilmControls or None; the film's epoch is
    among the numbers, last. `groups` names controls that are said together, {"starts": ("w", "b")}.
    """

    def __init__(self, specs, groups, given, *, language, lock, on_refusal):
        self.language, self._groups = language, groups
        self._film = next((spec for spec in specs if isinstance(spec, Film)), None)
        self._specs = {spec.name: spec for spec in specs if spec is not self._film}
        self._film_epochs = None
        if self._film and isinstance(self._film.epochs, int):
            self._film_epochs = given.pop("epochs", self._film.epochs)
        chosen = self._chosen(given)
        told = {"language": language, "lock": lock, "on_refusal": on_refusal}
        self.numbers, self.choices, self.film = {}, {}, None
        for name, spec in self._specs.items():
            value = chosen.get(name, spec.default)
            if isinstance(spec, Number):
                self.numbers[name] = NumberControl(spec.fitted(language), value, **told)
            else:
                self.choices[name] = choice(spec, value, language=language)
        self._defaults = {name: control.value for name, control in self._controls().items()}
        if self._film:
            self.film = FilmControls(self._film, self.epochs_in(self.values()), **told)
            self.numbers[self._film.name] = self.film.epoch

    def _controls(self):
        return self.numbers | self.choices

    # The constructor's keywords ------------------------------------------------------------------

    def _chosen(self, given):
        """{name: value} from keywords: w=(0.6, 2) and starts=((0.6, 0.9), ...) name several."""
        chosen = {}
        for key, value in given.items():
            members = [name for name in self._specs if base(name) == key]
            if members == [key]:
                chosen[key] = value
            elif members or key in self._groups:
                letters = self._groups.get(key, (key,))
                chosen |= self._split(key, letters, value)
            else:
                known = dict.fromkeys(["language", *map(base, self._specs), *self._groups])
                raise TypeError(text("keyword_refused", self.language, name=key,
                                     allowed=", ".join(known)))
        return chosen

    def _split(self, key, letters, value):
        """{"w[0]": ...} from a sequence with, for each member of the group, a value a letter."""
        count = sum(base(name) == letters[0] for name in self._specs)
        try:
            rows = [tuple(row) if len(letters) > 1 else (row,) for row in value]
            fits = len(rows) == count and all(len(row) == len(letters) for row in rows)
        except TypeError:
            fits = False
        if not fits:
            raise ValueError(text("group_refused", self.language, name=key, count=count,
                                  each=", ".join(letters), value=repr(value)))
        return {f"{letter}[{k}]": number for k, row in enumerate(rows)
                for letter, number in zip(letters, row, strict=True)}

    # Values and states ---------------------------------------------------------------------------

    def values(self):
        """{name: value} of every control but the film's."""
        controls = self._controls()
        return {name: controls[name].value for name in self._specs}

    def keywords(self, values):
        """The keywords of a lab's `run`: a group is a tuple, a whole number an int."""
        keywords = {}
        for name, value in values.items():
            value = int(value) if getattr(self._specs[name], "whole", False) else value
            group = base(name)
            keywords[group] = value if group == name else (*keywords.get(group, ()), value)
        if self._film_epochs is not None:
            keywords["epochs"] = self._film_epochs
        return keywords

    def sets_length(self, name):
        """Does this control say how many epochs the film has?"""
        return self._film is not None and name == self._film.epochs

    def rewinds(self, name):
        """Does moving this control take the film back to its beginning?"""
        return self.film is not None and name and base(name) in self.film.rewound_by

    def epochs_in(self, values):
        """How long the film of these values is."""
        return int(self._film_epochs or values[self._film.epochs])

    def state(self):
        """{name: a number's text, a choice's index}: what a frame is made for."""
        return {**{name: written(control.value) for name, control in self.numbers.items()},
                **{name: control.index for name, control in self.choices.items()}}

    def read(self, state, moved=None):
        """(values, epoch shown) of a state to which moving the control `moved` leads; ValueError,
        TypeError or LookupError if it is none."""
        values = {}
        for name in self._specs:
            if name in self.numbers:
                values[name] = self.numbers[name].read(state[name])
            else:
                values[name] = self.choices[name].choices[state[name]][1]
        if self.film is None:
            return values, None
        epochs, shown = self.epochs_in(values), state[self._film.name]
        if self.rewinds(moved):
            return values, 0
        at_end = shown == written(self.film.epoch.value) and self.film.at_end
        return values, epochs if at_end else min(int(float(shown)), epochs)

    def stops(self, name):
        """What a state can say of one control: its stops as texts, or the indices of a choice."""
        if name in self.numbers:
            return [written(stop) for stop in self.numbers[name].stops]
        return list(range(len(self.choices[name].choices)))

    # What the lab shows of it --------------------------------------------------------------------

    def attributes(self):
        """{"eta": control, "w": (control, control)}: the controls as attributes of the lab."""
        found = {"play": self.film.play, "pace": self.film.pace} if self.film else {}
        for name, control in self._controls().items():
            group = base(name)
            found[group] = control if group == name else (*found.get(group, ()), control)
        return found

    def reset(self):
        """Every control back to the value the lab began with."""
        for name, value in self._defaults.items():
            self._controls()[name].value = value
        if self.film:
            self.film.reset()

    def restore(self, but=None):
        """Show the values again in boxes where refused texts stand."""
        for control in self.numbers.values():
            if control is not but:
                control.restore()

    def row(self, names, extra):
        """One row of widgets; `extra` are those that are no controls, {name: widget}."""
        film = (self.film.play, self.film.epoch, self.film.pace) if self.film else ()
        widgets = {**self._controls(), **extra}
        found = [w for name in names for w in (film if name == "film" else (widgets[name],))]
        return HBox(found, layout=Layout(align_items="center", margin="0", width="100%",
                                         overflow="visible", flex_flow="row wrap"))

    def parts(self, strips):
        """What live.js has to know of the controls."""
        parts = [{"name": name, "says": control.spec.said_in(self.language), "strip": strips,
                  "box": control.box.model_id, "slider": control.slider.model_id,
                  "stops": [written(stop) for stop in control.stops],
                  "home": written(self._defaults.get(name, control.value))}
                 for name, control in self.numbers.items()]
        if self.film:
            parts[-1] |= {"play": self.film.play.model_id, "home": written(self.film.home)}
        return parts + [{"name": name, "choice": control.model_id,
                         "home": control.place(self._defaults[name])}
                        for name, control in self.choices.items()]

    def said(self):
        """{name: text} of the controls for the repr, groups at their first member."""
        said = {}
        values = self.values()
        for name, value in values.items():
            if not getattr(self._specs[name], "said", True):
                continue
            group = next((key for key, letters in self._groups.items()
                          if base(name) in letters and key not in values), None)
            if group is None:
                said[name] = f"{value:g}" if name in self.numbers else getattr(value, "name", value)
            elif group not in said:
                said[group] = self._said_group(self._groups[group], values)
        return said

    def _said_group(self, letters, values):
        count = sum(base(name) == letters[0] for name in values)
        rows = [", ".join(f"{values[f'{letter}[{k}]']:g}" for letter in letters)
                for k in range(count)]
        return f"({', '.join(rows if len(letters) == 1 else [f'({row})' for row in rows])})"
