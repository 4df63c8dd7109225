"""One start and other learning rates, on one surface: each descent leaps from place to place."""
