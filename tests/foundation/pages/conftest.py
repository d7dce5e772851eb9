"""The pages of the trial room stand beside the real ones."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests.conftest import ClientMaker, SeatMaker
from tests.factories import directory
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.directory.models import Committee, Unit

TEMPLATES = Path(__file__).resolve().parents[2] / "factories" / "templates"


@pytest.fixture(autouse=True)
def trial_pages(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.factories.trial_pages"
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [TEMPLATES]}]


@pytest.fixture
def unit(city: Committee) -> Unit:
    return directory.unit(city)


@pytest.fixture
def office(seat: SeatMaker) -> Seat:
    return seat()


@pytest.fixture
def desk(office: Seat, client_of: ClientMaker) -> Client:
    """The browser of an office clerk."""
    return client_of(office)
