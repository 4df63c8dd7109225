"""A run that is trained in no time."""

from engine.recordings.run_spec import RunSpec

SMALL = RunSpec(hidden=(3,), samples=20, steps=6)
