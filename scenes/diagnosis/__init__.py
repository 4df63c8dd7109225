"""Whether Warpreel works where it is installed, and what would make it faster."""
