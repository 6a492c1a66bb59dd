"""Labs: a few controls and one picture that follows them; bets on what a picture will show.

`progress` shows how far a loop has come.
"""

from lecture_core.labs.bet import Bet, bets
from lecture_core.labs.cost_lab import CostLab
from lecture_core.labs.effect_lab import EffectLab
from lecture_core.labs.learning_time_lab import LearningTimeLab
from lecture_core.labs.network_lab import NetworkLab
from lecture_core.labs.saturation_lab import SaturationLab
from lecture_core.labs.sigmoid_lab import SigmoidLab
from lecture_core.labs.slowdown_lab import SlowdownLab
from lecture_core.stage.progress import progress

__all__ = [
    "Bet",
    "CostLab",
    "EffectLab",
    "LearningTimeLab",
    "NetworkLab",
    "SaturationLab",
    "SigmoidLab",
    "SlowdownLab",
    "bets",
    "progress",
]
