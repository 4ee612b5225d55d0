"""Effect methods, one file each."""
