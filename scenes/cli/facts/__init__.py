"""Commands that tell facts, and how programs read them."""
