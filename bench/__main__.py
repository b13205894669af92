"""Every bench, one after another: `make bench`."""

from bench import kimi, preview, start, streams, upload

for bench in (start, upload, streams, kimi, preview):
    bench.main()
