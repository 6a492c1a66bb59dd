"""Properties are tried on the same examples in every run: hypothesis draws them without chance."""

import gc

from hypothesis import settings

settings.register_profile("lecture", derandomize=True, max_examples=50, deadline=None)
settings.load_profile("lecture")


def pytest_collection_finish():
    """What is there by now stays: a collection of garbage, and labs ask for many, skips it."""
    gc.collect()
    gc.freeze()
