"""A logo is a plain drawing: what would take long, much memory or another file is refused."""

import io
import time
import zlib

import pytest
from PIL import Image

from engine.errors import DataError
from scenes.theme.logo_checks import check_logo
from tests.support.theme_files import SVG

BEGIN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
OPEN = BEGIN + 'width="100" height="50" viewBox="0 0 100 50">'
END = '<rect width="100" height="50" fill="#ff0000"/></svg>'
ENTITIES = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
LAUGHS = f'<!DOCTYPE svg [<!ENTITY a0 "lol">{ENTITIES}]>'
GROUPS = "".join(
    f'<g id="g{i}">' + f'<use xlink:href="#g{i - 1}"/>' * 10 + "</g>" for i in range(1, 9)
)
CHAIN = "".join(f'<g id="c{i}"><use href="#c{i + 1}"/></g>' for i in range(2000))
PUBLIC = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://127.0.0.1:9/svg11.dtd">'

GOOD = {
    "a drawing": SVG,
    "with a public document type": f'<?xml version="1.0"?>{PUBLIC}{OPEN}{END}',
    "of shapes that are used again": f'{OPEN}<g id="a"><rect/></g>' + '<use href="#a"/>' * 20 + END,
    "without a box": f'{BEGIN}width="3cm" height="10mm">{END}',
    "as wide as its page": f'{BEGIN}width="100%" height="100%">{END}',
    "with its own style": f"{OPEN}<style>rect{{fill:red}}</style>{END}",
}
BAD = {
    "entities": (f"{LAUGHS}{OPEN}<text>&a9;</text>{END}", "holds entities"),
    "an entity of a file": (
        f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{OPEN}<text>&x;</text>{END}',
        "holds entities",
    ),
    "a parameter entity": (
        f'<!DOCTYPE svg [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]>{OPEN}{END}',
        "holds entities",
    ),
    "another file": (f'{OPEN}<use href="other.svg#a"/>{END}', "a reference to another file"),
    "a file by its address": (
        f'{OPEN}<feImage xlink:href="http://127.0.0.1:9/x"/>{END}',
        "a reference to another file",
    ),
    "a picture": (f'{OPEN}<image href="file:///etc/passwd"/>{END}', "holds <image>"),
    "a page": (f"{OPEN}<foreignObject><p/></foreignObject>{END}", "holds <foreignObject>"),
    "a program": (f"{OPEN}<script>window.PWN=1</script>{END}", "holds <script>"),
    "a program with a prefix": (
        OPEN.replace("<svg ", '<svg xmlns:s="http://www.w3.org/2000/svg" ') + f"<s:script/>{END}",
        "holds <script>",
    ),
    "itself": (f'{OPEN}<g id="a"><use href="#a"/></g>{END}', "use each other too often"),
    "each other": (
        f'{OPEN}<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>{END}',
        "use each other too often",
    ),
    "a long chain": (f"{OPEN}{CHAIN}{END}", "use each other too often"),
    "powers of ten": (
        f'{OPEN}<defs><g id="g0"><rect/></g>{GROUPS}</defs><use xlink:href="#g8"/>{END}',
        "more than 5,000 elements",
    ),
    "many elements": (f"{OPEN}{'<g/>' * 5001}{END}", "more than 5,000 elements"),
    "many levels": (f"{OPEN}{'<g>' * 100}{'</g>' * 100}{END}", "more than 60 deep"),
    "many bytes": (f'{OPEN}<path d="M0 0{" L1 1" * 200_000}"/>{END}', "more than 500,000 bytes"),
    "no height": (f'{BEGIN}width="0" height="0"></svg>', "is 0 × 0 large"),
    "no number": (f'{BEGIN}width="NaN" height="-5" viewBox="0 0 a b"></svg>', "no two numbers"),
    "an endless line": (f'{BEGIN}viewBox="0 0 1e9 1"></svg>', "draw it as a rectangle"),
    "half a file": (OPEN[:-5], "cannot be read"),
    "text": ("hello <svg world", "cannot be read"),
    "words": (f"{OPEN}<text>Ours</text>{END}", "holds <text>.*turn it into outlines"),
    "nothing": ("", "is no PNG or SVG picture"),
}


def refusal_of(name: str, content: bytes) -> str:
    """Return why a logo is refused, or nothing."""
    try:
        check_logo(name, content)
    except DataError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("name", GOOD)
def test_a_plain_drawing_is_taken(name: str) -> None:
    assert refusal_of("logo.svg", GOOD[name].encode()) == ""


@pytest.mark.parametrize("name", BAD)
def test_a_drawing_that_needs_more_is_refused_at_once(name: str) -> None:
    content, told = BAD[name]
    begun = time.process_time()
    with pytest.raises(DataError, match=told):
        check_logo("logo.svg", content.encode())
    assert time.process_time() - begun < 1


def png(width: int, height: int, rows: int = 0) -> bytes:
    """Return a black picture, of which only some rows are there."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content).to_bytes(4, "big")
        return len(content).to_bytes(4, "big") + kind + content + check

    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    lines = zlib.compress(bytes(1 + (width + 7) // 8) * rows)
    parts = [chunk(b"IHDR", size + b"\1\0\0\0\0"), chunk(b"IDAT", lines), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (png(30_000, 30_000), "has 30000 × 30000 pixels"),
        (png(2**31 - 1, 2**31 - 1), "pixels; save it smaller"),
        (png(100_000, 1), "draw it as a rectangle"),
        (png(0, 0), "0 × 0"),
        (png(100, 100, rows=100).replace(b"IDATx", b"IDATy"), "cannot be read"),
        (png(100, 100, rows=100)[:20], "0 large|cannot be read"),
        (b"GIF89a", "is no PNG or SVG"),
    ],
)
def test_a_picture_that_is_damaged_or_too_large_is_refused(content: bytes, told: str) -> None:
    with pytest.raises(DataError, match=told):
        check_logo("logo.png", content)


def test_a_picture_is_taken() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (30, 20)).save(file, "PNG")
    for content in (file.getvalue(), png(64, 64, rows=64)):
        assert refusal_of("logo.png", content) == ""
