"""What is seen: Manim scenes that look at the engine's results and move pictures by them."""

from pkgutil import extend_path

__path__ = extend_path(__path__, __name__)  # a folder of the user's may have this name too
