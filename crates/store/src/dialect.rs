//! The few places where the two engines want other words for the same thing.

/// The text of a migration step as `PostgreSQL` wants it.
///
/// `BLOB` becomes `BYTEA`; `TEXT` is compared byte by byte as `SQLite` does (`COLLATE "C"`), so that both engines sort
/// and range over keys alike; `WITHOUT ROWID` has no counterpart and goes.
///
/// ```
/// let step = "CREATE TABLE t (k TEXT PRIMARY KEY, v BLOB) WITHOUT ROWID;";
/// assert_eq!(
///     danh_store::dialect::schema_for_postgres(step),
///     r#"CREATE TABLE t (k TEXT COLLATE "C" PRIMARY KEY, v BYTEA);"#
/// );
/// ```
pub fn schema_for_postgres(step: &str) -> String {
    let step = step.replace(" WITHOUT ROWID", "");
    let mut translated = String::with_capacity(step.len() + 64);
    let mut word = String::new();
    for character in step.chars().chain(std::iter::once('\n')) {
        if character.is_ascii_alphanumeric() || character == '_' {
            word.push(character);
            continue;
        }
        translated.push_str(match word.as_str() {
            "BLOB" => "BYTEA",
            "TEXT" => "TEXT COLLATE \"C\"",
            other => other,
        });
        word.clear();
        translated.push(character);
    }
    translated.pop();
    translated
}

/// Whether `$1`, `$2` … first appear in ascending order without a gap, and there are `count` of them.
///
/// `SQLite` numbers placeholders by first appearance, so only such a statement means the same on both engines.
pub fn placeholders_in_order(sql: &str, count: usize) -> bool {
    let mut highest = 0;
    for piece in sql.split('$').skip(1) {
        let digits = piece.len() - piece.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let Ok(number) = piece[..digits].parse::<usize>() else {
            return false;
        };
        if number == 0 || number > highest + 1 {
            return false;
        }
        highest = highest.max(number);
    }
    highest == count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_must_first_appear_in_ascending_order() {
        assert!(placeholders_in_order("SELECT 1", 0));
        assert!(placeholders_in_order("a = $1 AND b = $2 OR c = $1", 2));
        assert!(!placeholders_in_order("a = $2 AND b = $1", 2));
        assert!(!placeholders_in_order("a = $1", 2));
        assert!(!placeholders_in_order("a = $1 AND b = $3", 3));
        assert!(!placeholders_in_order("a = '$'", 0));
    }

    #[test]
    fn words_that_only_contain_a_type_are_left_alone() {
        assert_eq!(
            schema_for_postgres("CONTEXT TEXT, BLOBS BLOB"),
            "CONTEXT TEXT COLLATE \"C\", BLOBS BYTEA"
        );
    }
}
