//! The words of the language, in the order of the alphabet. `grammar/` says where they stand.

/// Words that begin a declaration.
pub const DECLARATIONS: [&str; 26] = [
    "allow",
    "allowance",
    "calendar",
    "claim",
    "currency",
    "data",
    "dispute",
    "function",
    "indicator",
    "kind",
    "let",
    "operation",
    "operator",
    "param",
    "product",
    "replace",
    "same",
    "scenario",
    "show",
    "single",
    "solve",
    "study",
    "sweep",
    "tornado",
    "unit",
    "use",
];

/// Words that begin an expression.
pub const BEGINNING: [&str; 6] = ["every", "if", "missing", "no", "not", "yes"];

/// Words that go on with what stands before them.
pub const GOING_ON: [&str; 13] =
    ["and", "because", "by", "else", "from", "in", "is", "of", "or", "per", "then", "to", "where"];

/// Words of rows and declarations that people take for names.
const TAKEN: [&str; 3] = ["include", "let", "param"];

/// Whether a word stands in expressions, where it is no name.
pub fn is_inside(word: &str) -> bool {
    BEGINNING.contains(&word) || GOING_ON.contains(&word)
}

/// Whether a word is one of the language wherever it stands, so that nothing may be called so.
pub fn is_reserved(word: &str) -> bool {
    is_inside(word) || TAKEN.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const GRAMMAR: [&str; 9] = [
        include_str!("../../grammar/study.pest"),
        include_str!("../../grammar/work.pest"),
        include_str!("../../grammar/observation.pest"),
        include_str!("../../grammar/improvement.pest"),
        include_str!("../../grammar/claim.pest"),
        include_str!("../../grammar/what_if.pest"),
        include_str!("../../grammar/kind.pest"),
        include_str!("../../grammar/expression.pest"),
        include_str!("../../grammar/lexical.pest"),
    ];

    /// Words that are kinds of the library, or begin one: they may stand where a kind is named.
    const KINDS: [&str; 7] = ["allowance", "calendar", "indicator", "operation", "operator", "product", "single"];

    /// What stands behind the `=` of a rule.
    fn rule(name: &str) -> String {
        let lines: Vec<&str> = GRAMMAR.iter().flat_map(|file| file.lines()).collect();
        let begins = |line: &str| line.split_once('=').is_some_and(|(own, _)| own.trim() == name);
        let start = lines.iter().position(|line| begins(line)).unwrap_or_else(|| panic!("there is no rule {name}"));
        let body: Vec<&str> = lines.iter().skip(start).take_while(|line| !line.is_empty()).copied().collect();
        let end = body.iter().position(|line| line.ends_with('}')).unwrap();
        body.iter().take(end + 1).copied().collect::<Vec<_>>().join(" ").split_once('=').unwrap().1.to_owned()
    }

    /// The names in a rule that end as names of words do, as the words.
    fn words_in(rule: &str) -> Vec<String> {
        let names = rule.split(|sign: char| !sign.is_alphanumeric() && sign != '_');
        names.filter_map(|name| name.strip_suffix("_word")).map(str::to_owned).collect()
    }

    /// What stands in quotes in a rule.
    fn quoted(rule: &str) -> BTreeSet<String> {
        let all = rule.split('"').skip(1).step_by(2).filter(|word| word.chars().all(char::is_alphabetic));
        all.map(str::to_owned).collect()
    }

    fn set(words: &[&[&str]]) -> BTreeSet<String> {
        words.concat().iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn declarations_begin_with_these_words() {
        let declaration = rule("declaration");
        let (_, alternatives) = declaration.split_once('(').unwrap();
        let mut found = BTreeSet::new();
        for name in alternatives.split(['|', ')', '}']).map(str::trim).filter(|name| !["", "instance"].contains(name)) {
            let words = words_in(&rule(name));
            found.insert(words.first().unwrap().clone());
            // `single kind`: the first word may be left out.
            found.extend(words.get(1).filter(|_| name == "kind").cloned());
        }
        assert_eq!(found, set(&[&DECLARATIONS]));
    }

    #[test]
    fn words_that_name_no_kind_are_these() {
        let no_kinds: Vec<&str> = DECLARATIONS.into_iter().filter(|word| !KINDS.contains(word)).collect();
        assert_eq!(quoted(&rule("word_of_ours")), set(&[&no_kinds, &GOING_ON, &["exclude", "include"]]));
    }

    #[test]
    fn words_in_expressions_are_these() {
        let mut found = BTreeSet::new();
        for name in ["prefix", "infix", "truth", "missing"] {
            found.extend(quoted(&rule(name)));
        }
        for name in ["conditional", "every", "conversion", "statement", "container", "per", "excluded_where", "by"] {
            found.extend(words_in(&rule(name)));
        }
        for name in ["exclude", "data"] {
            found.extend(words_in(&rule(name)).into_iter().skip(1));
        }
        for word in ["sample", "list", "interval"] {
            found.remove(word);
        }
        assert_eq!(found, set(&[&BEGINNING, &GOING_ON]));
    }

    #[test]
    fn the_lists_are_in_order() {
        for list in [&DECLARATIONS[..], &BEGINNING, &GOING_ON, &TAKEN] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
