"""The list of versions: newest first, in pages, with branches in lanes of their own."""

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mockup2code.projects import actions
from mockup2code.projects.history import A_PAGE, Node, tree, versions_of
from mockup2code.projects.models import Mockup, Version
from mockup2code.teams.models import User

APP = {"src/App.tsx": "export default () => null;\n"}


@pytest.fixture
def mockup(sign_up: Callable[[str], Client], data_dir: Path, png: bytes) -> Mockup:
    sign_up("ada@example.com").post("/projects/", {"picture": SimpleUploadedFile("form.png", png)})
    return Mockup.objects.get()


@pytest.mark.parametrize(
    ("parents", "expected"),
    [
        ({}, []),
        ({3: 2, 2: 1, 1: None}, [0, 0, 0]),
        ({3: 1, 2: 1, 1: None}, [0, 1, 0]),
        ({4: 2, 3: 1, 2: 1, 1: None}, [0, 1, 0, 0]),
        ({3: None, 2: None, 1: None}, [0, 0, 0]),
        ({4: 1, 3: 1, 2: 1, 1: None}, [0, 1, 2, 0]),
    ],
)
def test_siblings_stand_in_lanes_of_their_own(parents: dict[int, int | None], expected: list[int]) -> None:
    ids = {number: uuid.UUID(int=number) for number in parents}
    nodes = tree([(ids[n], ids[parent] if parent else None) for n, parent in parents.items()])
    assert [node.lane for node in nodes.values()] == expected


def test_lines_go_past_what_they_do_not_lead_to_and_meet_in_the_parent() -> None:
    first, second, third, fourth = (uuid.UUID(int=number) for number in range(1, 5))
    assert tree([(fourth, first), (third, second), (second, first), (first, None)]) == {
        fourth: Node(0, has_parent=True),
        third: Node(1, passing=(0,), has_parent=True),
        second: Node(1, passing=(0,), children=(1,), has_parent=True),
        first: Node(0, children=(0, 1)),
    }


def test_a_branch_says_which_version_it_left(mockup: Mockup) -> None:
    user = User.objects.get()
    first = actions.add_version(mockup=mockup, user=user, files=APP, assets={})
    actions.save_edit(parent=first, user=user, files=APP | {"src/a.ts": ""})
    actions.save_edit(parent=first, user=user, files=APP | {"src/b.ts": ""})
    rows = versions_of(mockup.project).rows
    assert [(row.version.number, row.node.lane, row.parent_number) for row in rows] == [
        (3, 0, 1),
        (2, 1, None),
        (1, 0, None),
    ]


def many(mockup: Mockup, count: int) -> None:
    Version.objects.bulk_create(
        Version(project=mockup.project, mockup=mockup, number=n, files=APP, created_by=mockup.created_by)
        for n in range(1, count + 1)
    )


def test_pages_follow_on_each_other(mockup: Mockup) -> None:
    many(mockup, A_PAGE + 7)
    first = versions_of(mockup.project)
    second = versions_of(mockup.project, before=first.older)
    numbers = [row.version.number for row in first.rows + second.rows]
    assert numbers == list(range(A_PAGE + 7, 0, -1))
    assert second.older is None


def test_the_page_goes_on_with_older_versions(mockup: Mockup, client: Client) -> None:
    many(mockup, A_PAGE + 1)
    client.force_login(User.objects.get())
    whole = client.get(f"/projects/{mockup.project_id}/history/").content.decode()
    assert f'href="/projects/{mockup.project_id}/history/?before=2"' in whole
    rest = client.get(f"/projects/{mockup.project_id}/history/?before=2").content.decode()
    assert rest.count("data-history-version=") == 1


def test_a_list_that_reaches_further_down_is_read_again_as_a_whole(mockup: Mockup, client: Client) -> None:
    many(mockup, A_PAGE + 9)
    client.force_login(User.objects.get())
    for down_to, listed, older in (("4", A_PAGE + 6, True), ("1", A_PAGE + 9, False), ("far", A_PAGE, True)):
        page = client.get(f"/projects/{mockup.project_id}/history/?down_to={down_to}").content.decode()
        assert page.count("data-history-version=") == listed
        assert ("data-history-older" in page) == older


def test_the_number_of_queries_does_not_grow_with_the_versions(mockup: Mockup, client: Client) -> None:
    client.force_login(User.objects.get())
    counts = []
    for count in (2, 40):
        Version.objects.all().delete()
        many(mockup, count)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/projects/{mockup.project_id}/history/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
