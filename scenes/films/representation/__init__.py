"""Films of the chapter's section 5 Representation learning."""

from scenes.storytelling.film_entry import FilmEntry

FILMS = {
    "space-warp": FilmEntry(
        summary="a network bends space until a straight line separates the classes",
        section="5 Representation learning",
        home="scenes.films.representation.space_warp:SpaceWarp",
        options="scenes.films.representation.space_warp_spec:SpaceWarpSpec",
    ),
    "controls": FilmEntry(
        summary="the same network without activation, with ReLU, with tanh, and with one more unit",
        section="5 Representation learning",
        home="scenes.films.representation.controls:Controls",
        options="scenes.films.representation.controls_spec:ControlsSpec",
    ),
}
