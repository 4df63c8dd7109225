"""What the films of more data and of over-parameterisation draw."""
