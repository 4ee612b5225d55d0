"""Areas with the initiative, areas that crime may move to, and what both are compared with."""
