"""Every bench, one after another: `make bench`."""

from bench import draft, preview, start, streams, upload

for bench in (start, draft, upload, streams, preview):
    bench.main()
