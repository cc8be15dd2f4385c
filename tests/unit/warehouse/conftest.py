"""Fixtures that publish the small warehouse."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cronica.warehouse.publish.release import Release, Warehouse
from tests.small_warehouse import stage_release


@pytest.fixture
def store(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "warehouse")


@pytest.fixture
def publish(store: Warehouse) -> Callable[..., Release]:
    """Publishes a dataset to ``store``."""

    def publish(*arguments: Any, **options: Any) -> Release:
        with store.lock():
            staged = store.stage()
            stage_release(staged, *arguments, **options)
            return store.publish(staged)

    return publish


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a published release of the small dataset; tests only read it."""
    root = Warehouse(tmp_path_factory.mktemp("small") / "warehouse")
    with root.lock():
        staged = root.stage()
        stage_release(staged)
        return root.publish(staged).path
