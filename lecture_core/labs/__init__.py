"""Labs: a few controls and one picture that follows them."""

from lecture_core.labs.slowdown import SlowdownLab

__all__ = ["SlowdownLab"]
