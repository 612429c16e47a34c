"""What every test may ask for."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any_machine")


@pytest.fixture(scope="session")
def shared():
    """Give the folder of shared material with the public event logs, which stay out of the project."""
    beside = Path(__file__).parents[2] / "shared"
    folder = Path(os.environ.get("RECTIFLOW_TEST_DATA", beside))
    if not folder.is_dir():
        pytest.skip(f"the shared test data is neither at {beside} nor named by RECTIFLOW_TEST_DATA")
    return folder
