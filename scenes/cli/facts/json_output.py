"""Facts as JSON, in the schema that a command promises."""

from __future__ import annotations

import msgspec


def print_json(facts: object) -> None:
    """Print facts as JSON: structures as objects, indented, with all characters as they are."""
    print(msgspec.json.format(msgspec.json.encode(facts), indent=2).decode())
