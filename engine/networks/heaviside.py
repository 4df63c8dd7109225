"""The step of the first artificial neuron."""

from torch import Tensor, nn


class Heaviside(nn.Module):
    """The unit step: 1 where x ≥ 0, else 0.

    Its derivative is 0 wherever it has one, so that no gradient gets through it.

    References
    ----------
    McCulloch & Pitts 1943, A logical calculus of the ideas immanent in nervous activity.
    """

    def forward(self, x: Tensor) -> Tensor:
        """Map (…) to the same shape."""
        return (x >= 0).to(x.dtype)
