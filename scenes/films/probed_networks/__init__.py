"""Films of networks of any kind, of which the layers' answers are known."""

from scenes.storytelling.film_entry import FilmEntry

FILMS = {
    "representation": FilmEntry(
        summary="what the layers of any network make of its inputs, while it learns",
        section="5 Representation learning",
        home="scenes.films.probed_networks.representation:Representation",
        options="scenes.films.probed_networks.representation_spec:RepresentationSpec",
    ),
}
