"""What exists for speed alone; each file says which plain code it must agree with.

tests/test_fast.py holds the two together, to rounding.
"""
