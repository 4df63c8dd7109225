"""All that can be rendered, by name; light enough for a shell's completion to read."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from engine.progress import Work, unwatched
from engine.registry import Registry
from scenes.cache.digests import digest_of, request_digest, source_version
from scenes.films.activations.activation_specs import ActivationSpec, ActivationsSpec
from scenes.films.activations.saturation_spec import SaturationSpec
from scenes.films.backprop.specs import BackpropSpec
from scenes.films.deep_learning_system.specs import DeepLearningSystemSpec
from scenes.films.gradient_descent.batch_sgd_minibatch_spec import BatchSgdMinibatchSpec
from scenes.films.gradient_descent.gradient_descent_spec import GradientDescentSpec
from scenes.films.gradient_descent.learning_rates_spec import LearningRatesSpec
from scenes.films.gradient_descent.optimizer_race_spec import OptimizerRaceSpec
from scenes.films.landscape.specs import LandscapeSpec
from scenes.films.linear_algebra.specs import AffineSpec, StackedLinearSpec, VectorsAndMatricesSpec
from scenes.films.outputs_and_losses.losses_spec import LossesSpec
from scenes.films.outputs_and_losses.softmax_spec import SoftmaxSpec
from scenes.films.perceptron.specs import PerceptronSpec
from scenes.films.representation.controls_spec import ControlsSpec
from scenes.films.representation.space_warp_spec import SpaceWarpSpec
from scenes.films.why_now.specs import MoreDataSpec
from scenes.storytelling.film_spec import FilmSpec
from scenes.theme.lookup import theme_of


@dataclass(frozen=True)
class Entry:
    """A scene or a figure.

    Attributes
    ----------
    kind : str
        ``scene`` or ``figure``.
    summary : str
        What it shows, in one line.
    section : str
        Section of the chapter that it tells.
    home : str
        ``module:class``.
    spec : type
        Its frozen dataclass of options.
    """

    kind: str
    summary: str
    section: str
    home: str
    spec: type[FilmSpec]

    @property
    def module(self) -> str:
        """The module of the scene."""
        return self.home.partition(":")[0]

    def load(self) -> Any:
        """Import the scene's class."""
        return getattr(import_module(self.module), self.home.partition(":")[2])

    def prepare(self, spec: FilmSpec, work: Work = unwatched) -> Any:
        """Compute the results that the scene shows, or find them where they were kept."""
        return self.load().compute(spec, work)

    def subject_of(self, spec: FilmSpec) -> str:
        """Digest what a film is about: the scene, and the results it shows."""
        return request_digest(self.module, self.home, spec.subject)

    def identity_of(self, spec: FilmSpec) -> str:
        """Digest all that decides what a film shows: subject, options, theme and its source."""
        source = source_version(self.module, language=spec.lang)
        return digest_of(self.subject_of(spec), spec, theme_of(spec.theme), source)


CATALOGUE: Registry[Entry] = Registry("scene or figure")
CATALOGUE.add(
    "more-data",
    Entry(
        kind="scene",
        summary="four models learn from ever more points, and flexible ones pass the expert",
        section="1 Why now",
        home="scenes.films.why_now.more_data:MoreData",
        spec=MoreDataSpec,
    ),
)
CATALOGUE.add(
    "perceptron",
    Entry(
        kind="scene",
        summary="from a nerve cell to a unit that learns, and to what one unit can't learn",
        section="2 The perceptron",
        home="scenes.films.perceptron.perceptron:Perceptron",
        spec=PerceptronSpec,
    ),
)
CATALOGUE.add(
    "vectors-and-matrices",
    Entry(
        kind="scene",
        summary="a vector as numbers, arrow and point; a matrix moves all of them at once",
        section="3 Linear algebra",
        home="scenes.films.linear_algebra.vectors_and_matrices:VectorsAndMatrices",
        spec=VectorsAndMatricesSpec,
    ),
)
CATALOGUE.add(
    "affine",
    Entry(
        kind="scene",
        summary="a linear map keeps the origin in place, an affine one may move it",
        section="3 Linear algebra",
        home="scenes.films.linear_algebra.affine:AffineMap",
        spec=AffineSpec,
    ),
)
CATALOGUE.add(
    "stacked-linear",
    Entry(
        kind="scene",
        summary="many linear layers one after another are one linear layer",
        section="3 Linear algebra",
        home="scenes.films.linear_algebra.stacked_linear:StackedLinear",
        spec=StackedLinearSpec,
    ),
)
CATALOGUE.add(
    "deep-learning-system",
    Entry(
        kind="scene",
        summary="blocks learn a representation in which a straight line separates the classes",
        section="4 The deep-learning system",
        home="scenes.films.deep_learning_system.deep_learning_system:DeepLearningSystem",
        spec=DeepLearningSystemSpec,
    ),
)
CATALOGUE.add(
    "space-warp",
    Entry(
        kind="scene",
        summary="a network bends space until a straight line separates the classes",
        section="5 Representation learning",
        home="scenes.films.representation.space_warp:SpaceWarp",
        spec=SpaceWarpSpec,
    ),
)
CATALOGUE.add(
    "controls",
    Entry(
        kind="scene",
        summary="the same network without activation, with ReLU, with tanh, and with a unit more",
        section="5 Representation learning",
        home="scenes.films.representation.controls:Controls",
        spec=ControlsSpec,
    ),
)
CATALOGUE.add(
    "activation",
    Entry(
        kind="scene",
        summary="an activation function: its curve, its slope, and what it does to the plane",
        section="6 Activation functions",
        home="scenes.films.activations.activation:Activation",
        spec=ActivationSpec,
    ),
)
CATALOGUE.add(
    "activations",
    Entry(
        kind="scene",
        summary="a tour of activation functions, side by side in the end",
        section="6 Activation functions",
        home="scenes.films.activations.activations:Activations",
        spec=ActivationsSpec,
    ),
)
CATALOGUE.add(
    "saturation",
    Entry(
        kind="scene",
        summary="vanishing gradients: a deep network learns or not, depending on its activation",
        section="6 Activation functions",
        home="scenes.films.activations.saturation:Saturation",
        spec=SaturationSpec,
    ),
)
CATALOGUE.add(
    "softmax",
    Entry(
        kind="scene",
        summary="softmax makes probabilities of raw outputs, step by step",
        section="7 Output activations and losses",
        home="scenes.films.outputs_and_losses.softmax:Softmax",
        spec=SoftmaxSpec,
    ),
)
CATALOGUE.add(
    "losses",
    Entry(
        kind="scene",
        summary="what a wrong prediction costs under each loss, and how hard it is pulled back",
        section="7 Output activations and losses",
        home="scenes.films.outputs_and_losses.losses:Losses",
        spec=LossesSpec,
    ),
)
CATALOGUE.add(
    "backprop",
    Entry(
        kind="scene",
        summary="numbers flow forwards, derivatives flow back, and every weight takes a step",
        section="8 Forward and backward",
        home="scenes.films.backprop.backprop:Backprop",
        spec=BackpropSpec,
    ),
)
CATALOGUE.add(
    "gradient-descent",
    Entry(
        kind="scene",
        summary="a point walks down a loss surface: loss, gradient, step, repeat",
        section="9 Gradient descent",
        home="scenes.films.gradient_descent.gradient_descent:GradientDescent",
        spec=GradientDescentSpec,
    ),
)
CATALOGUE.add(
    "learning-rates",
    Entry(
        kind="scene",
        summary="one start, four learning rates, and the limit beyond which descent diverges",
        section="9 Gradient descent",
        home="scenes.films.gradient_descent.learning_rates:LearningRates",
        spec=LearningRatesSpec,
    ),
)
CATALOGUE.add(
    "optimizer-race",
    Entry(
        kind="scene",
        summary="optimisers race down one surface from one start, each at its stated rate",
        section="9 Gradient descent",
        home="scenes.films.gradient_descent.optimizer_race:OptimizerRace",
        spec=OptimizerRaceSpec,
    ),
)
CATALOGUE.add(
    "batch-sgd-minibatch",
    Entry(
        kind="scene",
        summary="all samples a step, one, or a few: three ways down one loss",
        section="9 Gradient descent",
        home="scenes.films.gradient_descent.batch_sgd_minibatch:BatchSgdMinibatch",
        spec=BatchSgdMinibatchSpec,
    ),
)
CATALOGUE.add(
    "landscape",
    Entry(
        kind="scene",
        summary="a network on the surface of its own loss, and what that picture leaves out",
        section="9 Gradient descent",
        home="scenes.films.landscape.landscape:LossLandscape",
        spec=LandscapeSpec,
    ),
)
