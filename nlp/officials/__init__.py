"""Holders of public offices: a grammar of titles over person names."""
