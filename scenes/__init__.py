"""What is seen: Manim scenes that look at the engine's results and move pictures by them."""
