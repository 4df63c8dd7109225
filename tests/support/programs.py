"""Programs of their own that render, started and watched by tests."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).parents[2]


def script(body: str) -> list[str]:
    """Make the command of a program of its own that renders."""
    head = """
        import signal
        from pathlib import Path
        from scenes.rendering.cluster import cluster_workers
        from scenes.rendering.workers import local_workers
        from scenes.rendering.film import Film, render
        from tests.support.films import SMALL, Busy, Captioned, Mortal, Slow

        if __name__ == "__main__":
            # What is started in the background of a shell does not hear Ctrl-C.
            signal.signal(signal.SIGINT, signal.default_int_handler)
    """
    text = textwrap.dedent(head) + textwrap.indent(textwrap.dedent(body), "    ")
    return [sys.executable, "-W", "ignore", "-c", text]


def start(body: str, **variables: str) -> subprocess.Popen[str]:
    """Start a program of its own that renders."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    return subprocess.Popen(
        script(body), env=environment, cwd=ROOT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def finish(program: subprocess.Popen[str]) -> str:
    out, err = program.communicate(timeout=120)
    assert program.returncode == 0, err
    return out
