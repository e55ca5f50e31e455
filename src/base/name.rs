//! Names and the nearest of them.

use std::sync::Arc;

/// A shared text: names, labels, literals.
pub type Text = Arc<str>;

/// Longer names are nobody's slip of the finger.
const LONGEST: usize = 64;

/// The candidate that a misspelt name most likely means, if one is near enough to be worth offering.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST || name.chars().count() < 2 {
        return None;
    }
    let allowed = (name.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| {
            candidate.len() > 1 && *candidate != name && candidate.len().abs_diff(name.len()) <= allowed
        })
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Words that people bring from spreadsheets and speech, and what they are called here.
const BROUGHT: [(&str, &str); 19] = [
    ("average", "mean"),
    ("avg", "mean"),
    ("hour", "h"),
    ("hours", "h"),
    ("hr", "h"),
    ("length", "count"),
    ("maximum", "max"),
    ("minimum", "min"),
    ("minute", "min"),
    ("minutes", "min"),
    ("sd", "deviation"),
    ("sec", "s"),
    ("second", "s"),
    ("seconds", "s"),
    ("stdev", "deviation"),
    ("std", "deviation"),
    ("ceiling", "ceil"),
    ("total", "sum"),
    ("var", "variance"),
];

/// What a word from elsewhere is called here.
pub fn brought(name: &str) -> Option<&'static str> {
    BROUGHT.iter().find(|(word, _)| *word == name).map(|(_, here)| *here)
}

/// Letters changed, added, lost or swapped; another case costs nothing much.
fn distance(name: &str, candidate: &str) -> usize {
    strsim::damerau_levenshtein(&name.to_lowercase(), &candidate.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_a_swapped_letter_and_refuses_a_stranger() {
        let names = ["standard_time", "normal_time", "crew"];
        assert_eq!(nearest("standrad_time", names), Some("standard_time"));
        assert_eq!(nearest("Crew", names), Some("crew"));
        assert_eq!(nearest("wage", names), None);
    }
}
