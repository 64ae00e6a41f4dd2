"""A good Splink 5 model on DuckDB: trained as its guide says, the best person for each record."""
import sys
import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

register, records, out = sys.argv[1:4]
base = duckdb.connect()
plain = "replace(strip_accents(lower(full_name)), 'đ', 'd')"
born = """case when born like '__/__/____' then born[7:10] || '-' || born[4:5] || '-' || born[1:2]
when length(born) = 4 then born || '-01-01' else born end"""
for table, file, key, old in (
    ("r", register, "person_id", "old_cmnd"),
    ("a", records, "record_id", "null::varchar"),
):
    base.sql(f"""
create table {table} as
select {key} as unique_id, nullif(ltrim(number, '0'), '') as number, nullif(ltrim({old}, '0'), '') as old,
       split_part({plain}, ' ', 1) as surname, split_part({plain}, ' ', -1) as given, {plain} as name,
       nullif({born}, '') as born, nullif(sex, '') as sex, nullif(commune, '') as commune, nullif(province, '') as province
from '{file}'""")
api = DuckDBAPI(connection=base)
tables = [api.register("r"), api.register("a")]
settings = SettingsCreator(
    link_type="link_only",
    comparisons=[
        cl.CustomComparison(
            output_column_name="name",
            comparison_levels=[
                cll.NullLevel("name"),
                cll.ExactMatchLevel("name", term_frequency_adjustments=True),
                cll.JaroWinklerLevel("name", 0.95),
                cll.JaroWinklerLevel("name", 0.88),
                cll.ElseLevel(),
            ],
        ),
        cl.ExactMatch("given").configure(term_frequency_adjustments=True),
        cl.DateOfBirthComparison("born", input_is_string=True),
        cl.ExactMatch("sex"),
        cl.CustomComparison(
            output_column_name="commune",
            comparison_levels=[
                cll.NullLevel("commune"),
                cll.ExactMatchLevel("commune", term_frequency_adjustments=True),
                cll.ExactMatchLevel("province"),
                cll.ElseLevel(),
            ],
        ),
        cl.CustomComparison(
            output_column_name="number",
            comparison_levels=[
                cll.NullLevel("number"),
                cll.ExactMatchLevel("number"),
                cll.CustomLevel("number_l = old_r or old_l = number_r", "former number"),
                cll.DamerauLevenshteinLevel("number", 1),
                cll.ElseLevel(),
            ],
        ),
    ],
    blocking_rules_to_generate_predictions=[
        block_on("number"),
        "l.old = r.number",
        block_on("name", "born"),
        block_on("given", "born", "province"),
        block_on("name", "commune"),
        block_on("surname", "born", "commune"),
        block_on("given", "born", "sex", "surname"),
    ],
)
linker = Linker(tables, settings)
training = linker.training
training.estimate_probability_two_random_records_match([block_on("number"), block_on("name", "born", "commune")], recall=0.85)
training.estimate_u_using_random_sampling(max_pairs=5e6)
training.estimate_parameters_using_expectation_maximisation(block_on("number"))
training.estimate_parameters_using_expectation_maximisation(block_on("name", "born"))
found = linker.inference.predict(threshold_match_probability=0.01)
name = found.physical_name
base.sql(f"""
copy (
  select unique_id_r as record_id, arg_max(unique_id_l, match_probability) as person_id, max(match_probability) as probability
  from (
    select case when source_dataset_l = 'a' then unique_id_l else unique_id_r end as unique_id_r,
           case when source_dataset_l = 'a' then unique_id_r else unique_id_l end as unique_id_l, match_probability
    from {name}
  ) group by 1
) to '{out}' (format parquet)
""")
