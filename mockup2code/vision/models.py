"""The two models in rapidocr's wheel that find and read text.

OpenVINO finds text in a third of onnxruntime's time and in less memory, as long as all pictures are of one size:
https://docs.openvino.ai/2026/openvino-workflow/running-inference.html. Lines of words are of all widths; those
onnxruntime reads as fast, in a fraction of the memory.
"""

import os
import threading
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions  # type: ignore[import-untyped]
from openvino import Core, InferRequest, Layout, Type  # type: ignore[import-untyped]
from openvino.preprocess import PrePostProcessor  # type: ignore[import-untyped]

TILE = (448, 1312)
"""Rows and columns of pixels in which text is found at once: two show a screen of 1280 x 800."""

_detecting = threading.Lock()
"""One tile at a time takes all processors."""


def find(tile: NDArray[np.uint8]) -> NDArray[np.float32]:
    """How likely each pixel of a picture of `TILE`'s size is text, 0 to 1; its colours are in OpenCV's order."""
    with _detecting:
        found: NDArray[np.float32] = _detector().infer({0: tile[None]})[0][0, 0].copy()
    return found


def read(lines: NDArray[np.float32]) -> NDArray[np.float32]:
    """How likely each of `characters()` is at each step along each line, 0 to 1.

    The lines are of one width, a multiple of 16, and 48 pixels high, with colours from -1 to 1 in OpenCV's order.
    """
    likely: NDArray[np.float32] = _recogniser().run(None, {"x": lines})[0]
    return likely


@cache
def characters() -> list[str]:
    """What can be read; the first is none."""
    known = _recogniser().get_modelmeta().custom_metadata_map["character"].splitlines()
    return ["", *known, " "]


@cache
def _detector() -> InferRequest:
    core = Core()
    model = core.read_model(_file("PP-OCRv6_det_small.onnx"))
    model.reshape([1, 3, *TILE])
    prepared = PrePostProcessor(model)
    prepared.input().tensor().set_element_type(Type.u8).set_layout(Layout("NHWC"))
    prepared.input().model().set_layout(Layout("NCHW"))
    prepared.input().preprocess().convert_element_type(Type.f32).mean(127.5).scale(127.5)
    settings = {
        # Where a processor knows floats of 16 bits, OpenVINO would take them: not the same text everywhere.
        "INFERENCE_PRECISION_HINT": "f32",
        "INFERENCE_NUM_THREADS": os.cpu_count() or 1,
        "NUM_STREAMS": 1,
        # Workers side by side would all be bound to the same processors.
        "ENABLE_CPU_PINNING": False,
    }
    return core.compile_model(prepared.build(), "CPU", settings).create_infer_request()


@cache
def _recogniser() -> InferenceSession:
    """Batches are read side by side, by one processor each: a third less of both than if all shared every batch."""
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 4
    # Lines are of all widths: a plan of memory for each takes a third more of it.
    options.enable_mem_pattern = False
    return InferenceSession(_file("PP-OCRv6_rec_small.onnx"), options, providers=["CPUExecutionProvider"])


def _file(model: str) -> str:
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise RuntimeError("rapidocr is not installed")
    return str(Path(spec.origin).parent / "models" / model)
