"""The actor registry: known actors by their names."""

from .load import RegistryEntry, find_actor, get_actor, key_of, load_actors

__all__ = ["RegistryEntry", "find_actor", "get_actor", "key_of", "load_actors"]
