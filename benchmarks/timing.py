"""Taking turns, and medians."""

import gc
import resource
import statistics
import sys
import time
from collections.abc import Callable


def in_turns(
    subjects: dict[str, Callable[[], object]], *, rounds: int, repeat: dict[str, int] | None = None
) -> dict[str, float]:
    """Median seconds of processor time, all threads together, of one call of each subject.

    In each round every subject is called in turn (``repeat`` times, 1 where not named), so that
    whatever else the machine does falls on all of them. One round is run before counting.
    """
    repeat = repeat or {}
    seconds: dict[str, list[float]] = {name: [] for name in subjects}
    for number in range(rounds + 1):
        for name, subject in subjects.items():
            times = repeat.get(name, 1)
            gc.collect()
            start = time.process_time()
            for _ in range(times):
                subject()
            elapsed = (time.process_time() - start) / times
            if number:
                seconds[name].append(elapsed)
    return {name: statistics.median(values) for name, values in seconds.items()}


def peak_memory() -> float:
    """The most memory this process has held so far, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3
