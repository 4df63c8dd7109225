"""Films of the chapter's section 6 Activation functions."""

from scenes.storytelling.film_entry import FilmEntry

FILMS = {
    "activation": FilmEntry(
        summary="an activation function: its curve, its slope, and what it does to the plane",
        section="6 Activation functions",
        home="scenes.films.activations.activation:Activation",
        options="scenes.films.activations.activation_specs:ActivationSpec",
    ),
    "activations": FilmEntry(
        summary="a tour of activation functions, ten units of each in a row in the end",
        section="6 Activation functions",
        home="scenes.films.activations.activations:Activations",
        options="scenes.films.activations.activation_specs:ActivationsSpec",
    ),
    "saturation": FilmEntry(
        summary="vanishing gradients: a deep network learns or not, depending on its activation",
        section="6 Activation functions",
        home="scenes.films.activations.saturation:Saturation",
        options="scenes.films.activations.saturation_spec:SaturationSpec",
    ),
}
