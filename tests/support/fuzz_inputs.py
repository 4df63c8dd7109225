"""Input made at random for the readers, most of it nearly right; each is read, or refused."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import torch

from engine.data.tables import load_table
from engine.descent.formulas import CONSTANTS, FUNCTIONS, parse_formula
from engine.recordings.file_format import UNSIGNED, Header, read, write
from engine.recordings.run_spec import RunSpec
from engine.training.training import train
from scenes.cli.inspect import describe
from scenes.figures.figure_list import read_requests
from scenes.languages.language_file import read_language
from scenes.lecture.reading import read_lecture
from scenes.theme.theme_file import read_theme
from tests.support.probed_networks import Recurrent, record

TOKENS = [*FUNCTIONS, *CONSTANTS, *"ab0123456789.+-*/^(),−×", "**", " ", "e9", "__", "\0", "'", "x"]
CELLS = ["1e40", "nan", "NA", "", '"', "#", "\n", "\0", "1,5", "−1", "∞", "0x1", "  7 ", "é"]
VALUES = [None, -1, 0, 1, 2**63, 1e308, "", "a" * 999, "\U0001f600", [], {}, [[]], True]
TOML_VALUES = [
    "-1", "0", "1e999", "nan", "true", '""', '"#ffffff"', '"no.svg"', "[]", "{}", "[[1]]", '"../x"',
    '"' + "a" * 999 + '"', '"\\u0000"', '"😀"', "1979-05-27", "'''x'''", '["a", 1]', '"11.8"', "=",
]  # fmt: skip
THEME = """
base = "dark"
[colours]
background = "#0d1017"
text = "#f2f4f8"
grid = ["#5d7393", "#7c6c97"]
classes = ["#56b4e9", "#f5a623"]
"""
LECTURE = """
title = "Title"
author = "Author"
language = "en"
[[slide]]
title = "A title"
text = "Words"
notes = "Notes"
[[slide]]
scene = "softmax"
spec = { logits = [1.0, 2.0], tempo = 2.0 }
pauses = ["three-steps"]
[[slide]]
figure = "11.8"
caption = "A caption"
"""
FIGURES = """
[[figure]]
id = "one"
kind = "sigmoid"
format = "png"
[[figure]]
id = "two"
kind = "leaky-relu"
spec = { alpha = 0.2 }
caption = "A caption"
"""
LANGUAGE = """
name = "français"
line = 42
speed = 20
[sentences]
"loss" = "perte"
"{count} points" = "{count} points"
"""


def formula(rng: random.Random, _: Path) -> None:
    """Read one formula: one that is right, one in which characters are others, or noise."""
    text = "".join(rng.choices(TOKENS, k=rng.randint(0, 40)))
    if (kind := rng.random()) < 0.8:
        text = _expression(rng, rng.randint(1, 4))
    if kind < 0.4:
        text = _changed(rng, text, TOKENS)
    parsed = parse_formula(text)
    parsed(*(torch.linspace(-3, 3, 7, dtype=torch.float64) for _ in parsed.names))
    assert parsed.typst


def _expression(rng: random.Random, depth: int) -> str:
    """Write an expression that can be read."""
    if depth == 0:
        return rng.choice(["a", "b", "2", "0.5", "3e-2", "pi", "17"])
    inner = [_expression(rng, depth - 1) for _ in range(2)]
    kind = rng.random()
    if kind < 0.3:
        name = rng.choice(list(FUNCTIONS))
        return f"{name}({', '.join(inner) if name in ('max', 'min') else inner[0]})"
    if kind < 0.5:
        return f"({inner[0]})"
    return f"{inner[0]} {rng.choice(['+', '-', '*', '/', '**'])} {inner[1]}"


def _changed(rng: random.Random, text: str, others: list[str]) -> str:
    """Put something else in the place of some characters."""
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice(others) + text[at + rng.randint(0, 2) :]
    return text


def table(rng: random.Random, folder: Path) -> None:
    """Read one table of numbers with a label, in which some cells are mostly others."""
    mark, width = rng.choice(",;\t"), rng.randint(1, 5)
    rows = [
        [*(f"{rng.gauss(0, 1):.3g}" for _ in range(width)), rng.choice(["yes", "no", "3"])]
        for _ in range(rng.randint(2, 30))
    ]
    if rng.random() < 0.7:
        rows.insert(0, [*(f"x{k}" for k in range(width)), "label"])
    if rng.random() < 0.6:
        for _ in range(rng.randint(1, 3)):
            row = rng.choice(rows)
            row[rng.randrange(len(row))] = rng.choice(CELLS)
        if rng.random() < 0.3:
            rng.choice(rows).append("1")
    (folder / "table.csv").write_text("\n".join(map(mark.join, rows)), encoding="utf-8")
    load_table(folder / "table.csv")


def recording(make: Callable[[], Any]) -> Callable[[random.Random, Path], None]:
    """Return what reads a recording in which the header, an array or a byte may be another."""

    def target(rng: random.Random, folder: Path) -> None:
        good, path = folder / "good.safetensors", folder / "bad.safetensors"
        if not good.exists():
            make().save(good)
        if rng.random() < 0.2:
            content = bytearray(good.read_bytes())
            content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
            path.write_bytes(content[: rng.choice([len(content), rng.randrange(len(content))])])
        elif not _written_anew(rng, good, path):
            return
        describe(path)  # what is read is also looked at

    return target


def _written_anew(rng: random.Random, good: Path, path: Path) -> bool:
    """Write a recording with other values and a digest that fits, if a header can hold them."""
    header, file = read(good)
    tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    if rng.random() < 0.6:
        name = rng.choice(list(tensors))
        array = tensors[name]
        tensors[name] = rng.choice(
            [array * -1, array[:1], array.double(), array * 10**12, array.flip(0), array * 0]
        ).contiguous()
    plain = msgspec.to_builtins(header)
    if rng.random() < 0.5:
        target = rng.choice([plain, *plain["stages"], plain["probed"] or plain])
        target[rng.choice(list(target))] = rng.choice(VALUES)
    plain["digest"] = UNSIGNED
    try:
        changed = msgspec.convert(plain, Header)
    except msgspec.ValidationError:
        return False
    write(changed, tensors, path)
    return True


def toml(name: str, text: str, read_it: Callable[[Path], object]) -> Callable[..., None]:
    """Return what reads a TOML file of a kind, in which a line or some characters are others."""

    def target(rng: random.Random, folder: Path) -> None:
        lines = text.splitlines()
        for _ in range(rng.randint(0, 3)):
            at = rng.randrange(len(lines))
            key, equals, _ = lines[at].partition(" = ")
            lines[at] = rng.choice(
                [
                    f"{key}{equals}{rng.choice(TOML_VALUES)}",
                    f"{key}{equals}{rng.choice(TOML_VALUES)}",
                    lines[rng.randrange(len(lines))],
                    _changed(rng, lines[at], TOML_VALUES),
                    "",
                ]
            )
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
        read_it(folder / name)

    return target


TARGETS: dict[str, Callable[[random.Random, Path], None]] = {
    "formula": formula,
    "table": table,
    "recording": recording(lambda: train(RunSpec(data="halves", hidden=(4, 2), steps=5))),
    "probed recording": recording(lambda: record(Recurrent(), steps=3)),
    "theme": toml("theme.toml", THEME, read_theme),
    "lecture": toml("lecture.toml", LECTURE, read_lecture),
    "figures": toml("figures.toml", FIGURES, read_requests),
    "language": toml("fr.toml", LANGUAGE, read_language),
}
"""What reads input of a kind, made at random."""
