"""The commands and where they live."""

from __future__ import annotations

from importlib.metadata import version

from cyclopts import App

from engine.descent_spec import DescentSpec
from engine.spec import RunSpec
from scenes.catalogue import CATALOGUE
from scenes.cli.caching import cache
from scenes.cli.descending import descend
from scenes.cli.drawing import FigureOptions, figures
from scenes.cli.embedding import embed
from scenes.cli.inspecting import inspect
from scenes.cli.lecturing import lecture
from scenes.cli.listing import list_entries
from scenes.cli.options import command_of
from scenes.cli.rendering import render_command
from scenes.cli.theming import theme
from scenes.cli.training import train

app = App(
    name="warpreel",
    help="Train a small network with one command, and get the film of how it bends space.",
    version=lambda: version("warpreel"),
    suppress_keyboard_interrupt=False,
)
app.register_install_completion_command()
app.command(list_entries, name="list")
render = App(name="render", help="Render a scene to a film, an animated picture or a still.")
app.command(render)
for name, entry in CATALOGUE.items():
    render.command(command_of(render_command(name, entry), entry.spec), name=name)
app.command(command_of(train, RunSpec, data_is_positional=True), name="train")
app.command(inspect)
app.command(command_of(descend, DescentSpec), name="descend")
app.command(command_of(figures, FigureOptions), name="figures")
app.command(lecture)
app.command(theme)
app.command(embed)
app.command(cache)
