"""A cascade of exact joins as somebody careful writes it by hand, in DuckDB: the first that finds one person alone wins."""
import sys
import duckdb

register, records, out = sys.argv[1:4]
base = duckdb.connect()
plain = "replace(replace(strip_accents(lower(full_name)), 'đ', 'd'), '  ', ' ')"
born = """case when born like '__/__/____' then born[7:10] || '-' || born[4:5] || '-' || born[1:2] else born end"""
for table, file, columns in (
    ("r", register, "person_id, old_cmnd"),
    ("a", records, "record_id"),
):
    base.sql(f"""
create table {table} as
select {columns}, ltrim(number, '0') as number, {plain} as name, {born} as born, sex, commune, province,
       split_part({plain}, ' ', 1) as surname, split_part({plain}, ' ', -1) as given
from '{file}'""")
base.sql("create table links (record_id varchar, person_id varchar, probability double)")
steps = [
    "a.number = r.number and a.number <> '' and (a.name = r.name or a.born = r.born or a.given = r.given)",
    "a.number = ltrim(r.old_cmnd, '0') and a.number <> '' and (a.name = r.name or a.born = r.born)",
    "a.name = r.name and a.born = r.born and a.commune = r.commune",
    "a.name = r.name and a.born = r.born and a.province = r.province and a.sex = r.sex",
    "a.name = r.name and a.born = r.born",
    "a.surname = r.surname and a.given = r.given and a.born = r.born and a.commune = r.commune",
    "a.given = r.given and a.born = r.born and a.commune = r.commune",
    "a.surname = r.surname and a.born = r.born and a.commune = r.commune and a.sex = r.sex",
    "a.name = r.name and a.commune = r.commune and a.born[1:4] = r.born[1:4]",
    "a.given = r.given and a.surname = r.surname and a.born = r.born and a.province = r.province",
]
for step in steps:
    base.sql(f"""
insert into links
select a.record_id, any_value(r.person_id), 1.0
from a join r on {step}
where a.record_id not in (select record_id from links)
group by a.record_id having count(distinct r.person_id) = 1""")
base.sql(f"copy links to '{out}' (format parquet)")
