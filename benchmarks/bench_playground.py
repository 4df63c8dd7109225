"""The playground: updates of a network against TensorFlow Playground's own code, and frames.

Its `nn.ts` is fetched from its public repository, or taken from a checkout that the environment
variable PLAYGROUND names, and made JavaScript by TypeScript (`setup/javascript.sh`); none is kept.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from side_by_side import Row

from scenes.explore.linker import link
from scenes.explore.playground import render_playground
from scenes.explore.shell import HOME
from scenes.languages.language import ENGLISH
from scenes.theme.theme import THEMES

ROOT = Path(__file__).parents[1]
SOURCE = "https://raw.githubusercontent.com/tensorflow/playground/master/src/nn.ts"
COMPILER = ROOT / ".venv/javascript/node_modules/typescript/bin/tsc"
WHAT = "an update of a 2-8-8-1 network, batch of 10, tanh, double precision"
ROUNDS, UPDATES = 11, 20_000
TARGET = 3.0
FRAME = 33.0
FRAMES = """
return (async () => {
  document.getElementById('run').click();
  const costs = [];
  for (let i = 0; i < 150; i++) {
    await new Promise(requestAnimationFrame);
    costs.push(warpreel.draw());
  }
  return [costs.sort((a, b) => a - b)[75], warpreel.lab.recording.lastStep];
})()
"""


def rows() -> list[Row]:
    """Measure."""
    with tempfile.TemporaryDirectory() as folder:
        return [_race(Path(folder)), _frames(Path(folder))]


def _race(folder: Path) -> Row:
    against = "TensorFlow Playground's nn.ts"
    try:
        theirs = _theirs(folder)
    except OSError as error:
        return Row(WHAT, against, f"not measured: {error}", float("nan"), None)
    (folder / "ours.mjs").write_text(
        link(HOME / "js/engine/training.js") + "\nexport { Training };"
    )
    race = Path(__file__).with_name("playground_race.mjs")
    arguments = [race, folder / "ours.mjs", theirs, str(ROUNDS), str(UPDATES)]
    told = subprocess.run(["node", *arguments], check=True, capture_output=True, text=True).stdout
    pairs = json.loads(told)
    ours, other = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
    ratio = statistics.median(theirs / ours for ours, theirs in pairs)
    measured = f"{1e6 / ours:,.0f} : {1e6 / other:,.0f} updates per CPU second"
    return Row(WHAT, against, measured, ratio, TARGET)


def _theirs(folder: Path) -> Path:
    """Return their network as a module of JavaScript."""
    checkout = os.environ.get("PLAYGROUND")
    source = folder / "nn.ts"
    if checkout:
        shutil.copy(Path(checkout) / "src/nn.ts", source)
    else:
        with urllib.request.urlopen(SOURCE, timeout=20) as answer:
            source.write_bytes(answer.read())
    if not COMPILER.exists():
        raise FileNotFoundError("setup/javascript.sh installs TypeScript")
    # It has types that TypeScript complains about today, and is written all the same.
    how = ["--target", "ES2022", "--module", "ES2022", "--outDir", folder]
    subprocess.run(["node", COMPILER, source, *how], check=False, capture_output=True)
    return (folder / "nn.js").rename(folder / "nn.mjs")


def _frames(folder: Path) -> Row:
    sys.path.insert(0, str(ROOT))
    from tests.support.browser import open_browser

    what = "a frame of the playground while a 2-8-8-2 network learns, 1280×720, software drawing"
    page = folder / "page.html"
    page.write_text(render_playground(ENGLISH, THEMES["dark"]), "utf-8")
    with open_browser() as browser:
        browser.open(page, "hidden=8,8")
        browser.wait_until("document.documentElement.dataset.ready === 'true'")
        took, steps = browser.run(FRAMES)
    measured = f"{took:.1f} ms a frame, {steps:,} updates meanwhile"
    return Row(what, f"{FRAME:.0f} ms", measured, took / FRAME, 1.0, most=True)


if __name__ == "__main__":
    for row in rows():
        print(row)
