"""Formats are found by themselves, and all that depends on a format asks it."""

import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

import scenes.encoding.formats as package
from engine.errors import UsageError
from scenes.encoding.codec import Codec
from scenes.encoding.encoder import Encoder
from scenes.encoding.formats import FORMATS, codec_for, format_of, output_path
from scenes.encoding.join import join
from scenes.encoding.qualities import Quality

SMALL = Quality(64, 36, 5)
SOURCE = '''
"""Raw frames, one after another."""

from scenes.encoding.codec import Codec
from scenes.encoding.format import Format


class Count(Format):
    name, summary, suffix = "count", "how many segments there are", "txt"

    def codec(self, quality, preset, crf, *, transparent):
        size = (quality.width, quality.height, quality.frame_rate)
        return Codec("mov", "png", "rgb24", *size, ())

    def join(self, segments, codec, path, limit=None):
        path.write_text(str(len(list(segments))))


FORMAT = Count()
'''


def segments(codec: Codec) -> Iterable[bytes]:
    encoder, kept = Encoder(codec), []
    for _ in range(2):
        encoder.add(np.zeros((36, 64, 4), np.uint8))
        encoder.finish(kept.append).result()
    encoder.close()
    return kept


def test_a_format_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "count.py").write_text(SOURCE)
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    found = package._found()
    sys.modules.pop("scenes.encoding.formats.count", None)
    assert set(found) == {*FORMATS, "count"}
    codec = codec_for(found["count"], SMALL)
    join(segments(codec), codec, tmp_path / "film.txt", found["count"])
    assert (tmp_path / "film.txt").read_text() == "2"


@pytest.mark.parametrize("name", FORMATS)
def test_each_is_found_by_its_suffix_and_says_what_it_is(name: str) -> None:
    format = FORMATS[name]
    path = Path("film").with_suffix(f".{format.suffix}" if format.suffix else "")
    assert format_of(path) is format
    assert output_path("film", path, name) == path
    assert format.summary
    assert format.name == name


def test_a_suffix_of_no_format_is_refused() -> None:
    with pytest.raises(UsageError, match=r"film\.avi: the suffix must be one of .*mp4"):
        format_of(Path("film.avi"))


def test_listing_formats_loads_no_encoder() -> None:
    import subprocess

    code = "import sys, scenes.encoding.formats; print(*{'av', 'numpy', 'PIL'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
