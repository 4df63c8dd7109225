"""The parts of the film of batch, stochastic and mini-batch descent."""
