"""`python -m bench.engines.child build|ask ENGINE FOLDER RUNS`: one step of one engine in this process alone.

Started by bench.search and bench.beside; reads the questions from the folder, writes the answer into it."""

import json
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.engines import engine_of
from bench.engines.asking import Questions, ask, memory
from bench.engines.base import Engine

QUESTIONS = "questions.json"


def measured(name: str, folder: Path, runs: int) -> dict[str, Any]:
    """What one engine is found to do, by two processes one after the other."""
    found: dict[str, Any] = {"name": name}
    for step in ("build", "ask"):
        print(f"{name} {step}", flush=True)
        words = [sys.executable, "-m", "bench.engines.child", step, name, str(folder), str(runs)]
        subprocess.run(words, check=True)
        found |= json.loads((folder / f"{name}-{step}.json").read_text(encoding="utf-8"))
    return found


def write(folder: Path, questions: Questions) -> None:
    """Where the children read them."""
    (folder / QUESTIONS).write_text(json.dumps(asdict(questions)), encoding="utf-8")


def read(folder: Path) -> Questions:
    """As they were written."""
    found: dict[str, Any] = json.loads((folder / QUESTIONS).read_text(encoding="utf-8"))
    return Questions(**found)


def build(engine: Engine) -> dict[str, Any]:
    """Seconds and megabytes."""
    begun = time.perf_counter()
    known = engine.build()
    seconds = time.perf_counter() - begun if known is None else known
    used = memory()["rss_mb"] if known is None else None
    return {"seconds": round(seconds, 2), "building_mb": used, "size_mb": round(engine.size() / 1024**2, 1)}


def answer(engine: Engine, folder: Path, runs: int) -> dict[str, Any]:
    """How long it takes to open, and all that is asked."""
    begun = time.perf_counter()
    engine.open()
    opened = round(time.perf_counter() - begun, 2)
    found = ask(engine, read(folder), runs)
    engine.remove()
    return {"label": engine.label, "open": opened, **found}


def main() -> None:
    """The steps that `measured` starts."""
    step, name, folder, runs = sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])
    engine = engine_of(name, folder)
    try:
        found = build(engine) if step == "build" else answer(engine, folder, runs)
    except BaseException:
        engine.remove()
        raise
    (folder / f"{name}-{step}.json").write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
