"""What the film of space warping says of the line that its last classifier draws, and moves."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LineWords:
    """Whole sentences about one kind of line, or several.

    Attributes
    ----------
    own : str
        Whose line it is.
    separates : str
        Said when training has ended well.
    enough : str
        Said of the last stage, if the line separates the classes.
    reached : str
        Said of it otherwise; names ``{share}``, how much is right.
    back : str
        Announces the way back to the input.
    border : str
        What the line has become there.
    answer : str
        How a network tells classes apart.
    """

    own: str
    separates: str
    enough: str
    reached: str
    back: str
    border: str
    answer: str


STRAIGHT_LINE = LineWords(
    "The straight line is the network's border; the loss says how wrong it is.",
    "Now a straight line separates the classes.",
    "The last stage: a straight line. Now it is enough.",
    "The last stage: a straight line. It gets {share} of the points right.",
    "Now run it backwards, and carry the straight line along.",
    "The straight line of the bent space is this curve among the original points.",
    "The network bends space until a straight line is enough.",
)
STRAIGHT_LINES = LineWords(
    "The straight lines are the network's borders; the loss says how wrong it is.",
    "Now straight lines separate the classes.",
    "The last stage: straight lines. Now they are enough.",
    "The last stage: straight lines. They get {share} of the points right.",
    "Now run it backwards, and carry the straight lines along.",
    "The straight lines of the bent space are these curves among the original points.",
    "The network bends space until straight lines are enough.",
)
PLANE = LineWords(
    "The plane is the network's border; the loss says how wrong it is.",
    "Now a plane separates the classes.",
    "The last stage: a plane. Now it is enough.",
    "The last stage: a plane. It gets {share} of the points right.",
    "Now run it backwards, and carry the plane along.",
    "The plane of the bent space is this curve among the original points.",
    "The network bends space until a plane is enough.",
)
PLANES = LineWords(
    "The planes are the network's borders; the loss says how wrong it is.",
    "Now planes separate the classes.",
    "The last stage: planes. Now they are enough.",
    "The last stage: planes. They get {share} of the points right.",
    "Now run it backwards, and carry the planes along.",
    "The planes of the bent space are these curves among the original points.",
    "The network bends space until planes are enough.",
)
HYPERPLANE = LineWords(
    "The hyperplane is the network's border; the loss says how wrong it is.",
    "A hyperplane now separates the classes; this picture is only a shadow.",
    "The last stage: a hyperplane. Now it is enough.",
    "The last stage: a hyperplane. It gets {share} of the points right.",
    "Now run it backwards, and carry the hyperplane along.",
    "The hyperplane of the bent space is this curve among the original points.",
    "The network bends space until a hyperplane is enough.",
)
HYPERPLANES = LineWords(
    "The hyperplanes are the network's borders; the loss says how wrong it is.",
    "Hyperplanes now separate the classes; this picture is only a shadow.",
    "The last stage: hyperplanes. Now they are enough.",
    "The last stage: hyperplanes. They get {share} of the points right.",
    "Now run it backwards, and carry the hyperplanes along.",
    "The hyperplanes of the bent space are these curves among the original points.",
    "The network bends space until hyperplanes are enough.",
)

ALL_IN_ONE = "Training ends: all points are of one class, and the network puts them into it."
ONE_SIDE = "The last stage finds every point on the side of the only class."
"""Said where there is one class, and nothing to separate."""
TRAINING = {  # whether the classifier is all, and whether the loss falls
    (False, False): "Training: step by step the network moves the whole plane.",
    (False, True): "Training: step by step the network moves the whole plane, and the loss falls.",
    (True, False): "Training: step by step the network moves its border.",
    (True, True): "Training: step by step the network moves its border, and the loss falls.",
}


def line_words(width: int, classes: int) -> LineWords:
    """Choose the sentences for a space of so many dimensions, parted into so many classes."""
    one, several = {
        1: (STRAIGHT_LINE, STRAIGHT_LINES),
        2: (STRAIGHT_LINE, STRAIGHT_LINES),
        3: (PLANE, PLANES),
    }.get(width, (HYPERPLANE, HYPERPLANES))
    return one if classes == 2 else several
