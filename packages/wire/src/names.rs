//! What is said of a name that nobody knows.

/// Most names that are told where none is near.
const FEW: usize = 8;

/// ``, did you mean `rate_limit`?``; where none is near all known names, or of many their number and the nearest.
#[inline(never)]
pub fn advice(given: &str, known: &[&str]) -> String {
    let near = known.iter().map(|name| (distance(given, name), *name)).min();
    let (edits, nearest) = near.unwrap_or((usize::MAX, ""));
    if edits.saturating_mul(3) <= nearest.len() {
        return [", did you mean `", nearest, "`?"].concat();
    }
    match known {
        [] => ", there are no fields".to_string(),
        [one] => [", expected `", one, "`"].concat(),
        [one, other] => [", expected `", one, "` or `", other, "`"].concat(),
        few if few.len() <= FEW => [", expected one of `", &few.join("`, `"), "`"].concat(),
        many => {
            let count = many.len().to_string();
            [", expected one of ", &count, " in the schema, such as `", nearest, "`"].concat()
        }
    }
}

/// How many bytes must be inserted, removed or replaced to come from one name to the other
/// (Levenshtein); without looking where their lengths alone are too different.
fn distance(given: &str, known: &str) -> usize {
    if given.len().abs_diff(known.len()) > 8 {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=known.len()).collect();
    for (at, byte) in given.bytes().enumerate() {
        let mut diagonal = at;
        let mut left = at.saturating_add(1);
        let mut cells = row.iter_mut();
        if let Some(first) = cells.next() {
            *first = left;
        }
        for (cell, other) in cells.zip(known.bytes()) {
            let replaced = diagonal.saturating_add(usize::from(byte != other));
            diagonal = *cell;
            left = replaced.min(left.min(diagonal).saturating_add(1));
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_is_the_number_of_edits() {
        for (given, known, edits) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("rate_limit", "rate_limit", 0),
            ("ratelimit", "rate_limit", 1),
            ("rateLimit", "rate_limit", 2),
            ("kitten", "sitting", 3),
            ("ab", "ba", 2),
        ] {
            assert_eq!(distance(given, known), edits, "{given} {known}");
        }
    }

    #[test]
    fn a_name_far_longer_than_any_costs_nothing() {
        assert_eq!(distance(&"a".repeat(1_000_000), "amount"), usize::MAX);
    }

    #[test]
    fn the_nearest_name_is_told_if_it_is_near() {
        let known = ["minter", "allowance", "rate_limit"];
        assert_eq!(advice("ratelimit", &known), ", did you mean `rate_limit`?");
        assert_eq!(advice("minters", &known), ", did you mean `minter`?");
        let all = ", expected one of `minter`, `allowance`, `rate_limit`";
        assert_eq!(advice("cap", &known), all);
        assert_eq!(advice("cap", &known[..2]), ", expected `minter` or `allowance`");
        assert_eq!(advice("cap", &known[..1]), ", expected `minter`");
        assert_eq!(advice("cap", &[]), ", there are no fields");
    }

    #[test]
    fn of_many_names_the_nearest_is_told_and_how_many_there_are() {
        let known = ["burn", "mint", "pause", "seize", "send", "freeze", "transfer", "unpause"];
        let all = ", expected one of `burn`, `mint`, `pause`, `seize`, `send`, `freeze`, `transfer`, `unpause`";
        assert_eq!(advice("halt", &known), all);
        let known = [&known[..], &["release"]].concat();
        let near = ", expected one of 9 in the schema, such as `mint`";
        assert_eq!(advice("halt", &known), near);
        assert_eq!(advice("frees", &known), ", did you mean `freeze`?");
        let long = "x".repeat(100);
        assert!(advice(&long, &known).starts_with(", expected one of 9"));
    }
}
