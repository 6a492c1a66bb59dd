"""Properties are tried on the same examples in every run: hypothesis draws them without chance."""

from hypothesis import settings

settings.register_profile("lecture", derandomize=True, max_examples=50, deadline=None)
settings.load_profile("lecture")
