"""The plane with an activation between two layers."""
