"""How the noise of one series is modelled: one replaceable model per name of the option ``errors``."""
