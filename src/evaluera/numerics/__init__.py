"""Arrays in, small frozen records out."""
