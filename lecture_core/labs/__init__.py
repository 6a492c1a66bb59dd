"""Labs: a few controls and one picture that follows them."""

from lecture_core.labs.cost import CostLab
from lecture_core.labs.effect import EffectLab
from lecture_core.labs.learning_time import LearningTimeLab
from lecture_core.labs.network import NetworkLab
from lecture_core.labs.saturation import SaturationLab
from lecture_core.labs.sigmoid import SigmoidLab
from lecture_core.labs.slowdown import SlowdownLab

__all__ = [
    "CostLab",
    "EffectLab",
    "LearningTimeLab",
    "NetworkLab",
    "SaturationLab",
    "SigmoidLab",
    "SlowdownLab",
]
