"""`python -m tests.mutations`: plants every fault and prints which the suite notices."""

import os
import sys
import tempfile
import time
from pathlib import Path

from tests.mutations.catalogue import MUTATIONS
from tests.mutations.planting import make_copy, noticed


def main() -> int:
    """0 where every fault is noticed."""
    missed = 0
    with tempfile.TemporaryDirectory(prefix="zhengxie-mutations-") as name:
        folder = make_copy(Path(name))
        for mutation in MUTATIONS:
            if mutation.needs_postgres and not os.environ.get("ZHENGXIE_TEST_POSTGRES"):
                print(f"skipped  {mutation.name}: ZHENGXIE_TEST_POSTGRES is not set", flush=True)
                continue
            began = time.monotonic()
            caught, _ = noticed(folder, mutation)
            missed += not caught
            print(
                f"{'caught ' if caught else 'MISSED '}  {mutation.name} ({time.monotonic() - began:.0f} s)",
                flush=True,
            )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
