"""What is seen at the finish line of a race."""

from scenes.films.gradient_descent.optimizer_race import OptimizerRace
from scenes.films.gradient_descent.optimizer_race_spec import OptimizerRaceSpec
from scenes.storytelling.stage import area_of
from tests.support.staged import on_stage


def test_the_finish_is_seen_from_close_by_beside_the_table_as_the_first_arrives() -> None:
    def tell(film: OptimizerRace) -> None:
        film.prepare()
        film.add(film.track)
        board = film.standings_of(film.results)
        film.stand_aside(board)
        film.run_to_winner(film.results, film.track, 66)
        assert film.track.is_at_finish
        assert film.view.zoom > 2
        seen = film.view.shows(film.track.finish.points[:, :2], film.stage)
        box, hero = area_of(board), film.stage.hero
        assert ((seen > hero.low) & (seen < hero.high)).all()
        assert not ((seen > box.low) & (seen < box.high)).all(axis=1).any()
        assert film.track.finish.get_stroke_opacity() == 1
        film.leave_finish(lambda progress: None)
        assert film.view.is_near(film.home_view())
        assert not film.track.is_at_finish

    on_stage(OptimizerRace, OptimizerRaceSpec(), tell)
