"""The service that tells other programs whether the watch is well, and in numbers how it goes."""
