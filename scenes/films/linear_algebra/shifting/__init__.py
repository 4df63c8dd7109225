"""A plane that is shifted, and a layer of a network that does it."""
