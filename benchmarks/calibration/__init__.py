"""How often do the intervals hold? Simulated worlds and real series in which nothing happened."""
