"""matplotlib's fonts, brought in without an alarm: on a machine's first use it would say in red
that it builds a cache of them.
"""

import logging

_log = logging.getLogger("matplotlib.font_manager")
_level = _log.level
_log.setLevel(logging.ERROR)
try:
    import matplotlib.font_manager  # noqa: F401
finally:
    _log.setLevel(_level)
