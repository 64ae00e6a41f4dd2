//! The comparison, table by table.

use danh_vocabulary::Sex;

use crate::count::Counts;

/// Rows of one of the project's tables without its header.
pub(crate) fn table(text: &str) -> Vec<Vec<String>> {
    let rows = csv::Reader::from_reader(text.as_bytes()).into_records();
    let cells = |row: csv::StringRecord| row.iter().map(str::to_owned).collect();
    rows.filter_map(Result::ok).map(cells).collect()
}

pub(crate) fn all(counts: &Counts) {
    println!(
        "{:.0} living, {:.0} dead, {:.0} households of {:.2}; a woman heads {:.1} % (census 26)",
        counts.living,
        counts.dead,
        counts.households,
        counts.living / counts.households,
        100.0 * counts.headed_by_women / counts.households
    );
    pyramid(counts);
    household_sizes(counts);
    marriages(counts);
    births_and_deaths(counts);
    provinces(counts);
    peoples(counts);
}

fn number(cell: &str) -> f64 {
    cell.parse().unwrap_or(0.0)
}

/// Men to the left, women to the right, a mark for every half a percent; the deviation from the
/// United Nations' numbers in standard errors of a random sample.
fn pyramid(counts: &Counts) {
    let rows = table(include_str!("../../../../data/vn/population_by_age.csv"));
    let sum: f64 = rows
        .iter()
        .map(|row| number(&row[1]) + number(&row[2]))
        .sum();
    let of = |age: i16, sex: usize| counts.ages.get(&age).map_or(0.0, |pair| pair[sex]);
    let mut squares = 0.0;
    for (age, row) in (0_i16..).zip(&rows) {
        for sex in 0..2 {
            let expected = number(&row[sex + 1]) / sum * counts.living;
            squares += (of(age, sex) - expected).powi(2) / expected.max(1.0);
        }
    }
    println!("\nage      men                  women");
    for from in (0_i16..100).step_by(5).rev() {
        let share = |sex: usize| -> f64 {
            (from..from + 5).map(|age| of(age, sex)).sum::<f64>() / counts.living * 100.0
        };
        let bar = |percent: f64| "#".repeat(format!("{:.0}", percent * 4.0).parse().unwrap_or(0));
        println!("{from:>3} {:>22}|{}", bar(share(0)), bar(share(1)));
    }
    println!(
        "by single years and sex: chi square {squares:.0} over {} cells (a random sample: {})",
        2 * rows.len(),
        2 * rows.len()
    );
}

fn household_sizes(counts: &Counts) {
    println!("\nhouseholds of so many persons, percent (census: one 10.9, two to four 65.5):");
    for (size, households) in &counts.household_sizes {
        print!("  {size}: {:.1}", households / counts.households * 100.0);
    }
    println!();
}

fn marriages(counts: &Counts) {
    let rows = table(include_str!("../../../../data/vn/marital_status.csv"));
    println!("\npercent single, married, widowed, divorced (table), persons");
    for row in &rows {
        let Ok(age) = row[1].parse::<i16>() else {
            continue;
        };
        let Ok(sex) = row[0].parse::<Sex>() else {
            continue;
        };
        let Some(found) = counts.marital.get(&(sex, age)) else {
            continue;
        };
        let sum: f64 = found.iter().sum();
        let each = found.iter().zip(&row[2..]);
        let each: Vec<String> = each
            .map(|(count, table)| format!("{:5.1} ({table:>4})", count / sum * 100.0))
            .collect();
        println!("  {sex} {age}  {}  {sum:>7.0}", each.join("  "));
    }
    println!("born in   wife's and husband's age at marriage, marriages");
    for (decade, [wife, husband, marriages]) in &counts.marriages {
        let (wife, husband) = (wife / marriages, husband / marriages);
        println!("  {decade}    {wife:.1}  {husband:.1}  {marriages:.0}");
    }
}

fn births_and_deaths(counts: &Counts) {
    let sum: f64 = counts.mothers.values().sum();
    println!("\nmothers' ages at births of the last five years, percent");
    for (age, births) in &counts.mothers {
        print!("  {age}: {:.1}", births / sum * 100.0);
    }
    let sum: f64 = counts.deaths.values().sum();
    println!("\nages at death in the last five years, percent");
    for from in (0..100).step_by(10) {
        let deaths: f64 = counts.deaths.range(from..from + 10).map(|it| it.1).sum();
        print!("  {from}: {:.1}", deaths / sum * 100.0);
    }
    println!(
        "\n{:.1} deaths a thousand persons and year",
        sum / 5.5 / counts.living * 1000.0
    );
}

fn provinces(counts: &Counts) {
    let rows = table(include_str!("../../../../data/vn/province_people.csv"));
    let sum: f64 = rows.iter().map(|row| number(&row[2])).sum();
    println!(
        "\nprovince, persons for the census's share, percent born elsewhere, below 15, 60 and over"
    );
    for row in &rows {
        let expected = number(&row[2]) / sum * counts.living;
        let Some([persons, elsewhere, young, old]) = counts.provinces.get(&row[0]) else {
            println!("  {:<20} nobody for {expected:.0}", row[1]);
            continue;
        };
        let [elsewhere, young, old] = [elsewhere, young, old].map(|it| it / persons * 100.0);
        println!(
            "  {:<20} {persons:>8.0} for {expected:>8.0}  {elsewhere:5.1} {young:5.1} {old:5.1}",
            row[1]
        );
    }
}

fn peoples(counts: &Counts) {
    println!("\nethnic groups, percent");
    let mut peoples: Vec<_> = counts.peoples.iter().collect();
    peoples.sort_by(|one, other| other.1.total_cmp(one.1));
    for (name, persons) in peoples {
        print!("  {name} {:.3}", persons / counts.living * 100.0);
    }
    println!();
}
