"""Watching a scene while it is played: what is on screen, where, and for how long."""
