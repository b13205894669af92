"""A server that an operator watches: JSON logs, figures, and errors sent to a local listener."""

from collections.abc import Iterator

import pytest

from tests.servers import App, running_app

TOKEN = "figures-for-monitoring"


@pytest.fixture(scope="package")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with running_app(tmp_path_factory.mktemp("watched"), {"LOG_FORMAT": "json", "METRICS_TOKEN": TOKEN}) as app:
        yield app
