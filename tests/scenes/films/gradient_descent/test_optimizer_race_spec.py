"""What a race is asked for, and what it is about."""

from scenes.films.gradient_descent.optimizer_race_spec import NEAR, OptimizerRaceSpec


def test_every_optimiser_gets_the_same_but_its_rule_and_rate() -> None:
    spec = OptimizerRaceSpec(optimizers=("adam", "momentum"), rates=(0.1, 0.01), steps=9)
    assert [each.optimizer for each in spec.entrants] == ["adam", "momentum"]
    assert [each.rate for each in spec.entrants] == [0.1, 0.01]
    assert {(each.surface, each.domain, each.steps) for each in spec.entrants} == {
        ("beale", NEAR, 9)
    }


def test_a_start_or_a_domain_of_ones_own_is_kept() -> None:
    assert OptimizerRaceSpec(start=(-4, -4)).entrants[0].domain is None
    assert OptimizerRaceSpec(domain=(-3, 3)).entrants[0].domain == (-3, 3)
    assert OptimizerRaceSpec(surface="ravine").entrants[0].domain is None


def test_looks_do_not_matter_to_the_subject() -> None:
    assert OptimizerRaceSpec(theme="light").subject == OptimizerRaceSpec().subject
    assert OptimizerRaceSpec(tune=True).subject != OptimizerRaceSpec().subject
