"""Screen recordings: their states as key frames, and a sentence for every file that is not taken."""

import io

import pytest
from PIL import Image, ImageDraw

from mockup2code.vision import recording
from mockup2code.vision.recording import (
    RecordingError,
    RecordingErrorCode,
    RecordingLimits,
    is_recording,
    read_recording,
)
from tests.vision.films import film, page, sound

LIMITS = RecordingLimits()
SHORT = RecordingLimits(seconds=2)


def middle(frame) -> tuple[int, ...]:
    """The colour of the bar at the top."""
    with Image.open(io.BytesIO(frame.picture.png)) as image:
        return image.getpixel((image.width // 2, image.height // 16))


@pytest.mark.parametrize(
    ("name", "codec", "media_type"),
    [
        ("film.mp4", "libx264", "video/mp4"),
        ("film.mov", "libx264", "video/quicktime"),
        ("film.webm", "libvpx-vp9", "video/webm"),
        ("film.webm", "libvpx", "video/webm"),
    ],
)
def test_each_state_of_the_screen_is_a_frame(tmp_path, name, codec, media_type) -> None:
    shots = [(page("Home"), 1.0), (page("Menu", "#b3261e"), 1.0), (page("Done", "#1e7f4f"), 1.2)]
    found = read_recording(film(tmp_path / name, shots, codec), name)
    assert found.media_type == media_type
    assert found.seconds == pytest.approx(3.2, abs=0.3)
    assert [round(frame.seconds) for frame in found.frames] == [0, 1, 2]
    assert [(frame.picture.width, frame.picture.height) for frame in found.frames] == [(640, 400)] * 3
    assert [max(range(3), key=middle(frame).__getitem__) for frame in found.frames] == [2, 0, 1]


def test_a_state_that_comes_again_is_one_frame(tmp_path) -> None:
    home, menu = page("Home"), page("Menu", "#b3261e")
    found = read_recording(film(tmp_path / "a.mp4", [(home, 1), (menu, 1), (home, 1), (menu, 1)]), "a.mp4")
    assert len(found.frames) == 2


def test_moves_and_the_pointer_are_no_states(tmp_path) -> None:
    def pointed(x: int) -> Image.Image:
        image = page("Home")
        ImageDraw.Draw(image).polygon([(x, 200), (x, 216), (x + 11, 211)], fill="black")
        return image

    slide = [(page("Home", f"#{40 * i:02x}0000"), 0.1) for i in range(1, 6)]
    shots = [*[(pointed(20 + 20 * i), 0.1) for i in range(20)], *slide, (page("Menu", "#ff9900"), 1)]
    found = read_recording(film(tmp_path / "a.mp4", shots), "a.mp4")
    assert len(found.frames) == 2


def test_at_most_twelve_frames_are_kept_the_first_and_the_last_among_them(tmp_path) -> None:
    shots = [(page(f"Page {i}", f"hsl({22 * i}, 90%, 45%)"), 0.8) for i in range(16)]
    found = read_recording(film(tmp_path / "a.mp4", shots, rate=20), "a.mp4")
    assert len(found.frames) == 12
    assert found.frames[0].seconds == 0
    assert found.frames[-1].seconds == pytest.approx(12, abs=0.3)


def test_its_content_tells_what_it_is(tmp_path) -> None:
    path = film(tmp_path / "named.mov", [(page("Home"), 1)], form="mp4")
    assert read_recording(path, "named.mov").media_type == "video/mp4"


def refused(path, name="film.mp4", limits=LIMITS) -> RecordingError:
    with pytest.raises(RecordingError) as caught:
        read_recording(path, name, limits)
    error = caught.value
    assert "Nothing was lost" in error.sentence
    assert name in error.sentence
    return error


def test_too_long_is_refused_by_what_it_declares(tmp_path) -> None:
    path = film(tmp_path / "a.mp4", [(page("Home"), 3)])
    assert refused(path, limits=SHORT).code is RecordingErrorCode.TOO_LONG


def test_too_long_is_refused_where_it_declares_nothing(tmp_path) -> None:
    whole = film(tmp_path / "a.webm", [(page("Home"), 3)], "libvpx").read_bytes()
    duration = whole.index(b"\x44\x89\x88")
    path = tmp_path / "b.webm"
    path.write_bytes(whole[: duration + 3] + bytes(8) + whole[duration + 11 :])
    assert refused(path, limits=SHORT).code is RecordingErrorCode.TOO_LONG


def test_8k_is_refused_before_it_is_decoded(tmp_path) -> None:
    path = film(tmp_path / "a.mp4", [(page("Home", size=(7680, 4320)), 0.1)], "mpeg4")
    assert refused(path).code is RecordingErrorCode.TOO_LARGE


def test_sound_alone_is_refused(tmp_path) -> None:
    assert refused(sound(tmp_path / "a.mp4")).code is RecordingErrorCode.NO_VIDEO


def test_a_film_without_frames_is_refused(tmp_path) -> None:
    path = film(tmp_path / "a.webm", [(page("Home"), 0)], "libvpx")
    assert refused(path).code is RecordingErrorCode.NO_FRAMES


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", RecordingErrorCode.EMPTY),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), RecordingErrorCode.NOT_A_RECORDING),
        (b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n", RecordingErrorCode.NOT_A_RECORDING),
        (b"hello", RecordingErrorCode.NOT_A_RECORDING),
        (b"\x00\x00\x00\x18ftypisom" + bytes(500), RecordingErrorCode.DAMAGED),
        (b"\x1aE\xdf\xa3" + bytes(500), RecordingErrorCode.DAMAGED),
    ],
)
def test_what_is_no_recording_is_refused_whatever_its_name(tmp_path, content, code) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(content)
    assert refused(path).code is code
    assert is_recording(content) == (code is RecordingErrorCode.DAMAGED)


def test_a_file_that_is_too_large_is_not_even_looked_at(tmp_path) -> None:
    path = film(tmp_path / "a.mp4", [(page("Home"), 1)])
    assert refused(path, limits=RecordingLimits(file_bytes=1000)).code is RecordingErrorCode.TOO_LARGE_FILE


def test_a_codec_that_is_not_wanted_is_refused(tmp_path) -> None:
    path = film(tmp_path / "a.mov", [(page("Home"), 1)], "ffv1", form="matroska")
    error = refused(path)
    assert error.code is RecordingErrorCode.UNSUPPORTED
    assert "ffv1" in error.sentence


def test_half_a_film_gives_what_can_be_read(tmp_path) -> None:
    whole = film(tmp_path / "a.webm", [(page("Home"), 1), (page("Menu", "#b3261e"), 1)], "libvpx").read_bytes()
    path = tmp_path / "b.webm"
    path.write_bytes(whole[: len(whole) * 2 // 3])
    assert read_recording(path, "b.webm").frames


@pytest.mark.parametrize("bound", ["PATIENCE", "PROCESSOR"])
def test_what_takes_too_long_to_read_is_ended(tmp_path, monkeypatch, bound) -> None:
    path = film(tmp_path / "a.mp4", [(page("Home"), 1)])
    if bound == "PATIENCE":
        monkeypatch.setattr(recording, "PATIENCE", 0.01)
    else:
        script = tmp_path / "spin.py"
        script.write_text("import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True:\n    pass\n")
        monkeypatch.setattr(recording, "READER", [str(script)])
    assert refused(path).code is RecordingErrorCode.TOO_SLOW
