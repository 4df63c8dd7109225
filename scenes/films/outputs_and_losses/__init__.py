"""Films of the chapter's section 7 Output activations and losses."""

from scenes.storytelling.film_entry import FilmEntry

FILMS = {
    "softmax": FilmEntry(
        summary="softmax makes probabilities of raw outputs, step by step",
        section="7 Output activations and losses",
        home="scenes.films.outputs_and_losses.softmax:Softmax",
        options="scenes.films.outputs_and_losses.softmax_spec:SoftmaxSpec",
    ),
    "losses": FilmEntry(
        summary="what a wrong prediction costs under each loss, and how hard it is pulled back",
        section="7 Output activations and losses",
        home="scenes.films.outputs_and_losses.losses:Losses",
        options="scenes.films.outputs_and_losses.losses_spec:LossesSpec",
    ),
}
