"""How progress grows with time."""


def gentle(progress: float) -> float:
    """Ease in and out over a tenth of the time each, evenly between."""
    edge = 0.1
    area = 1 - edge
    if progress < edge:
        return progress**2 / (2 * edge * area)
    if progress > 1 - edge:
        return 1 - (1 - progress) ** 2 / (2 * edge * area)
    return (progress - edge / 2) / area


def early(progress: float) -> float:
    """Do all in the first half of the time."""
    return min(2 * progress, 1.0)


def late(progress: float) -> float:
    """Do all in the second half of the time."""
    return max(2 * progress - 1, 0.0)
