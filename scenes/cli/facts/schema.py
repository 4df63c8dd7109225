"""``warpreel schema``: what the JSON of a command holds."""

from __future__ import annotations

from engine.errors import UsageError


def schema(*command: str) -> None:
    """Print the JSON Schema of what a command prints with --json, or the commands that have one.

    Parameters
    ----------
    command
        Such as doctor, or theme check.
    """
    import msgspec

    from scenes.cli.facts.json_output import print_json
    from scenes.cli.facts.schemas import SCHEMAS

    asked = " ".join(command)
    if not asked:
        print("\n".join(SCHEMAS))
        return
    if asked.startswith("-"):
        raise UsageError(f"{asked}: name a command, such as doctor")
    print_json(msgspec.json.schema(SCHEMAS.find(asked)))
