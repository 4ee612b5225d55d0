"""Pictures of what a result contains."""
