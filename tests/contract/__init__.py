"""What the code promises in its documents, its schema and its package."""
