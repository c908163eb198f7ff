"""The tone of an article's headline and body."""
