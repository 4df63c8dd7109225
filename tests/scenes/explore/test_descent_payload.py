"""The page of descents has all surfaces and rules, with what is known of them."""

from __future__ import annotations

import msgspec
import pytest
import torch

from engine.descent.descent_spec import DescentSpec
from engine.descent.rules import RULES
from engine.descent.surface import Surface
from engine.descent.surfaces import SURFACES
from engine.errors import UsageError
from scenes.explore.descent_payload import descent_payload, tree_of
from scenes.languages.language import ENGLISH, LANGUAGES


def test_it_has_every_surface_and_rule_and_the_one_asked_for_first() -> None:
    payload = descent_payload(DescentSpec(surface="saddle", start=(1.0, 0.5)), ENGLISH)
    assert next(iter(payload["surfaces"])) == "saddle"
    assert payload["surfaces"].keys() == SURFACES.keys()
    assert list(payload["rules"]) == list(RULES)
    assert payload["surfaces"]["saddle"]["start"] == [1.0, 0.5]
    assert payload["shown"] == {
        "surface": "saddle", "rule": "gradient-descent", "rate": SURFACES["saddle"].rate,
        "steps": 500,
    }  # fmt: skip
    assert msgspec.json.decode(msgspec.json.encode(payload)) == payload


def test_a_formula_comes_before_them() -> None:
    payload = descent_payload(DescentSpec(formula="x**2 + y"), LANGUAGES["zh"])
    assert list(payload["surfaces"]) == ["formula", *SURFACES]
    assert payload["surfaces"]["formula"]["title"] == "x**2 + y"
    assert payload["surfaces"]["saddle"]["title"] == "鞍面"
    assert payload["rules"]["momentum"]["title"] == "动量法"


def test_minima_of_samples_are_known_too() -> None:
    (minimum,) = descent_payload(DescentSpec(), ENGLISH)["surfaces"]["linear-regression"]["minima"]
    assert SURFACES["linear-regression"].gradient(minimum["place"]) == pytest.approx(0, abs=1e-9)


def test_a_surface_without_a_formula_or_finite_values_is_refused() -> None:
    own = Surface(title="Mine", function=torch.sin, domain=((0, 1),), start=(0.5,))
    with pytest.raises(UsageError, match="Mine has no formula"):
        tree_of(own)
    with pytest.raises(UsageError, match="no finite value"):
        descent_payload(DescentSpec(formula="log(a)"), ENGLISH)
