"""Makes code from pictures. Knows nothing of Django."""
