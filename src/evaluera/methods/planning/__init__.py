"""What could be seen, before the initiative has begun."""
