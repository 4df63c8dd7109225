"""The parts of the film of racing optimisers."""
