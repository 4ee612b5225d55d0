"""What a method answers: frozen records that know nothing of plots, prose or files."""
