"""A verdict: one or two sentences on an answer, in the reader's language."""

from dataclasses import dataclass

from lecture_core.words import text


@dataclass(frozen=True)
class Verdict:
    """What `check` says: it prints as sentences; `right`, and the name of a known `mistake`."""

    said: str
    right: bool
    mistake: str | None

    def __str__(self):
        return self.said

    __repr__ = __str__


@dataclass(frozen=True)
class Reply:
    """A verdict before it is put into words: a key of the words and what fills its places.

    A value that is a function of the language is called when the language is known.
    """

    key: str
    places: dict
    right: bool = False
    mistake: str | None = None

    def verdict(self, language):
        """The same in words."""
        filled = {name: value(language) if callable(value) else value
                  for name, value in self.places.items()}
        return Verdict(text(self.key, language, **filled), self.right, self.mistake)


def right(key, **places):
    """The answer is right."""
    return Reply(key, places, right=True)


def wrong(key, *, mistake=None, **places):
    """It is not; `mistake` names what is wrong with it where that is known."""
    return Reply(key, places, mistake=mistake)


# What a slip is called in the tasks that are answered by numbers, and its name as a mistake.
SLIPS = {"sign": "sign", "base": "log_base", "bits": "log_base", "digits": "log_base",
         "mirror": "target_mirrored", "there": "target_mirrored", "bias": "bias_not_updated",
         "slope": "sigma_prime_missing", "slope_twice": "sigma_prime_extra",
         "factor_two": "factor_two", "cancels": "cancels"}


class Refusal(Exception):
    """An answer that cannot be judged, with the sentence that says why."""

    def __init__(self, key, **places):
        super().__init__(key)
        self.reply = wrong(key, **places)
