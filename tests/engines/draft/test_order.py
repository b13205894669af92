"""The order of classes, and sides that are joined."""

import pytest

from mockup2code.engines.draft.order import ordered


@pytest.mark.parametrize(
    ("given", "written"),
    [
        (["text-sm p-4", "flex mt-2", "lg:ml-4"], "mt-2 flex p-4 text-sm lg:ml-4"),
        (["pl-4 pr-4", "lg:pr-14 lg:pl-14"], "px-4 lg:px-14"),
        (["pt-2 pl-2 pb-2 pr-2"], "p-2"),
        (["pl-4 pr-2"], "pr-2 pl-4"),
        (["px-4 lg:pl-6 pr-6 pl-6"], "px-4 pr-6 pl-6 lg:pl-6"),
        (["mt-4 mb-4 ml-2"], "my-4 ml-2"),
    ],
)
def test_classes_stand_in_their_order_with_like_sides_joined(given: list[str], written: str) -> None:
    assert " ".join(ordered(given)) == written
