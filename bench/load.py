"""`python -m bench.load --size 10000`: fill an empty database (ZHENGXIE_DATA, or DATABASE_URL)."""

import argparse
import gc
import json
import time

from bench import prepare

SIZES = (1_000, 10_000, 100_000)
# Nobody depends on what a crash would lose while loading.
HASTE = {
    "postgresql": ["SET synchronous_commit TO off"],
    "sqlite": [
        "PRAGMA synchronous=OFF",
        "PRAGMA cache_size=-500000",
        "PRAGMA wal_autocheckpoint=50000",
    ],
}


def main() -> None:
    """Refuses a database that holds a committee already."""
    words = argparse.ArgumentParser(description="载入演示政协和大量虚构提案，供测量用。")
    words.add_argument("--size", type=int, required=True, help=f"提案件数，通常是 {SIZES} 之一")
    size = words.parse_args().size
    prepare()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from bench.copy_in import by_copy
    from bench.filling import fill, say
    from zhengxie.foundation.directory.models import Committee

    call_command("migrate", verbosity=0)
    if Committee.objects.exists():
        raise SystemExit("这个数据库里已有数据，请换一个空的目录或数据库。")
    gc.set_threshold(100_000, 50, 100)  # millions of rows come and go
    with connection.cursor() as cursor:
        for statement in HASTE[connection.vendor]:
            cursor.execute(statement)
    begun = time.monotonic()
    with by_copy():
        seconds = fill(size)
    seconds["合计"] = time.monotonic() - begun
    for name, value in seconds.items():
        say(f"{name}：{value:.1f} 秒")
    text = json.dumps({"size": size, "seconds": seconds}, ensure_ascii=False)
    (settings.DATA / "bench.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
