"""A matplotlib figure that follows a slider at the speed of the message itself."""

from ipywidgets import HTML, GridBox, Layout

from lecture_core.stage.svg import SvgLayers


class LiveFigure(GridBox):
    """Show a figure whose `live` artists follow its data: `refresh()` after changing them."""

    def __init__(self, figure):
        self._figure, self._layers = figure, SvgLayers(figure)
        # Both layers lie in the one cell of a grid, the live one on top.
        cell = {"grid_area": "1 / 1 / 2 / 2", "margin": "0", "width": "100%"}
        self._base = HTML(layout=Layout(**cell))
        self._overlay = HTML(layout=Layout(**cell))
        super().__init__(
            [self._base, self._overlay],
            layout=Layout(width="100%", max_width="900px", margin="0", overflow="hidden"),
        )
        self.refresh()

    @property
    def svg(self):
        """The live layer's SVG text, as the page shows it now."""
        return self._overlay.value

    @property
    def base_svg(self):
        """The static layer's SVG text, as the page shows it now."""
        return self._base.value

    def png(self):
        """The whole picture as PNG bytes, for pages where no kernel runs."""
        return self._figure.png()

    def refresh(self):
        """Bring the page up to date with the figure's artists."""
        self._base.value, self._overlay.value = self._layers.base(), self._layers.layer()
