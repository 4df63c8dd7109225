"""The catalogue of figures; it imports nothing heavy, so that it can be listed at once."""

from __future__ import annotations

from engine.networks.activations import PICTURED
from engine.registry import Registry, unknown_name
from scenes.figures.entry import FigureEntry
from scenes.figures.specs import (
    ActivationFigureSpec,
    AttentionFigureSpec,
    DataAndPerformanceSpec,
    DescentFigureSpec,
    DescentPathSpec,
    FitFigureSpec,
    LandscapeFigureSpec,
    LossSurfaceSpec,
    MoreDataFigureSpec,
    NeuronFigureSpec,
    PerceptronFigureSpec,
    PerceptronFormulaSpec,
    PhiSpec,
    SoftmaxFigureSpec,
    SpaceWarpFigureSpec,
    SystemFigureSpec,
    TrainingCurvesSpec,
)

FIGURES: Registry[FigureEntry] = Registry("figure")
ACTIVATION = "activation"
"""Name that stands for the figures of all activation functions."""

FIGURES.add(
    "data-and-performance",
    FigureEntry(
        number="11.1",
        template="Performance against the amount of data, of classical and of deep learning",
        section="1 Why now",
        home="scenes.figures.gallery.data_and_performance",
        spec=DataAndPerformanceSpec(),
        sizes=((139, 72), (80, 58)),
    ),
)
FIGURES.add(
    "more-data",
    FigureEntry(
        number="11.2",
        template="Four models that learn from ever more points",
        section="1 Why now",
        home="scenes.figures.gallery.more_data",
        spec=MoreDataFigureSpec(),
        sizes=((139, 82), (80, 84)),
    ),
)
FIGURES.add(
    "neuron",
    FigureEntry(
        number="11.3",
        template="A biological neuron",
        section="2 The perceptron",
        home="scenes.figures.gallery.neuron",
        spec=NeuronFigureSpec(),
        sizes=((139, 78), (80, 58)),
    ),
)
FIGURES.add(
    "perceptron",
    FigureEntry(
        number="11.4",
        template="The perceptron",
        section="2 The perceptron",
        home="scenes.figures.gallery.perceptron",
        spec=PerceptronFigureSpec(),
        sizes=((139, 76), (80, 66)),
    ),
)
FIGURES.add(
    "perceptron-formula",
    FigureEntry(
        number="11.5",
        template="The perceptron as mathematics, term by term",
        section="2 The perceptron",
        home="scenes.figures.gallery.perceptron_formula",
        spec=PerceptronFormulaSpec(),
        sizes=((139, 49), (80, 84)),
    ),
)
FIGURES.add(
    "deep-learning-system",
    FigureEntry(
        number="11.6",
        template="A deep-learning system",
        section="4 The deep-learning system",
        home="scenes.figures.gallery.deep_learning_system",
        spec=SystemFigureSpec(),
        sizes=((139, 64), (80, 122)),
    ),
)
FIGURES.add(
    "phi",
    FigureEntry(
        number="11.7",
        template="Two classes before and after a map that makes them linearly separable",
        section="4 The deep-learning system",
        home="scenes.figures.gallery.phi",
        spec=PhiSpec(),
        sizes=((139, 76), (80, 54)),
    ),
)

for _number, _name in {
    "11.8": "sigmoid",
    "11.9": "tanh",
    "11.10": "relu",
    "11.11": "leaky-relu",
    **{"-" * i: name for i, name in enumerate(PICTURED, 1)},
}.items():
    if _name not in FIGURES:
        FIGURES.add(
            _name,
            FigureEntry(
                number=_number.strip("-"),
                template="{name}: its curve, and the plane before and after it",
                subject=PICTURED[_name].module,
                section="6 Activation functions",
                home="scenes.figures.gallery.activation",
                spec=ActivationFigureSpec(name=_name),
                sizes=((139, 54), (80, 104)),
            ),
        )
FIGURES.add(
    "softmax",
    FigureEntry(
        number="11.12",
        template="Raw outputs, and the probabilities that softmax makes of them",
        section="7 Output activations and losses",
        home="scenes.figures.gallery.softmax",
        spec=SoftmaxFigureSpec(),
        sizes=((139, 52), (80, 50)),
    ),
)
FIGURES.add(
    "loss-surface",
    FigureEntry(
        number="11.13",
        template="The loss surface of two parameters",
        section="9 Gradient descent",
        home="scenes.figures.gallery.loss_surface",
        spec=LossSurfaceSpec(),
        sizes=((139, 66), (80, 72)),
    ),
)
FIGURES.add(
    "descent-path",
    FigureEntry(
        number="11.14",
        template="The path of gradient descent on the loss surface, from the start to the optimum",
        section="9 Gradient descent",
        home="scenes.figures.gallery.descent_path",
        spec=DescentPathSpec(),
        sizes=((139, 76), (80, 84)),
    ),
)
FIGURES.add(
    "space-warp",
    FigureEntry(
        template="What a network makes of space, over its depth and its training",
        section="5 Representation learning",
        home="scenes.figures.gallery.space_warp",
        spec=SpaceWarpFigureSpec(),
        sizes=((139, 92), (80, 136)),
    ),
)
FIGURES.add(
    "attention",
    FigureEntry(
        template="Where a one-block transformer looks, in %, before and after learning to sort",
        section="5 Representation learning",
        home="scenes.figures.gallery.attention",
        spec=AttentionFigureSpec(),
        sizes=((139, 62), (80, 122)),
    ),
)
FIGURES.add(
    "descent",
    FigureEntry(
        template="A map of a loss surface with the path of a descent",
        section="9 Gradient descent",
        home="scenes.figures.gallery.descent",
        spec=DescentFigureSpec(),
        sizes=((139, 90), (80, 78)),
    ),
)
FIGURES.add(
    "landscape",
    FigureEntry(
        template="The loss of a network on a plane through its training",
        section="9 Gradient descent",
        home="scenes.figures.gallery.landscape",
        spec=LandscapeFigureSpec(),
        sizes=((139, 92), (80, 82)),
    ),
)
FIGURES.add(
    "fit",
    FigureEntry(
        template="A curve that a network has learned, at three steps, and its losses",
        section="9 Gradient descent",
        home="scenes.figures.gallery.fit",
        spec=FitFigureSpec(),
        sizes=((139, 92), (80, 152)),
    ),
)
FIGURES.add(
    "training-curves",
    FigureEntry(
        template="Loss, accuracy and gradient norms of a training",
        section="5 Representation learning",
        home="scenes.figures.gallery.training_curves",
        spec=TrainingCurvesSpec(),
        sizes=((139, 52), (80, 126)),
    ),
)


def chapter_figures() -> list[str]:
    """Return the names of the chapter's own figures, in its order."""
    found = [name for name, entry in FIGURES.items() if entry.number]
    return sorted(found, key=lambda name: int(FIGURES[name].number.partition(".")[2]))


def resolve_name(word: str) -> str:
    """Return the name of the figure with a name or number.

    Raises
    ------
    UnknownNameError
        If there is none; the message suggests the nearest ones.
    """
    numbers = {entry.number: name for name, entry in FIGURES.items() if entry.number}
    word = word.strip().lower().replace("_", "-")
    found = numbers.get(word, word)
    if found not in FIGURES:
        groups = {"all", ACTIVATION} - {word}  # which stand for several
        raise unknown_name("figure", word, [*numbers, *FIGURES, *sorted(groups)])
    return found


def resolve_names(words: tuple[str, ...]) -> list[str]:
    """Return the names of figures, each given by name, by number, or as part of a group.

    ``all`` stands for the figures of the chapter, ``activation`` for those of all activation
    functions. Before the name of an activation function, ``activation`` adds nothing.

    Raises
    ------
    UnknownNameError
        If there is no such figure.
    """
    names: list[str] = []
    for word, following in zip(words, (*words[1:], ""), strict=True):
        if word == "all":
            names += chapter_figures()
        elif word == ACTIVATION:
            names += [] if following in PICTURED else list(PICTURED)
        else:
            names.append(resolve_name(word))
    return list(dict.fromkeys(names))
