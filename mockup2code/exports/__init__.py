"""A version as a file, and as a project that runs."""
