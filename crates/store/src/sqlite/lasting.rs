//! Rows that are never changed nor removed, as they were found once: who asks for one of them again need not ask the database.
//!
//! Only what a snapshot showed is kept, so it is on the disk; and nobody else writes to the file.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use crate::{Param, Row};

/// So many answers are kept, some five megabytes; when there are more, all are forgotten, and those that are asked for come back.
const ANSWERS_MAX: usize = 32_768;

/// What lasting questions were answered.
#[derive(Default)]
pub(super) struct LastingRows {
    answers: RwLock<HashMap<Box<[u8]>, Vec<Row>>>,
}

/// A question: where its text stands in the program, and its values.
pub(super) struct Question(Vec<u8>);

impl Question {
    pub(super) fn new(sql: &'static str, params: &[Param<'_>]) -> Self {
        let mut bytes = Vec::with_capacity(128);
        bytes.extend(sql.as_ptr().addr().to_ne_bytes());
        bytes.extend(sql.len().to_ne_bytes());
        for param in params {
            match *param {
                Param::Null => bytes.push(0),
                Param::Int(value) => {
                    bytes.push(1);
                    bytes.extend(value.to_ne_bytes());
                }
                Param::Bool(value) => bytes.extend([2, value.into()]),
                Param::Text(value) => push(&mut bytes, 3, value.as_bytes()),
                Param::Blob(value) => push(&mut bytes, 4, value),
            }
        }
        Self(bytes)
    }
}

fn push(bytes: &mut Vec<u8>, kind: u8, value: &[u8]) {
    bytes.push(kind);
    bytes.extend(value.len().to_ne_bytes());
    bytes.extend(value);
}

impl LastingRows {
    pub(super) fn answer(&self, question: &Question) -> Option<Vec<Row>> {
        let answers = self.answers.read().unwrap_or_else(PoisonError::into_inner);
        answers.get(&*question.0).cloned()
    }

    pub(super) fn keep(&self, question: Question, rows: &[Row]) {
        let mut answers = self.answers.write().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= ANSWERS_MAX {
            answers.clear();
        }
        answers.insert(question.0.into(), rows.to_vec());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params;
    use crate::value::Cell;

    const BY_NAME: &str = "SELECT 1 FROM known WHERE first = $1 AND last = $2";
    const BY_NUMBER: &str = "SELECT 2 FROM known WHERE number = $1";

    fn row(value: i64) -> Vec<Row> {
        vec![Row(vec![Cell::Int(value)])]
    }

    #[test]
    fn an_answer_is_that_of_its_own_question() {
        let rows = LastingRows::default();
        rows.keep(Question::new(BY_NAME, params!["ab", "c"]), &row(1));
        rows.keep(Question::new(BY_NUMBER, params![7]), &row(2));
        let answer = |sql, params: &[Param<'_>]| rows.answer(&Question::new(sql, params));
        assert_eq!(answer(BY_NAME, params!["ab", "c"]), Some(row(1)));
        assert_eq!(answer(BY_NUMBER, params![7]), Some(row(2)));
        assert_eq!(answer(BY_NAME, params!["a", "bc"]), None);
        assert_eq!(answer(BY_NUMBER, params![8]), None);
        assert_eq!(answer(BY_NUMBER, params!["7"]), None);
    }

    #[test]
    fn however_many_are_asked_for_so_many_are_kept() {
        let rows = LastingRows::default();
        for number in 0..=ANSWERS_MAX {
            let number = i64::try_from(number).unwrap();
            rows.keep(Question::new(BY_NUMBER, params![number]), &row(number));
        }
        let kept = rows.answers.read().unwrap().len();
        assert!((1..=ANSWERS_MAX).contains(&kept), "{kept}");
    }
}
