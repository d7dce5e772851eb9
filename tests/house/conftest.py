"""Two towns for the walks."""

import pytest

from tests.factories.towns import Town, town


@pytest.fixture
def here(db: None) -> Town:
    return town()


@pytest.fixture
def there(db: None) -> Town:
    return town("linshui", "政协邻水市委员会", "青溪", "13933334444")
