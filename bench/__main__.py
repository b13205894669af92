"""Every bench, one after another: `make bench`."""

from bench import preview, start, streams, upload

for bench in (start, upload, streams, preview):
    bench.main()
