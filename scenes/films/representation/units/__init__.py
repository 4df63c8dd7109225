"""Units of a small network: drawn, weighed against each other, and as axes of a space."""
