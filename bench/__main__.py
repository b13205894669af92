"""Every bench, one after another: `make bench`."""

from bench import draft, kimi, preview, start, streams, upload, workspace

for bench in (start, draft, upload, streams, kimi, preview, workspace):
    bench.main()
