"""Text to arrays: the only folder that knows the neural runtime."""
