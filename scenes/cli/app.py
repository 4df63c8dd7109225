"""The application: every command under its name."""

from __future__ import annotations

from importlib.metadata import version

from cyclopts import App

from engine.descent.descent_spec import DescentSpec
from engine.recordings.run_spec import RunSpec
from scenes.cli.cache import cache
from scenes.cli.descend import descend
from scenes.cli.embed import embed
from scenes.cli.explore import explore_command
from scenes.cli.facts.check import check
from scenes.cli.facts.doctor import doctor
from scenes.cli.facts.schema import schema
from scenes.cli.figures import figures_app
from scenes.cli.inspect import inspect
from scenes.cli.languages import languages
from scenes.cli.lecture import lecture
from scenes.cli.list import list_entries
from scenes.cli.options import command_of
from scenes.cli.render import render_command
from scenes.cli.theme import theme
from scenes.cli.train import train
from scenes.films.catalogue import CATALOGUE

app = App(
    name="warpreel",
    help="Train a small network with one command, and get the film of how it bends space.",
    version=lambda: version("warpreel"),
    suppress_keyboard_interrupt=False,
    help_format="plaintext",  # two stars of a formula are no markup
)
app.register_install_completion_command()
app.command(list_entries, name="list")
render = App(name="render", help="Render a scene to a film, an animated picture or a still.")
app.command(render)
for name, entry in CATALOGUE.items():
    render.command(command_of(render_command(name, entry), entry.spec), name=name)
app.command(command_of(train, RunSpec, positional=("data",)), name="train")
app.command(explore_command(), name="explore")
app.command(inspect)
app.command(command_of(descend, DescentSpec), name="descend")
app.command(figures_app)
app.command(lecture)
app.command(theme)
app.command(languages)
app.command(embed)
app.command(cache)
app.command(doctor)
app.command(check)
app.command(schema)
