"""`python -m mockup2code`, the same as the command `mockup2code`."""

from mockup2code.cli import main

main(prog_name="mockup2code")
