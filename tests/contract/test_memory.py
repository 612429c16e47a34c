import pytest

from rectiflow.stores.memory import MemoryStore
from rectiflow.testing.store_contract import StoreContract


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def store(self):
        return MemoryStore()
