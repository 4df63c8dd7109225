"""Three descents of one spec."""

from scenes.films.gradient_descent.batch_sgd_minibatch_spec import BatchSgdMinibatchSpec


def test_the_three_differ_in_batch_and_steps_alone() -> None:
    spec = BatchSgdMinibatchSpec(samples=24, batch=5, epochs=10)
    assert spec.batches == (24, 5, 1)
    assert [each.batch for each in spec.descents] == [None, 5, 1]
    assert [each.steps for each in spec.descents] == [10, 48, 240]
    assert {(each.rate, each.seed, each.samples) for each in spec.descents} == {(0.04, 12, 24)}


def test_looks_do_not_matter_to_the_subject() -> None:
    assert BatchSgdMinibatchSpec(theme="light").subject == BatchSgdMinibatchSpec().subject
    assert BatchSgdMinibatchSpec(seed=1).subject != BatchSgdMinibatchSpec().subject
