"""Names that users have given, such as those of columns and classes, as they are shown."""

LONGEST = 28
"""Letters of the longest name that is written in full."""
UNNAMED = (("x1", "x2"), ("x", "y"))
"""What both columns of a plane are called where a name would tell nothing."""


def shortened(name: str) -> str:
    """Return a name as it fits into a legend: of a long one beginning and end."""
    if len(name) <= LONGEST:
        return name
    return f"{name[: LONGEST - 9].rstrip()}…{name[-8:].lstrip()}"
