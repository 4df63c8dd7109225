"""Exporting figures as PDF, SVG and PNG: the same bytes for the same figure."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from matplotlib.backends.backend_pdf import Op, PdfFile, PdfPages
from matplotlib.figure import Figure

from scenes.theme.svg_fonts import with_fonts


@dataclass(frozen=True)
class Metadata:
    """Metadata that an exported file carries.

    Attributes
    ----------
    title, subject : str
        The caption; the number and section of the figure.
    provenance : str
        Options, seed, result digest and version, as JSON.
    creator : str
        Name and version of the program.
    """

    title: str
    subject: str
    provenance: str
    creator: str


def pdf(figure: Figure, scale: float, dpi: float, metadata: Metadata) -> bytes:
    """Return a PDF in which text stays text.

    Parameters
    ----------
    figure : Figure
    scale : float
        Printed size divided by drawn size.
    dpi : float
        Resolution of raster images in it.
    metadata : Metadata
    """
    out = io.BytesIO()
    facts = {
        "Title": metadata.title,
        "Subject": metadata.subject,
        "Keywords": metadata.provenance,
        "Creator": metadata.creator,
        "CreationDate": None,
    }
    pages: Any = PdfPages(out)
    pages._file = _ScaledFile(out, facts, scale)
    figure.savefig(pages, format="pdf", dpi=dpi)
    pages.close()
    return out.getvalue()


class _ScaledFile(PdfFile):
    """A PDF whose pages are scaled by a factor."""

    def __init__(self, out: io.BytesIO, facts: dict[str, Any], scale: float) -> None:
        super().__init__(out, metadata=facts)
        self.scale = scale

    def newPage(self, width: float, height: float) -> None:  # noqa: N802 — Matplotlib's name
        super().newPage(width * self.scale, height * self.scale)
        self.width, self.height = width, height  # beyond which nothing is drawn
        self.output(self.scale, 0, 0, self.scale, 0, 0, Op.concat_matrix)


def svg(figure: Figure, scale: float, dpi: float, metadata: Metadata) -> bytes:
    """Return an SVG in which text stays text, with the fonts that it needs.

    The parameters are those of `pdf`.
    """
    out = io.StringIO()
    facts = {
        "Title": metadata.title,
        "Description": metadata.provenance,
        "Coverage": metadata.subject,
        "Creator": metadata.creator,
        "Date": None,
    }
    figure.savefig(out, format="svg", dpi=dpi, metadata=facts)

    def scaled(size: re.Match[str]) -> str:
        return f'{size[1]}="{scale * float(size[2]):.6g}pt"'

    # The first two are those of the whole image; its view box is not scaled.
    text = re.sub(r'\b(width|height)="([0-9.]+)pt"', scaled, out.getvalue(), count=2)
    return with_fonts(text).encode()


def png(figure: Figure, scale: float, dpi: float, metadata: Metadata) -> bytes:
    """Return a PNG of `dpi` pixels per printed inch.

    The parameters are those of `pdf`.
    """
    out = io.BytesIO()
    facts = {
        "Title": metadata.title,
        "Description": metadata.subject,
        "Warpreel": metadata.provenance,
        "Software": metadata.creator,
    }
    # Draw at a higher resolution, but record the one at which the printed size is right.
    figure.savefig(
        out, format="png", dpi=dpi * scale, metadata=facts, pil_kwargs={"dpi": (dpi, dpi)}
    )
    return out.getvalue()


EXPORTERS: dict[str, Callable[[Figure, float, float, Metadata], bytes]] = {
    "pdf": pdf,
    "svg": svg,
    "png": png,
}
