"""Tests begin quickly, and properties are tried on the same examples in every run."""

import sys

from hypothesis import settings

# The validator of notebooks builds 40 grammars from it, of web addresses that none of ours holds:
# three seconds a worker. It does without where it is not there.
sys.modules["rfc3987_syntax"] = None

settings.register_profile("lecture", derandomize=True, max_examples=50, deadline=None)
settings.load_profile("lecture")
