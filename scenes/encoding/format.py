"""What every format of a film has to say and to do: one small class, one file a format."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from engine.files import check_file, whole_file
from scenes.encoding.codec import Codec, Preset
from scenes.encoding.qualities import Quality

if TYPE_CHECKING:
    from scenes.encoding.reduction import Reduced


class Format:
    """A format that films are written in.

    A subclass in a module of its own in `scenes.encoding.formats` is all that a new format needs.
    The module must be light: whatever writes files is imported where it is called.

    Attributes
    ----------
    name : str
        As ``--format`` has it.
    summary : str
        What it is, in a few words.
    suffix : str
        Of its files, without the dot; empty for a folder.
    media_type : str
        MIME type; empty where no browser shows it.
    is_still : bool
        Whether it holds the last frame alone.
    can_be_transparent : bool
    has_rate : bool
        Whether a preset and a constant rate factor decide how it is encoded.
    can_be_limited : bool
        Whether it can be kept within a number of bytes.
    """

    name: ClassVar[str]
    summary: ClassVar[str]
    suffix: ClassVar[str]
    media_type: ClassVar[str] = ""
    is_still: ClassVar[bool] = False
    can_be_transparent: ClassVar[bool] = False
    has_rate: ClassVar[bool] = False
    can_be_limited: ClassVar[bool] = False

    def codec(self, quality: Quality, preset: Preset, crf: int, *, transparent: bool) -> Codec:
        """Return how its segments are encoded.

        Parameters
        ----------
        quality : Quality
        preset : Preset
        crf : int
            Constant rate factor.
        transparent : bool

        Raises
        ------
        UsageError
            If the rate factor is out of range.
        """
        raise NotImplementedError

    def join(
        self, segments: Iterable[bytes], codec: Codec, path: Path, limit: int | None = None
    ) -> Reduced | None:
        """Write segments one after another to a file, or into an empty folder.

        Parameters
        ----------
        segments : iterable of bytes
            Files made by `scenes.encoding.encoder.Encoder` with this codec.
        codec : Codec
        path : Path
        limit : int, optional
            Most bytes.

        Returns
        -------
        Reduced or None
            What was chosen to keep within the limit.
        """
        raise NotImplementedError

    def open(self, path: Path) -> AbstractContextManager[Path]:
        """Return a draft that takes the place of `path` when it is complete."""
        return whole_file(path, what="the film")

    def check_place(self, path: Path) -> None:
        """Refuse a place where something would be lost.

        Raises
        ------
        UsageError
        """
        check_file(path)
