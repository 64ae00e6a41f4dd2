//! Small files with the truth: invented people, records of them with slips.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs::{self, File};
use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::UInt8Type;
use arrow_array::{Array, ArrayRef};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

const SURNAMES: [&str; 12] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Vũ", "Đặng", "Bùi", "Đỗ", "Nông", "Lý",
];
const MIDDLES: [&str; 8] = ["Văn", "Thị", "Đức", "Minh", "Ngọc", "Thu", "Hữu", "Thanh"];
const GIVEN: [&str; 24] = [
    "An", "Bình", "Cường", "Dũng", "Hà", "Hằng", "Hoa", "Hòa", "Hùng", "Hương", "Khai", "Lan",
    "Linh", "Mai", "Nam", "Nga", "Phúc", "Quý", "Sơn", "Thảo", "Thủy", "Trang", "Tuấn", "Yến",
];

/// Numbers that look drawn.
struct Draws(u64);

impl Draws {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn of<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items[self.below(items.len())]
    }
}

#[derive(Clone)]
struct Person {
    number: String,
    old_number: String,
    name: [String; 3],
    born: (usize, usize, usize),
    sex: &'static str,
    commune: usize,
}

/// What was written, and whose the records are.
pub(crate) struct People {
    pub(crate) truth: BTreeMap<String, Option<String>>,
    pub(crate) with_others_number: BTreeSet<String>,
}

impl People {
    /// Writes `register.csv` and `records.csv`.
    pub(crate) fn write(folder: &Path, count: usize, seed: u64) -> Self {
        let mut draws = Draws(seed);
        let mut register =
            String::from("person,number,old_number,name,born,sex,commune,province\n");
        let persons: Vec<Person> = (0..count).map(|it| person(it, &mut draws)).collect();
        for (index, person) in persons.iter().enumerate() {
            let (year, month, day) = person.born;
            writeln!(
                register,
                "P{index},{},{},{},{year}-{month:02}-{day:02},{},{:05},{:02}",
                person.number,
                person.old_number,
                person.name.join(" "),
                person.sex,
                person.commune,
                person.commune % 8 + 1,
            )
            .unwrap();
        }
        let mut people = Self {
            truth: BTreeMap::new(),
            with_others_number: BTreeSet::new(),
        };
        let mut records = String::from("record,so,ho_ten,ngay_sinh,gioi_tinh,xa,tinh\n");
        for index in 0..count / 2 {
            let of = index * 2;
            let id = format!("R{index}");
            // Every twentieth is nobody the register has.
            let stranger = index % 20 == 7;
            let mut person = if stranger {
                person(count + index, &mut draws)
            } else {
                persons[of].clone()
            };
            if !stranger && draws.one_in(60) {
                person.number.clone_from(&persons[(of + 1) % count].number);
                people.with_others_number.insert(id.clone());
            }
            record(&mut records, &id, person, &mut draws);
            people
                .truth
                .insert(id, (!stranger).then(|| format!("P{of}")));
        }
        fs::write(folder.join("register.csv"), register).unwrap();
        fs::write(folder.join("records.csv"), records).unwrap();
        people
    }

    /// Writes the same rows, the last one first.
    pub(crate) fn write_backwards(folder: &Path) {
        for file in ["register.csv", "records.csv"] {
            let text = fs::read_to_string(folder.join(file)).unwrap();
            let (header, rows) = text.split_once('\n').unwrap();
            let mut lines: Vec<&str> = rows.lines().collect();
            lines.reverse();
            let backwards = format!("{header}\n{}\n", lines.join("\n"));
            fs::write(folder.join(file), backwards).unwrap();
        }
    }
}

/// Writes some records a second time; their ids begin with `D` then.
pub(crate) fn write_duplicates(folder: &Path, step: usize) -> usize {
    let file = folder.join("records.csv");
    let mut text = fs::read_to_string(&file).unwrap();
    let rows: Vec<String> = text
        .lines()
        .skip(1)
        .step_by(step)
        .map(str::to_owned)
        .collect();
    for row in &rows {
        writeln!(text, "D{}", &row[1..]).unwrap();
    }
    fs::write(file, text).unwrap();
    rows.len()
}

fn person(index: usize, draws: &mut Draws) -> Person {
    let year = 1940 + draws.below(80);
    let serial = index * 7919 % 1_000_000;
    Person {
        number: format!(
            "{:03}{}{:02}{serial:06}",
            1 + draws.below(8),
            year / 2000 * 2,
            year % 100
        ),
        old_number: if draws.one_in(2) {
            format!("1{:08}", index * 104_729 % 100_000_000)
        } else {
            String::new()
        },
        name: [
            draws.of(&SURNAMES).into(),
            draws.of(&MIDDLES).into(),
            draws.of(&GIVEN).into(),
        ],
        born: (year, 1 + draws.below(12), 1 + draws.below(28)),
        sex: if draws.one_in(2) { "M" } else { "F" },
        commune: 1 + draws.below(200),
    }
}

fn record(records: &mut String, id: &str, mut person: Person, draws: &mut Draws) {
    if draws.one_in(4) {
        person.number.clear();
    } else if draws.one_in(15) && !person.old_number.is_empty() {
        person.number.clone_from(&person.old_number);
    } else if draws.one_in(30) {
        let last = person.number.pop().unwrap();
        person.number.push(if last == '9' { '0' } else { '9' });
    }
    match draws.below(25) {
        0 => person.name[2].push('h'),
        1 => person.name[1].clear(),
        _ => {}
    }
    let (year, month, day) = &mut person.born;
    if draws.one_in(40) && *day <= 12 {
        std::mem::swap(month, day);
    } else if draws.one_in(40) {
        (*month, *day) = (1, 1);
    }
    if draws.one_in(12) {
        person.commune = 1 + draws.below(200);
    }
    let name = person.name.join(" ").replace("  ", " ");
    let name = if draws.one_in(5) {
        name.to_uppercase()
    } else {
        name
    };
    let sex = if person.sex == "M" { "Nam" } else { "Nữ" };
    writeln!(
        records,
        "{id},{},{name},{day:02}/{month:02}/{year},{sex},{},{}",
        person.number,
        person.commune,
        person.commune % 8 + 1,
    )
    .unwrap();
}

/// A row of the answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Link {
    pub(crate) record: String,
    pub(crate) person: Option<String>,
    pub(crate) probability: f64,
    pub(crate) decision: String,
    pub(crate) duplicate_of: Option<String>,
}

/// The rows of a file of links, in order.
pub(crate) fn read_links(file: &Path) -> Vec<Link> {
    let file = File::open(file).unwrap();
    let batches = ParquetRecordBatchReaderBuilder::try_new(file)
        .unwrap()
        .build()
        .unwrap();
    let mut links = Vec::new();
    for batch in batches {
        let batch = batch.unwrap();
        let column = |name: &str| -> ArrayRef { batch.column_by_name(name).unwrap().clone() };
        let (records, persons) = (column("record_id"), column("person_id"));
        let (records, persons) = (records.as_string::<i32>(), persons.as_string::<i32>());
        let duplicates = column("duplicate_of");
        let duplicates = duplicates.as_string::<i32>();
        let probabilities = column("probability");
        let probabilities = probabilities.as_primitive::<arrow_array::types::Float64Type>();
        let decisions = column("decision");
        let decisions = decisions.as_dictionary::<UInt8Type>();
        let names = decisions.values().as_string::<i32>();
        for row in 0..batch.num_rows() {
            links.push(Link {
                record: records.value(row).into(),
                person: (!persons.is_null(row)).then(|| persons.value(row).into()),
                probability: probabilities.value(row),
                duplicate_of: (!duplicates.is_null(row)).then(|| duplicates.value(row).into()),
                decision: names.value(usize::from(decisions.keys().value(row))).into(),
            });
        }
    }
    links
}
