"""Buttons and lists to choose from; a value that none of them stands for is refused by name."""

from ipywidgets import Button, Dropdown, Layout, ToggleButtons
from traitlets import TraitType

from lecture_core.stage.by_hand import FromPage, hand
from lecture_core.words import not_offered, text


class OneOf(TraitType):
    """A value that its widget offers (ipywidgets itself lets None through)."""

    def validate(self, widget, value):
        return widget.checked(value)


class _Chosen(FromPage):
    """What both kinds share: the check of the value."""

    def __init__(self, spec, value, *, language, **look):
        self.spec, self.language = spec, language
        self.choices = spec.options_in(language)
        super().__init__(options=self.choices, value=self.checked(value), **look)
        self.add_class(f"lecture-{spec.name}")

    def checked(self, value):
        """The option equal to `value`, else a ValueError that says which there are."""
        return self.choices[self.place(value)][1]

    def place(self, value):
        """The index of the option equal to `value`, else a ValueError that says which there are."""
        for place, (_, option) in enumerate(self.choices):
            if type(option) is type(value) and option == value:
                return place
        raise not_offered(value, self.spec.name, [option for _, option in self.choices],
                          self.language)


class Buttons(_Chosen, ToggleButtons):
    """Buttons of which one is pressed."""

    value = OneOf(None)

    def __init__(self, spec, value, *, language):
        super().__init__(spec, value, language=language, style={"button_width": spec.button_width},
                         layout=Layout(flex="0 0 auto", width="auto", max_width="100%"))


class Menu(_Chosen, Dropdown):
    """A list to open, with its description."""

    value = OneOf(None)

    def __init__(self, spec, value, *, language):
        super().__init__(
            spec, value, language=language, description=text(spec.label, language),
            style={"description_width": "initial"},
            layout=Layout(width="auto", max_width="calc(100% - 14px)", margin="2px 12px 2px 2px"))


def choice(spec, value, *, language):
    """The widget of a controls.Choice: a list if it has a label, else buttons."""
    return (Menu if spec.label else Buttons)(spec, value, language=language)


def button(words, language, icon, action):
    """A button that says `words` (a key) and does `action()`."""
    made = Button(description=text(words, language), tooltip=text(f"{words}_hint", language),
                  icon=icon, layout=Layout(width="auto", flex="0 0 auto"))

    def clicked(_):
        with hand():
            action()

    made.on_click(clicked)
    return made
