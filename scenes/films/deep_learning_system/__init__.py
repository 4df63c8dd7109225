"""Films of the chapter's section 4 The deep-learning system."""

from scenes.storytelling.film_entry import FilmEntry

FILMS = {
    "deep-learning-system": FilmEntry(
        summary="blocks learn a representation in which a straight line separates the classes",
        section="4 The deep-learning system",
        home="scenes.films.deep_learning_system.deep_learning_system:DeepLearningSystem",
        options="scenes.films.deep_learning_system.specs:DeepLearningSystemSpec",
    ),
}
