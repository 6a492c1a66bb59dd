"""A lab's figure as frames: a result is drawn, its live layer written, its static layer named."""

import hashlib
import weakref

from lecture_core.stage.live import frame_of
from lecture_core.stage.svg import SvgLayers

_KEPT_BASES = 24
# They take longest when a lab is opened: the next of its kind has them, as in a cell run again.
_shared = weakref.WeakKeyDictionary()


class Drawing:
    """Draws into `figure` by `draw(result, moment)`, which returns the sentences under it.

    `bases` are the static layers by name, first those that another of the same `kind` (the class
    of the lab) has shared.
    """

    def __init__(self, figure, draw, kind):
        self.figure, self._draw, self._kind = figure, draw, kind
        self._layers, self.bases = SvgLayers(figure), dict(_shared.get(kind, {}))

    def share(self):
        """Leave the static layers drawn so far to the next of the same kind."""
        _shared[self._kind] = dict(self.bases)

    def draw(self, result, moment):
        """Put a result into the figure; the sentences under it."""
        return tuple(self._draw(result, moment))  # a generator draws as it speaks

    def frame(self, result, moment, state, *, render=True):
        """(the frame of a state, its sentences); (None, sentences) where the static layer is still
        to be drawn and is not to be rendered now: it costs some fifty times a frame."""
        sentences = self.draw(result, moment)
        shows = repr((self.figure.language, self.figure.base_key)).encode()
        name = hashlib.blake2b(shows, digest_size=6).hexdigest()
        if name not in self.bases:
            if not render:
                return None, sentences
            while len(self.bases) >= _KEPT_BASES:
                del self.bases[next(iter(self.bases))]
            self.bases[name] = self._layers.base()
        return frame_of(self._layers.layer(), sentences, name, state), sentences
