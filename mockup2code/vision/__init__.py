"""Reads pictures: bytes in, plain data out. Knows nothing of Django."""
