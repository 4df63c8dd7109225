"""``warpreel check``: what cannot be read or seen in a scene for Manim."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from engine.errors import WarpreelError


def check(
    scene: str, *, as_json: Annotated[bool, Parameter(name="--json", negative="")] = False
) -> None:
    """Play a scene for Manim, and tell what cannot be read or seen, and when.

    Found are writing that overlaps, is cut off, too small or too faint, words that are gone before
    they are read, an empty stage and a frozen picture. The exit code is 1 if there is anything.

    Parameters
    ----------
    scene
        A file with all its scenes, or one of them: scene.py or scene.py:Name.
    as_json
        Print JSON.
    """
    from scenes.cli.facts.json_output import print_json
    from scenes.watching.findings import Check
    from scenes.watching.scene_file import checked, scenes_in, split_request

    path, name = split_request(scene)
    done = []
    for each in scenes_in(path, name):
        found = checked(each)
        done.append(found)
        if not as_json:
            state = f"{len(found.findings)} found" if found.findings else "clean"
            print(f"{found.name}, {found.seconds:.1f} s: {state}")
            for finding in found.findings:
                print(f"  {finding}")
    count = sum(len(each.findings) for each in done)
    if as_json:
        print_json(Check(not count, done))
    if count:
        raise WarpreelError(f"{path}: {count} {'thing is' if count == 1 else 'things are'} wrong")
