"""What only the films of gradient descent draw."""
