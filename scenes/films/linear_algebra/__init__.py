"""Films of the chapter's section 3 Linear algebra."""

from scenes.storytelling.film_entry import FilmEntry

FILMS = {
    "vectors-and-matrices": FilmEntry(
        summary="a vector as numbers, arrow and point; a matrix moves all of them at once",
        section="3 Linear algebra",
        home="scenes.films.linear_algebra.vectors_and_matrices:VectorsAndMatrices",
        options="scenes.films.linear_algebra.specs:VectorsAndMatricesSpec",
    ),
    "affine": FilmEntry(
        summary="a linear map keeps the origin in place, an affine one may move it",
        section="3 Linear algebra",
        home="scenes.films.linear_algebra.affine:AffineMap",
        options="scenes.films.linear_algebra.specs:AffineSpec",
    ),
    "stacked-linear": FilmEntry(
        summary="many linear layers one after another are one linear layer",
        section="3 Linear algebra",
        home="scenes.films.linear_algebra.stacked_linear:StackedLinear",
        options="scenes.films.linear_algebra.specs:StackedLinearSpec",
    ),
}
