"""Every bench, one after another: `make bench`."""

from bench import conversation, draft, hard, kimi, preview, refine, scale, start, streams, upload, workspace

for bench in (start, draft, hard, upload, streams, kimi, conversation, refine, preview, workspace, scale):
    bench.main()
