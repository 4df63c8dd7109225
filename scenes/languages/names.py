"""Names that users have given, such as those of columns and classes, as they are shown."""

LONGEST = 28
"""Letters of the longest name that is written in full."""
UNNAMED = (("x1", "x2"), ("x", "y"))
"""What both columns of a plane are called where a name would tell nothing."""


def shortened(name: str, longest: int = LONGEST) -> str:
    """Return a name as it fits into a legend: of a long one beginning and end.

    Parameters
    ----------
    name : str
    longest : int
        Letters that it may have, at least 3.
    """
    if len(name) <= longest:
        return name
    end = min(8, longest // 3)
    return f"{name[: longest - end - 1].rstrip()}…{name[len(name) - end :].lstrip()}"
