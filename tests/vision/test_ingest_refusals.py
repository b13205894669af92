"""Every file that is not taken gets a sentence: what it is, that nothing was lost, what to do."""

import struct
import zlib

import pytest
from PIL import Image

from mockup2code.vision.ingest import Limits, PictureError, PictureErrorCode, ingest
from tests.vision.pictures import chunk, encoded, noise


def refusal(raw: bytes, name: str = "home.png", limits: Limits | None = None) -> PictureError:
    with pytest.raises(PictureError) as caught:
        ingest(raw, name, limits or Limits())
    sentence = caught.value.sentence
    assert f"“{name}”" in sentence
    assert "Nothing was lost" in sentence
    assert "choose" in sentence
    return caught.value


def test_an_empty_file():
    assert refusal(b"").code is PictureErrorCode.EMPTY


def test_a_text_file_named_png():
    error = refusal(b"I am a picture, honestly.\n" * 20)
    assert error.code is PictureErrorCode.NOT_A_PICTURE
    assert "a text file" in error.sentence


def test_bytes_that_mean_nothing():
    assert refusal(bytes(range(128, 256)) * 4).code is PictureErrorCode.NOT_A_PICTURE


@pytest.mark.parametrize("keep", [40, 0.5, 0.99])
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_truncated_picture(kind, keep):
    raw = encoded(noise(200, 150), kind)
    error = refusal(raw[: keep if keep > 1 else int(len(raw) * keep)])
    assert error.code is PictureErrorCode.DAMAGED
    assert "incomplete" in error.sentence


def test_a_png_with_a_broken_checksum():
    raw = bytearray(encoded(noise(20, 20)))
    raw[60] ^= 0xFF
    assert refusal(bytes(raw)).code is PictureErrorCode.DAMAGED


@pytest.mark.parametrize("start", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\x00\x00\x00\x00WEBP"])
def test_a_signature_and_no_more(start):
    assert refusal(start).code is PictureErrorCode.DAMAGED


def test_a_picture_of_no_size():
    header = struct.pack(">IIBBBBB", 0, 10, 8, 2, 0, 0, 0)
    assert refusal(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)).code is PictureErrorCode.DAMAGED


def test_a_decompression_bomb_of_a_few_kilobytes_is_not_decoded():
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(30_000 * 3751), 9)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    error = refusal(bomb)
    assert error.code is PictureErrorCode.TOO_MANY_PIXELS
    assert "30,000 by 30,000" in error.sentence
    assert "40 megapixels" in error.sentence


def test_a_jpeg_that_declares_too_many_pixels():
    raw = bytearray(encoded(Image.new("RGB", (8, 8)), "JPEG"))
    size_at = raw.index(b"\xff\xc0") + 5
    raw[size_at : size_at + 4] = struct.pack(">HH", 60_000, 60_000)
    assert refusal(bytes(raw)).code is PictureErrorCode.TOO_MANY_PIXELS


def test_a_webp_canvas_that_declares_too_many_pixels():
    header = b"VP8X" + struct.pack("<I", 10) + b"\x02\x00\x00\x00" + b"\xff\xff\x0f" * 2
    error = refusal(b"RIFF" + struct.pack("<I", len(header) + 4) + b"WEBP" + header)
    assert error.code is PictureErrorCode.TOO_MANY_PIXELS
    assert "1,048,576 by 1,048,576" in error.sentence


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_side_that_is_too_long(kind):
    raw = encoded(Image.new("L", (301, 2)), kind)
    assert refusal(raw, limits=Limits(side=300)).code is PictureErrorCode.TOO_MANY_PIXELS
    assert ingest(raw, "long.png", Limits(side=301)).width == 301


@pytest.mark.parametrize("lossless", [True, False])
def test_too_many_pixels_in_a_webp_are_seen_before_decoding(lossless):
    raw = encoded(Image.new("RGB", (100, 80)), "WEBP", lossless=lossless)[:40]
    assert refusal(raw, limits=Limits(pixels=7999)).code is PictureErrorCode.TOO_MANY_PIXELS


def test_a_25_mb_jpeg():
    error = refusal(encoded(Image.new("RGB", (8, 8)), "JPEG") + bytes(25_000_000))
    assert error.code is PictureErrorCode.TOO_LARGE_FILE
    assert "larger than 20 MB" in error.sentence


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b'<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="x"><script>alert(1)</script></svg>', "an SVG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", "an EPS"),
        (b"\xc5\xd0\xd3\xc6" + bytes(30), "an EPS"),
        (encoded(Image.new("RGB", (4, 4)), "GIF"), "a GIF"),
        (encoded(Image.new("RGB", (4, 4)), "BMP"), "a BMP"),
        (encoded(Image.new("RGB", (4, 4)), "TIFF"), "a TIFF"),
        (encoded(Image.new("RGB", (4, 4)), "PDF"), "a PDF"),
        (encoded(Image.new("RGB", (4, 4)), "AVIF"), "an AVIF"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(20), "a HEIC"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(20), "a video"),
        (b"\x1aE\xdf\xa3" + bytes(20), "a video"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", "a video"),
        (b"PK\x03\x04" + bytes(20), "a ZIP"),
        (b"<!DOCTYPE html><html></html>", "a web page"),
    ],
)
def test_a_file_of_another_kind_is_called_by_its_name(raw, kind):
    error = refusal(raw)
    assert error.code is PictureErrorCode.UNSUPPORTED
    assert f"is {kind}" in error.sentence


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_flipped_byte_anywhere_gives_a_picture_or_a_sentence(kind):
    raw = encoded(noise(24, 24), kind)
    taken = refused = 0
    for at in range(0, len(raw), 11):
        broken = bytearray(raw)
        broken[at] ^= 0x55
        try:
            taken += ingest(bytes(broken), "flipped").width > 0
        except PictureError as error:
            refused += bool(error.sentence)
    assert taken + refused == len(range(0, len(raw), 11))
    assert refused
