"""Modules become one script, or a sentence says why not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scenes.explore import linker

Write = Callable[..., Path]


@pytest.fixture
def modules(tmp_path: Path) -> Write:
    def write(**sources: str) -> Path:
        for name, source in sources.items():
            (tmp_path / f"{name}.js").write_text(source)
        return tmp_path / "entry.js"

    return write


def test_each_module_stands_once_after_what_it_needs(modules: Write) -> None:
    entry = modules(
        base="export const one = 1;\n",
        left='import { one } from "./base.js";\nexport function two() { return one + 1; }\n',
        right='import {\n  one,\n} from "./base.js";\nexport class Three {}\nconst kept = one;\n',
        entry='import { two } from "./left.js";\nimport { Three } from "./right.js";\ntwo();\n',
    )
    assert linker.link(entry) == (
        "const one = 1;\n\nfunction two() { return one + 1; }\n"
        "\nclass Three {}\nconst kept = one;\n\ntwo();\n"
    )


@pytest.mark.parametrize(
    ("sources", "why"),
    [
        ({"entry": 'import { a as b } from "./other.js";\n'}, "keep the name"),
        ({"entry": 'import * as all from "./other.js";\n'}, "cannot join"),
        ({"entry": "export default 1;\n"}, "cannot join"),
        ({"entry": 'import { x } from "./other.js";\nconst a = 1;\n'}, "both have a a"),
        ({"entry": 'import { x } from "./other.js";\nconst [b, a] = [1, 2];\n'}, "both have a a"),
        ({"entry": 'import { x } from "./round.js";\n'}, "imports itself"),
    ],
)
def test_what_cannot_be_joined_is_told(modules: Write, sources: dict[str, str], why: str) -> None:
    round_trip = 'import { y } from "./entry.js";\n'
    entry = modules(other="export const a = 1;\n", round=round_trip, **sources)
    with pytest.raises(ValueError, match=why):
        linker.link(entry)
