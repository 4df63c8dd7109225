"""Areas on the plane, before and after a map."""
