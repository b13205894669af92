"""Mockup2Code: turns UI mockups into React and Tailwind code."""
