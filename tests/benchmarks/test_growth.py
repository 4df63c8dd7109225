"""How a cost grows: the exponent of what grows by a power, whatever the constant before it."""

import subprocess
import sys

import pytest

from benchmarks import growth
from benchmarks.growth import Growth, grow

SIZES = (10, 100, 1_000, 10_000)


@pytest.mark.parametrize("power", [0.5, 1, 2])
def test_the_exponent_is_that_of_the_power_law(power: float) -> None:
    found = Growth(SIZES, tuple(3e-4 * size**power for size in SIZES), (1, 1, 1, 1))
    assert found.exponent == pytest.approx(power)
    assert found.steps == pytest.approx([power] * 3)


def test_steps_tell_where_it_becomes_worse_than_linear() -> None:
    found = Growth(SIZES, (1, 1, 10, 1000), (100, 100, 100, 130))
    assert found.steps == pytest.approx([0, 1, 2])
    assert min(found.steps) < found.exponent < max(found.steps)
    assert "exponents of steps 0.00 to 2.00; peak 130 MB, 30 above the first" in str(found)


def test_sizes_are_measured_by_the_least_of_their_cpu_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 0.0
    measured: list[int] = []

    def prepare(size: int):
        def run() -> None:
            nonlocal now
            measured.append(size)
            now += size * (2 if measured.count(size) == 2 else 1) * 1e-3

        return run

    monkeypatch.setattr(growth.time, "process_time", lambda: now)
    found = grow((10, 100), prepare)
    assert found.seconds == pytest.approx((0.01, 0.1))
    assert found.exponent == pytest.approx(1)
    assert measured.count(10) == 1 + growth.MOST
    assert 2 <= measured.count(100) < growth.MOST


def test_memory_is_the_peak_until_then() -> None:
    # In a process of its own: the peak of this one is that of the tests before.
    script = (
        "from benchmarks.growth import grow\n"
        "kept = []\n"
        "size = lambda megabytes: lambda: kept.append(b'x' * 10**6 * megabytes)\n"
        "print(*grow((1, 60, 120), size).memory)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120
    )
    first, middle, last = map(float, answer.stdout.split())
    assert middle - first >= 60
    assert last - middle >= 120
