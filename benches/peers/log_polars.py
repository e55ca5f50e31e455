"""Polars: figures of time by station. Arguments: path, engine (streaming or in-memory)."""
import os
import sys

os.environ.setdefault("POLARS_MAX_THREADS", "2")
import polars as pl

path, engine = sys.argv[1], (sys.argv[2:] + ["streaming"])[0]
time = pl.col("time")
table = (
    pl.scan_csv(path, schema={"station": pl.String, "cycle": pl.Int64, "time": pl.Float64}, quote_char=None)
    .group_by("station")
    .agg(
        time.count().alias("n"),
        time.mean().alias("mean"),
        time.var().alias("variance"),
        time.min().alias("least"),
        time.max().alias("most"),
        time.quantile(0.25, "linear").alias("q1"),
        time.median().alias("median"),
        time.quantile(0.75, "linear").alias("q3"),
    )
    .with_columns(
        (pl.col("mean") - 3 * pl.col("variance").sqrt()).alias("lower"),
        (pl.col("mean") + 3 * pl.col("variance").sqrt()).alias("upper"),
    )
    .sort("station")
    .collect(engine=engine)
)
for row in table.rows():
    print(*row)
