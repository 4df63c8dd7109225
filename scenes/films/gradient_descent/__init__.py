"""Films of the chapter's section 9 Gradient descent."""

from scenes.storytelling.film_entry import FilmEntry

FILMS = {
    "gradient-descent": FilmEntry(
        summary="a point walks down a loss surface: loss, gradient, step, repeat",
        section="9 Gradient descent",
        home="scenes.films.gradient_descent.gradient_descent:GradientDescent",
        options="scenes.films.gradient_descent.gradient_descent_spec:GradientDescentSpec",
    ),
    "learning-rates": FilmEntry(
        summary="one start, four learning rates, and the limit beyond which descent diverges",
        section="9 Gradient descent",
        home="scenes.films.gradient_descent.learning_rates:LearningRates",
        options="scenes.films.gradient_descent.learning_rates_spec:LearningRatesSpec",
    ),
    "optimizer-race": FilmEntry(
        summary="optimisers race down one surface from one start, each at its stated rate",
        section="9 Gradient descent",
        home="scenes.films.gradient_descent.optimizer_race:OptimizerRace",
        options="scenes.films.gradient_descent.optimizer_race_spec:OptimizerRaceSpec",
    ),
    "batch-sgd-minibatch": FilmEntry(
        summary="all samples a step, one, or a few: three ways down one loss",
        section="9 Gradient descent",
        home="scenes.films.gradient_descent.batch_sgd_minibatch:BatchSgdMinibatch",
        options="scenes.films.gradient_descent.batch_sgd_minibatch_spec:BatchSgdMinibatchSpec",
    ),
}
