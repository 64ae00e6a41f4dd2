"""A plain join on the number, in DuckDB: register.parquet records.parquet out.parquet"""
import sys
import duckdb

register, records, out = sys.argv[1:4]
duckdb.sql(f"""
copy (
  select a.record_id, r.person_id, 1.0::double as probability
  from '{records}' a join '{register}' r on a.number = r.number
  where a.number <> ''
) to '{out}' (format parquet)
""")
