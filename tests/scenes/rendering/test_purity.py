"""Which plays can be taken at any frame: those that change nothing but by their progress."""

from collections.abc import Callable

import pytest
from manim import (
    RIGHT,
    Animation,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    Rotate,
    Scene,
    Square,
    Text,
    Transform,
    Wait,
    Write,
)

from scenes.rendering.purity import PURE, is_pure
from scenes.storytelling.drive import Drive


def pure(*animations: Animation, scene: Scene | None = None) -> bool:
    """Ask of a play, as the renderer does when it is about to begin."""
    scene = scene or Scene()
    scene.compile_animation_data(*animations)
    return is_pure(scene)


FUNCTIONS: dict[str, Callable[[], Animation]] = {
    "FadeIn": lambda: FadeIn(Dot()),
    "FadeOut": lambda: FadeOut(Dot()),
    "Create": lambda: Create(Square()),
    "Rotate": lambda: Rotate(Square()),
    "Transform": lambda: Transform(Square(), Dot()),
    "animate": lambda: Square().animate.shift(RIGHT).build(),
    "Wait": lambda: Wait(1),
    "Drive": lambda: Drive(Dot(), lambda _: None),
}
OTHERS: dict[str, Callable[[], Animation]] = {
    "Write": lambda: Write(Text("words")),
    "LaggedStart": lambda: LaggedStart(FadeIn(Dot()), FadeIn(Square())),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_depends_on_progress_alone_is_pure(name: str) -> None:
    assert pure(FUNCTIONS[name]())


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_not_known_to_be_is_not(name: str) -> None:
    assert not pure(OTHERS[name]())
    assert not pure(FadeIn(Dot()), OTHERS[name]())


def test_a_subclass_may_do_something_else() -> None:
    class Counting(FadeIn):
        pass

    class Promised(FadeIn):
        is_function_of_progress = True

    assert not pure(Counting(Dot()))
    assert pure(Promised(Dot()))


def _updater(scene: Scene) -> None:
    scene.add_updater(lambda _: None)


def _moving(scene: Scene) -> None:
    scene.add(Dot().add_updater(lambda dot, dt: dot.shift(dt * RIGHT)))


def _within(scene: Scene) -> None:
    inner = Dot().add_updater(lambda dot: dot)
    scene.add(Mobject().add(Mobject().add(inner)))


def _always(scene: Scene) -> None:
    scene.always_update_mobjects = True


def _condition(scene: Scene) -> None:
    scene.stop_condition = lambda: False


@pytest.mark.parametrize("change", [_updater, _moving, _within, _always, _condition])
def test_whatever_counts_steps_makes_a_play_impure(change: Callable[[Scene], None]) -> None:
    scene = Scene()
    assert pure(FadeIn(Square()), scene=scene)
    change(scene)
    assert not is_pure(scene)


@pytest.mark.parametrize("kind", [FadeIn, FadeOut, Create, Transform])
def test_what_is_called_pure_is_the_same_stepped_and_at_once(kind: type[Animation]) -> None:
    assert kind in PURE
    seen = []
    for times in ([0.6], [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]):
        square = Square(fill_opacity=0.5)
        animation = kind(square, Dot(RIGHT)) if kind is Transform else kind(square)
        animation.begin()
        for time in times:
            animation.interpolate(time)
        seen.append((square.points.tobytes(), square.get_fill_rgbas().tobytes()))
    assert seen[0] == seen[1]
