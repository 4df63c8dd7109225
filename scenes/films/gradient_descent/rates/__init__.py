"""The parts of the film of learning rates."""
