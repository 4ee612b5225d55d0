"""Tables of what a result contains."""
