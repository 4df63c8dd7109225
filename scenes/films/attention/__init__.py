"""Films of attention."""

from scenes.storytelling.film_entry import FilmEntry

FILMS = {
    "attention": FilmEntry(
        summary="where a one-block transformer looks while it learns to sort",
        section="5 Representation learning",
        home="scenes.films.attention.attention:Attention",
        options="scenes.films.attention.attention_spec:AttentionSpec",
    ),
}
