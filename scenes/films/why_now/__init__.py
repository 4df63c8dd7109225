"""Films of the chapter's section 1 Why now."""

from scenes.storytelling.film_entry import FilmEntry

FILMS = {
    "more-data": FilmEntry(
        summary="four models learn from ever more points, and flexible ones pass the expert",
        section="1 Why now",
        home="scenes.films.why_now.more_data:MoreData",
        options="scenes.films.why_now.specs:MoreDataSpec",
    ),
    "over-parameterisation": FilmEntry(
        summary="a curve learned with ever more weights turns wild, and then calm again",
        section="1 Why now",
        home="scenes.films.why_now.over_parameterisation:OverParameterisation",
        options="scenes.films.why_now.over_parameterisation_spec:OverParameterisationSpec",
    ),
}
