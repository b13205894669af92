"""What is measured about the product; `python -m bench` prints all of it."""
