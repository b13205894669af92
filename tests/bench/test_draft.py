"""The draft engine's bench: each stage is clocked where the engine passes through it."""

import pytest

from bench.draft import MEASURING, STAGES, WRITING, one
from bench.pictures import drawing, screen
from mockup2code.engines.job import Job
from mockup2code.vision import measure
from mockup2code.vision.ingest import ingest


@pytest.mark.parametrize("picture", [screen(480, 320), drawing(400, 500)])
async def test_a_run_passes_through_every_stage(picture: bytes):
    look = measure.look
    run = await one(Job.of(ingest(picture, "picture.png")))
    assert run.stages.keys() == {*STAGES, MEASURING, WRITING}
    assert all(run.stages[stage] > 0 for stage in STAGES)
    assert 0 < run.first < run.main < run.whole
    assert measure.look is look
