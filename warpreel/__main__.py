"""The command line, as ``python -m warpreel`` and as ``warpreel``."""

import warpreel  # noqa: F401  (first, as it lets `scenes` be found)
from scenes.cli import main as main

if __name__ == "__main__":
    # Processes that draw then read this file by its path, and import `warpreel` before all else.
    __spec__ = None
    main()
