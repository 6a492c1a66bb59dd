"""What the notebooks compute beyond the slides: fair comparisons, a map, twins, seeds, digits."""
