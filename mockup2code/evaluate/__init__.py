"""The whole round from pictures to a report: convert, build, open in a browser, score. A tool for development."""
