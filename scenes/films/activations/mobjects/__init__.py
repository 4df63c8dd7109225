"""What the films of activation functions draw."""
