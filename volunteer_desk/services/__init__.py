"""One use case per function; owns the transaction and returns what changed."""
