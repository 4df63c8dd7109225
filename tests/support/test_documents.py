"""Documents are read as their readers read them."""

from pathlib import Path

from tests.support.documents import Block, blocks, commands, links

TEXT = """
A [link](other.md#part), one [away](https://example.org), `code [no](link.md)`.

```toml title="own.toml"
title = "x" # stays
```

```console
warpreel list            # all
bin/warpreel train a --data 'b c'
```
"""


def test_blocks_commands_and_links_are_found(tmp_path: Path) -> None:
    document = tmp_path / "a.md"
    document.write_text(TEXT)
    file, console = blocks(document)
    assert file == Block("toml", "own.toml", 'title = "x" # stays\n')
    assert list(commands(file)) == []
    assert list(commands(console)) == [
        ["warpreel", "list"],
        ["warpreel", "train", "a", "--data", "b c"],
    ]
    assert list(links(document)) == ["other.md#part"]
