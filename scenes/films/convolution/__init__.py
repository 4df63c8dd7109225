"""Films of convolutional layers."""

from scenes.storytelling.film_entry import FilmEntry

FILMS = {
    "convolution": FilmEntry(
        summary="one filter slides over one digit, number by number; then a layer of them learns",
        section="5 Representation learning",
        home="scenes.films.convolution.convolution:Convolution",
        options="scenes.films.convolution.convolution_spec:ConvolutionSpec",
    ),
}
