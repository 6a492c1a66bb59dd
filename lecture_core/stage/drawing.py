"""A lab's figure as frames: a result is drawn, its live layer written, its static layer named."""

import hashlib

from lecture_core.stage.live import frame_of
from lecture_core.stage.svg import SvgLayers

_KEPT_BASES = 24


class Drawing:
    """Draws into `figure` by `draw(result, moment)`, which returns the sentences under it."""

    def __init__(self, figure, draw):
        self.figure, self._draw = figure, draw
        self._layers, self._bases = SvgLayers(figure), {}

    def draw(self, result, moment):
        """Put a result into the figure; the sentences under it."""
        return tuple(self._draw(result, moment))  # a generator draws as it speaks

    def frame(self, result, moment, state, *, render=True):
        """(the frame of a state, its sentences); (None, sentences) where the static layer is still
        to be drawn and is not to be rendered now: it costs some fifty times a frame."""
        sentences = self.draw(result, moment)
        name = hashlib.blake2b(repr(self.figure.base_key).encode(), digest_size=6).hexdigest()
        if name not in self._bases:
            if not render:
                return None, sentences
            while len(self._bases) >= _KEPT_BASES:
                del self._bases[next(iter(self._bases))]
            self._bases[name] = self._layers.base()
        return frame_of(self._layers.layer(), sentences, name, state), sentences

    def base(self, name):
        """The static layer of that name."""
        return self._bases[name]
