"""A transformer of one block, which learns to sort."""
