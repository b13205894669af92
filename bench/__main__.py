"""Every bench, one after another: `make bench`."""

from bench import conversation, draft, kimi, preview, refine, start, streams, upload, workspace

for bench in (start, draft, upload, streams, kimi, conversation, refine, preview, workspace):
    bench.main()
