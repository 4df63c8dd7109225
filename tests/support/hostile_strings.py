"""Strings that mean something where they stand, unless they are escaped for that place."""

HOSTILE = {
    "script": "<script>window.PWN=1</script>",
    "attribute": '"><img src="x" onerror="window.PWN=2">',
    "apostrophe": "' onmouseover='window.PWN=3' x='",
    "end of style": "</style><script>window.PWN=4</script>",
    "end of title": "</title></svg><script>window.PWN=5</script>",
    "end of data": "]]><script>window.PWN=6</script>",
    "comment": "<!-- --><script>window.PWN=7</script><!--",
    "entities": "&lt;b&gt; &amp;amp; &#60;script&#62;",
    "css": 'X"}</style><style>*{background:url(x)}a{b:"',
    "template": "{{ 7 * 7 }}{% raw %}{# gone #}",
    "typst": '#image("x") $x$ *bold* _emphasis_ @label \\',
    "mathematics": "$\\frac{$ and $x$",
    "escape": "\\u003cscript\\u003e \\22 \\0",
    "format": "%s %n {0} {name}",
    "cue": "00:00:00.000 --> 00:00:09.000",
    "cues": "one\n\n2\n00:00:00,000 --> 00:00:09,000\nforged",
    "note": "NOTE not for you",
    "override": "{\\an8}<b>bold</b>",
    "address": "javascript:window.PWN=8",
    "path": "../../../etc/passwd",
    "brackets": "(((\\)) <</Type/Page>> endobj",
    "formula": "=cmd|' /C calc'!A0",
    "chinese": "<《你好》>",
}
"""Each as a whole can be shown as text: it has no control characters."""
