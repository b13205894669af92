"""Every bench, one after another: `make bench`."""

from bench import draft, kimi, preview, start, streams, upload

for bench in (start, draft, upload, streams, kimi, preview):
    bench.main()
