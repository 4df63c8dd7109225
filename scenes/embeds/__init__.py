"""Films on pages of the web."""
