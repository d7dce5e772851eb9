"""Each planted fault is noticed by the tests named for it, and those tests pass without it."""

import os
from pathlib import Path

import pytest

from tests.mutations.catalogue import MUTATIONS, Mutation
from tests.mutations.planting import PASSED, make_copy, noticed, run_tests

pytestmark = pytest.mark.mutation
ON_POSTGRES = bool(os.environ.get("ZHENGXIE_TEST_POSTGRES"))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_copy(tmp_path_factory.mktemp("mutations") / "copy")


def test_without_a_fault_the_named_tests_pass(copy: Path) -> None:
    tests = [test for m in MUTATIONS if ON_POSTGRES or not m.needs_postgres for test in m.tests]
    code, words = run_tests(copy, tuple(dict.fromkeys(tests)))
    assert code == PASSED, words


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.name)
def test_a_planted_fault_is_noticed(copy: Path, mutation: Mutation) -> None:
    if mutation.needs_postgres and not ON_POSTGRES:
        pytest.skip("ZHENGXIE_TEST_POSTGRES is not set")
    caught, words = noticed(copy, mutation)
    assert caught, words
