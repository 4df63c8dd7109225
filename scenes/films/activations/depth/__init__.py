"""Parts of the film of vanishing gradients: a deep network, and the sizes of gradients in it."""
