"""Tries a connection step by step, and says for each step what came, and what to do where it failed."""
