"""Samples, readability, and the table of figures."""

import json

import pytest

from mockup2code.evaluate.outcome import Failure, Outcome, Step, without_page
from mockup2code.evaluate.readability import readability
from mockup2code.evaluate.round import compared
from mockup2code.evaluate.samples import LabelsError, samples_in
from mockup2code.evaluate.tables import lines, means
from mockup2code.fidelity.fidelity import fidelity
from mockup2code.fidelity.reference import Reference
from mockup2code.fidelity.seen import Seen
from mockup2code.vision.measurement import Box, Control, ControlKind, Measurement, PictureKind
from tests.fidelity.pages import form, page, text


def outcome(name: str, found: dict | None) -> Outcome:
    reference = Reference.from_json(form())
    blank = Outcome(name, PictureKind.SCREEN, labelled=True, width=800, height=600, fidelity=None)
    if found is None:
        return without_page(blank, Failure(Step.BUILDING, "It does not build."), reference)
    result = fidelity(reference, Seen.from_json(found))
    return Outcome(name, PictureKind.SCREEN, labelled=True, width=800, height=600, fidelity=result)


def test_pictures_with_and_without_labels_by_pattern(tmp_path):
    for name in ("home.png", "home.json", "login.JPG", "notes.txt", "other.webp"):
        (tmp_path / name).write_text("{}")
    found = samples_in(tmp_path)
    assert [(s.name, bool(s.labels)) for s in found] == [("home", True), ("login", False), ("other", False)]
    assert [s.name for s in samples_in(tmp_path, "lo*")] == ["login"]


@pytest.mark.parametrize("labels", ["not json", "{}", '{"page": {"width": 1, "height": 1}, "controls": []}'])
def test_labels_that_say_nothing_are_told_with_their_name(tmp_path, labels):
    (tmp_path / "home.png").touch()
    (tmp_path / "home.json").write_text(labels)
    (sample,) = samples_in(tmp_path)
    with pytest.raises(LabelsError, match=r"^home\.json does not hold the contents of a picture: "):
        sample.reference()


def test_labels_become_a_reference(tmp_path):
    (tmp_path / "home.png").touch()
    (tmp_path / "home.json").write_text(json.dumps(form()))
    assert samples_in(tmp_path)[0].reference() == Reference.from_json(form())


def test_what_is_missing_of_a_slanted_drawing_lies_on_the_picture():
    turned = (0.0, -1.0, 400.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0)
    field = Control(ControlKind.INPUT, Box(40, 100, 200, 40))
    drawn = Measurement(640, 400, 1, PictureKind.SKETCH, "#ffffff", controls=(field,), slant=turned)
    blank, reference = Seen.from_json(page()), Reference.of(drawn)
    assert [r.expected for r in compared(reference, drawn, blank).regions] == [Box(260, 40, 40, 200)]
    assert [r.expected for r in compared(reference, None, blank).regions] == [field.box]


def test_arbitrary_values_are_counted_by_element():
    app = """const CARD = "w-[13px] hover:bg-[#fff] p-4";
export default () => (
  <main className="grid grid-cols-[auto_1fr]">
    <img alt="a [b] c-[d" src="x.png" className={CARD} />
    <p className={`${CARD} -mt-[3px]`}>{[1][0]} w-[9px] is text</p>
    <br />
  </main>
);
"""
    reads = readability({"src/App.tsx": app, "src/index.css": "a\n" * 30}, depth=7)
    assert (reads.arbitrary, reads.depth) == (1.0, 7)
    assert (reads.longest, reads.longest_file) == (30, "src/index.css")


def test_the_means_count_a_picture_without_a_page_as_nothing():
    found = [outcome("good", form()), outcome("gone", None)]
    mean = means(found, PictureKind.SCREEN)
    assert mean["words"] == mean["boxes"] == mean["flow"] == 0.5
    assert means(found, PictureKind.SKETCH) == {}


def test_the_table_goes_by_name_and_ends_with_the_means():
    other = page(texts=[text("Nothing of it", 10, 10)])
    head, first, second, third, last = lines(
        [outcome("b", form()), outcome("c", None), outcome("a", other)], PictureKind.SCREEN
    )
    assert head.split() == [
        *("screen", "words", "place8", "place24", "color", "size", "boxes", "images", "controls", "flow")
    ]
    assert first.split()[:2] == ["a", "0.000"]
    assert second.split() == ["b", *["1.000"] * 9]
    assert third.split() == ["c", *["0.000"] * 9]
    assert last.split()[-4:] == ["overall", "0.370", "missing", "1"]
