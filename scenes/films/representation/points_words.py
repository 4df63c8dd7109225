"""What the film of space warping says of the points, before any network has seen them."""

from __future__ import annotations

from engine.data.dataset import Dataset
from scenes.languages.language import Phrase

SPIRALS = {  # by their number
    2: "Two spirals, wound into each other.",
    3: "Three spirals, wound into each other.",
    4: "Four spirals, wound into each other.",
    5: "Five spirals, wound into each other.",
    6: "Six spirals, wound into each other.",
}
MANY_SPIRALS = "{count} spirals, wound into each other."
SUBJECTS = {
    "circles": "A ring of one class, and a ring of the other around it.",
    "disc-in-ring": "A disc of one class, and a ring of the other around it.",
    "gaussian-quantiles": "A disc of one class, and rings of the others around it.",
    "moons": "Two crescents, each reaching around the other.",
    "xor": "Four squares, of which opposite ones belong together.",
}
CLASSES = {  # by their number, for data that has no sentence of its own
    1: "One class of points.",
    2: "Two classes of points.",
    3: "Three classes of points.",
    4: "Four classes of points.",
    5: "Five classes of points.",
    6: "Six classes of points.",
}
MANY_CLASSES = "{count} classes of points."


def introduction(data: Dataset) -> Phrase:
    """Introduce the points."""
    count = len(data.present)
    if data.name == "spirals":
        text = SPIRALS.get(count, MANY_SPIRALS)
    else:
        text = SUBJECTS.get(data.name, CLASSES.get(count, MANY_CLASSES))
    return text, {"count": count}


def question(data: Dataset) -> str:
    """Open the film."""
    count = len(data.present)
    if count == 1:
        return "What does a neural network make of points of a single class?"
    if count == 2:
        return "How does a neural network tell these two classes apart?"
    return "How does a neural network tell these classes apart?"
