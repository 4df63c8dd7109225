"""Progress, told in words by whoever works."""

from engine.progress import each_training_step, unwatched


def test_a_training_step_is_told_with_loss_and_accuracy() -> None:
    told: list[tuple[int, str]] = []
    each_training_step(lambda done, status: told.append((done, status)))(40, 0.5, 0.75)
    ((done, status),) = told
    assert done == 40
    for part in ("step 40", "0.5000", "75.0%"):
        assert part in status


def test_work_that_nobody_watches_goes_on() -> None:
    assert unwatched("counting", 10)(5, "half-way") is None
