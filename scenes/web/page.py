"""A web page that shows one film, with its fonts embedded."""

from __future__ import annotations

from html import escape

from scenes.theme.css import css_string
from scenes.theme.lookup import typefaces_of
from scenes.theme.theme import Theme
from scenes.theme.web_fonts import font_rules
from scenes.web.clip import Clip
from scenes.web.html import Embed


def render_page(embed: Embed, theme: Theme) -> str:
    """Return an HTML page that shows a film in the colours of a theme."""
    figure = embed.figure()
    return f"""<!doctype html>
<html lang="{escape(embed.language.name)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(embed.clip.caption)}</title>
<style>{_style(theme, embed.clip)}{font_rules(figure, theme)}
</style>
</head>
<body>
<main>
{figure}</main>
</body>
</html>
"""


def _style(theme: Theme, clip: Clip) -> str:
    families = ", ".join(css_string(each.family) for each in typefaces_of(theme))
    return f"""
body {{
  margin: 0; min-height: 100vh; display: grid; place-items: center;
  background: {theme.background}; color: {theme.text};
  font: 1.0625rem/1.5 {families}, system-ui, sans-serif;
}}
main {{ box-sizing: border-box; width: 100%; padding: 1.5rem; }}
figure {{
  margin: 0 auto; max-width: min({clip.width}px, (100vh - 9rem) * {clip.width / clip.height:.4f});
}}
video, img {{ display: block; width: 100%; border-radius: 6px; }}
strong {{ font-weight: 600; }}
figcaption {{ margin-top: 0.75rem; }}
details {{ margin-top: 0.75rem; color: {theme.muted}; }}
summary, button {{ cursor: pointer; }}
button {{
  margin-top: 0.75rem; padding: 0.4em 1em; font: inherit; color: {theme.text};
  background: {theme.panel}; border: 1px solid {theme.muted}; border-radius: 6px;
}}
:focus-visible {{ outline: 3px solid {theme.highlight}; outline-offset: 3px; }}
"""
