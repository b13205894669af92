"""What becomes of every kind of picture that is taken: upright, opaque, sRGB pixels and nothing else."""

import io
import zlib

import numpy as np
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from mockup2code.vision.ingest import ingest, thumbnail
from mockup2code.vision.picture import Picture
from tests.vision.pictures import chunk, encoded

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255)


def decoded(picture: Picture) -> Image.Image:
    image = Image.open(io.BytesIO(picture.png), formats=["PNG"])
    image.load()
    return image


def with_chunk(png: bytes, kind: bytes, body: bytes) -> bytes:
    """The PNG with a further chunk right after its header."""
    return png[:33] + chunk(kind, body) + png[33:]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_of_each_kind_becomes_a_png_of_the_same_size(kind):
    picture = ingest(encoded(Image.new("RGB", (64, 48), BLUE), kind), "home.png")
    assert (picture.name, picture.width, picture.height) == ("home.png", 64, 48)
    image = decoded(picture)
    assert (image.mode, image.size) == ("RGB", (64, 48))
    assert np.allclose(image.getpixel((10, 10)), BLUE, atol=3)


def test_the_extension_does_not_matter_the_content_does():
    assert ingest(encoded(Image.new("RGB", (4, 4), RED), "JPEG"), "photo.png").width == 4


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_an_animation_the_first_frame(kind):
    frames = [Image.new("RGB", (16, 16), color) for color in (RED, GREEN, BLUE)]
    raw = encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=50, lossless=True)
    image = decoded(ingest(raw, "moving"))
    assert image.getpixel((8, 8)) == RED
    assert getattr(image, "n_frames", 1) == 1


def test_a_cmyk_jpeg():
    raw = encoded(Image.new("CMYK", (16, 16), (0, 255, 255, 0)), "JPEG", quality=95)
    image = decoded(ingest(raw, "print.jpg"))
    assert image.mode == "RGB"
    assert np.allclose(image.getpixel((8, 8)), RED, atol=6)


def test_one_pixel_is_a_picture():
    picture = ingest(encoded(Image.new("RGB", (1, 1), GREEN)), "dot.png")
    assert (picture.width, picture.height) == (1, 1)
    assert decoded(picture).getpixel((0, 0)) == GREEN


def test_a_blank_white_page():
    assert decoded(ingest(encoded(Image.new("RGB", (800, 600), WHITE)), "blank.png")).getcolors() == [(480_000, WHITE)]


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
def test_every_mode_of_a_png_keeps_its_look(mode):
    grey = Image.new("L", (8, 8), 255)
    grey.paste(0, (0, 0, 4, 8))
    source = Image.fromarray(np.asarray(grey).astype(np.uint16) * 257) if mode == "I;16" else grey.convert(mode)
    image = decoded(ingest(encoded(source), "grey.png"))
    assert image.getpixel((1, 1)) == (0, 0, 0)
    assert image.getpixel((6, 6)) == WHITE


def test_sixteen_bits_are_scaled_and_not_cut():
    middle = Image.fromarray(np.full((4, 4), 0x8000, dtype=np.uint16))
    assert decoded(ingest(encoded(middle), "scan.png")).getpixel((0, 0)) == (128, 128, 128)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_transparency_lies_on_white(kind):
    image = Image.new("RGBA", (8, 8), (255, 0, 0, 0))
    image.paste((0, 0, 255, 255), (4, 0, 8, 8))
    flat = decoded(ingest(encoded(image, kind, lossless=True), "logo.png"))
    assert flat.getpixel((1, 1)) == WHITE
    assert flat.getpixel((6, 6)) == BLUE


def test_a_transparent_colour_of_a_palette_lies_on_white():
    image = Image.new("P", (8, 8), 0)
    image.putpalette([0, 0, 0, 0, 0, 255])
    image.paste(1, (4, 0, 8, 8))
    flat = decoded(ingest(encoded(image, transparency=0), "logo.png"))
    assert (flat.getpixel((1, 1)), flat.getpixel((6, 6))) == (WHITE, BLUE)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_photo_is_turned_upright(kind, orientation):
    upright = Image.new("RGB", (48, 32), WHITE)
    upright.paste(RED, (0, 0, 16, 16))
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    as_shot = upright.transpose(Image.Transpose(undo[orientation])) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = decoded(ingest(encoded(as_shot, kind, exif=exif), "photo"))
    assert image.size == (48, 32)
    assert np.allclose(image.getpixel((4, 4)), RED, atol=12)
    assert np.allclose(image.getpixel((40, 28)), WHITE, atol=12)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize("exif", [b"Exif\x00\x00", b"Exif\x00\x00II*\x00\xff\xff\xff\xff", b"Exif\x00\x00" + bytes(9)])
def test_broken_exif_is_no_reason_to_refuse(exif):
    assert ingest(encoded(Image.new("RGB", (6, 4)), "JPEG", exif=exif), "photo.jpg").width == 6


def test_nothing_but_pixels_is_left():
    exif = Image.Exif()
    exif[0x010F] = "SECRET-CAMERA"
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "SECRET-NAME")
    png = encoded(Image.new("RGB", (8, 8)), pnginfo=notes, exif=exif) + b"PK\x03\x04SECRET-ARCHIVE"
    jpeg = encoded(Image.new("RGB", (8, 8)), "JPEG", comment="SECRET-COMMENT", exif=exif) + b"<script>SECRET</script>"
    for raw in (png, jpeg):
        clean = ingest(raw, "polyglot.png").png
        assert b"SECRET" not in clean
        assert decoded(Picture("", clean, 8, 8)).info == {}


@pytest.mark.parametrize("kind", [b"zTXt", b"iTXt", b"iCCP"])
def test_a_huge_compressed_chunk_is_passed_over(kind):
    bomb = zlib.compress(bytes(60_000_000), 9)
    start = b"Note\x00\x01\x00\x00\x00" if kind == b"iTXt" else b"Note\x00\x00"
    raw = with_chunk(encoded(Image.new("RGB", (8, 8), RED)), kind, start + bomb)
    assert decoded(ingest(raw, "notes.png")).getpixel((4, 4)) == RED


def test_colours_of_another_profile_are_turned_into_srgb():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"tmp!").replace(b"bXYZ", b"rXYZ").replace(b"tmp!", b"bXYZ")
    other = swapped.replace("sRGB".encode("utf-16-be"), "BGRs".encode("utf-16-be"))
    raw = encoded(Image.new("RGB", (8, 8), RED), icc_profile=other)
    assert np.allclose(decoded(ingest(raw, "wide.png")).getpixel((4, 4)), BLUE, atol=8)


@pytest.mark.parametrize(
    "profile",
    [b"not a profile", bytes(200), ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()],
)
def test_a_profile_that_does_not_fit_is_ignored(profile):
    raw = encoded(Image.new("RGB", (8, 8), RED), icc_profile=profile)
    assert decoded(ingest(raw, "odd.png")).getpixel((4, 4)) == RED


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/home.png", "home.png"), ("C:\\me\\home.png", "home.png"), ("a\x00\nb.png", "ab.png"), ("", "picture")],
)
def test_a_name_is_only_a_name(given, kept):
    assert ingest(encoded(Image.new("RGB", (2, 2))), given).name == kept


def test_a_thumbnail_is_as_wide_as_asked_and_shows_the_picture():
    picture = ingest(encoded(Image.new("RGB", (1280, 800), GREEN)), "home.png")
    with Image.open(io.BytesIO(thumbnail(picture, 320))) as small:
        assert (small.format, small.size) == ("WEBP", (320, 200))
        assert np.allclose(small.convert("RGB").getpixel((160, 100)), GREEN, atol=4)


def test_a_thumbnail_of_a_long_page_is_its_top():
    page = Image.new("RGB", (100, 3000), BLUE)
    page.paste(RED, (0, 0, 100, 200))
    with Image.open(io.BytesIO(thumbnail(ingest(encoded(page), "long.png"), 50))) as small:
        assert small.size == (50, 100)
        assert np.allclose(small.convert("RGB").getpixel((25, 95)), RED, atol=4)


def test_a_thumbnail_is_never_larger_than_its_picture():
    dot = ingest(encoded(Image.new("RGB", (1, 1))), "dot.png")
    with Image.open(io.BytesIO(thumbnail(dot, 320))) as small:
        assert small.size == (1, 1)
