"""Names of persons, organisations and places: tokens, features and the trained recogniser."""
