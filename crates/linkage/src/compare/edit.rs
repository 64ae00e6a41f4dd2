//! How many letters two words differ in: left out, put in, replaced, or exchanged with the next
//! (optimal string alignment).

const LENGTH_MAX: usize = 40;

/// The distance if it is at most `at_most`. Words longer than forty bytes are compared by their
/// beginnings.
pub(crate) fn distance_within(one: &[u8], other: &[u8], at_most: usize) -> Option<usize> {
    let one = &one[..one.len().min(LENGTH_MAX)];
    let other = &other[..other.len().min(LENGTH_MAX)];
    if one.len().abs_diff(other.len()) > at_most {
        return None;
    }
    let mut rows = [[0_u8; LENGTH_MAX + 1]; 3];
    for (column, cell) in rows[0].iter_mut().enumerate() {
        *cell = column as u8;
    }
    for (line, letter) in one.iter().enumerate() {
        let (before, last, now) = (line.wrapping_sub(1) % 3, line % 3, (line + 1) % 3);
        let before = if line == 0 { 2 } else { before };
        rows[now][0] = line as u8 + 1;
        let mut fewest = rows[now][0];
        for (column, against) in other.iter().enumerate() {
            let replaced = rows[last][column] + u8::from(letter != against);
            let mut cost = replaced
                .min(rows[last][column + 1] + 1)
                .min(rows[now][column] + 1);
            if line > 0 && column > 0 && *letter == other[column - 1] && one[line - 1] == *against {
                cost = cost.min(rows[before][column - 1] + 1);
            }
            rows[now][column + 1] = cost;
            fewest = fewest.min(cost);
        }
        if usize::from(fewest) > at_most {
            return None;
        }
    }
    let distance = usize::from(rows[one.len() % 3][other.len()]);
    (distance <= at_most).then_some(distance)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The definition, as slow as it is plain.
    fn plain(one: &[u8], other: &[u8]) -> usize {
        let (Some((last, one_rest)), Some((against, other_rest))) =
            (one.split_last(), other.split_last())
        else {
            return one.len().max(other.len());
        };
        let mut fewest = plain(one_rest, other_rest) + usize::from(last != against);
        fewest = fewest.min(plain(one_rest, other) + 1);
        fewest = fewest.min(plain(one, other_rest) + 1);
        if let (Some((before, one_more)), Some((before_against, other_more))) =
            (one_rest.split_last(), other_rest.split_last())
            && before == against
            && last == before_against
        {
            fewest = fewest.min(plain(one_more, other_more) + 1);
        }
        fewest
    }

    proptest! {
        #[test]
        fn it_is_the_definition(one in "[abc]{0,6}", other in "[abc]{0,6}", at_most in 0_usize..4) {
            let distance = plain(one.as_bytes(), other.as_bytes());
            let expected = (distance <= at_most).then_some(distance);
            prop_assert_eq!(distance_within(one.as_bytes(), other.as_bytes(), at_most), expected);
        }
    }
}
