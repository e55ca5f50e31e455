"""DuckDB: figures of time by station. Argument: the log."""
import sys
import duckdb

path = sys.argv[1]
connection = duckdb.connect()
connection.execute("set threads=2; set preserve_insertion_order=false")
rows = connection.execute(
    """
    with t as (select station, count(time) as n, avg(time) as mean, var_samp(time) as variance,
      min(time) as least, max(time) as most, quantile_cont(time, [0.25, 0.5, 0.75]) as q
    from read_csv(?, header=true, delim=',', quote='', escape='', auto_detect=false,
      columns={'station': 'VARCHAR', 'cycle': 'BIGINT', 'time': 'DOUBLE'}, parallel=true)
    group by station)
    select *, mean - 3 * sqrt(variance), mean + 3 * sqrt(variance) from t order by station
    """,
    [path],
).fetchall()
for row in rows:
    print(*row)
