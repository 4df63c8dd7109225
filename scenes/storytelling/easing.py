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
