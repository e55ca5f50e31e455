"""The same work as `benches/what_if.rs` with NumPy: prints the seconds it takes, without the start of Python."""

import sys
import time

import numpy as np


def variants():
    operations = 50
    number = np.arange(operations)
    times = (number * 7919 % 99_900 + 100) / 100.0
    demand = ((np.arange(operations // 10) * 10 + 9) * 31 % 99_900 + 100) / 10.0
    start = time.perf_counter()
    totals = np.empty(100_000)
    for place in range(100_000):
        times[25] = place + 1
        totals[place] = (times.reshape(-1, 10).sum(axis=1) * demand).sum()
    return time.perf_counter() - start


def bootstrap():
    readings = [
        np.array([((number * 131 + place * 7919) % 4001 + 18_000) / 1000.0 for place in range(1_000)])
        for number in range(10)
    ]
    random = np.random.default_rng(1)
    start = time.perf_counter()
    for own in readings:
        chosen = random.integers(0, own.size, size=(1_000, own.size))
        own[chosen].mean(axis=1) * 1.05
    return time.perf_counter() - start


print(variants() if sys.argv[1] == "variants" else bootstrap())
