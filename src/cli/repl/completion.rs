//! What may be typed next, from what stands before it.

use super::commands::{self, Completes};
use super::tokens::{Sort, Token, is_letter, tokens};
use super::vocabulary::Vocabulary;
use crate::report::formats;
use crate::syntax::words;
use std::path::Path;

/// What may stand from a place on, the likeliest first.
pub struct Completions {
    /// Where the word begins that is completed.
    pub start: usize,
    /// What it may become.
    pub words: Vec<String>,
    /// Whether what is typed is one of these already.
    pub whole: bool,
}

/// What the word that ends a text may become.
pub fn complete(vocabulary: &Vocabulary, before: &str) -> Completions {
    let all = tokens(before);
    let word = before.chars().rev().take_while(|sign| is_letter(*sign)).map(char::len_utf8).sum::<usize>();
    let start = before.len() - word;
    let head: Vec<&Token> = all.iter().take_while(|token| token.place.end <= start).collect();
    let command = head.first().and_then(|first| commands::find(first.text(before)));
    let completes = command.map(|command| command.completes);
    if completes == Some(Completes::Files) {
        return files(before, head.first().map_or(0, |first| first.place.end));
    }
    let silent = all.last().is_some_and(|last| {
        let in_number = last.sort == Sort::Number && last.place.end > start;
        in_number || matches!(last.sort, Sort::Text(false) | Sort::Comment)
    });
    if silent {
        return Completions { start, words: Vec::new(), whole: false };
    }
    if completes == Some(Completes::Sets) {
        let start = head.first().map_or(0, |first| first.place.end);
        let start = start + before.get(start..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        return beginning(before, start, vocabulary.sets.iter().cloned().collect());
    }
    let words = match completes {
        Some(Completes::Scenarios) => vocabulary.scenarios.iter().cloned().chain(["baseline".to_owned()]).collect(),
        Some(Completes::Commands) => commands::all().map(|command| command.name.to_owned()).collect(),
        Some(Completes::Reference) => reference(vocabulary, before, &head),
        Some(Completes::Nothing) if command.is_some_and(|command| command.name == "save") && head.len() == 1 => {
            vec!["scenario".to_owned()]
        }
        Some(Completes::Nothing) => Vec::new(),
        None if names_something(vocabulary, before, &head) => Vec::new(),
        _ => expressions(vocabulary, before, &head),
    };
    beginning(before, start, words)
}

/// Those of the words that go on with what is typed; one that is there already is not offered.
fn beginning(before: &str, start: usize, words: Vec<String>) -> Completions {
    let typed = before.get(start..).unwrap_or_default();
    let mut found: Vec<String> = Vec::new();
    let whole = words.iter().any(|word| word == typed);
    for word in words {
        if word.starts_with(typed) && !found.contains(&word) {
            found.push(word);
        }
    }
    Completions { start, words: found, whole }
}

fn reference(vocabulary: &Vocabulary, before: &str, head: &[&Token]) -> Vec<String> {
    match head {
        [.., kind, dot] if dot.text(before) == "." => vocabulary.cells_of(kind.text(before)),
        _ => vocabulary.kinds.iter().chain(&vocabulary.functions).cloned().collect(),
    }
}

/// Whether a declaration has just begun: behind its word stands a new name, or a text.
fn names_something(vocabulary: &Vocabulary, before: &str, head: &[&Token]) -> bool {
    let [word] = head else { return false };
    words::DECLARATIONS.contains(&word.text(before)) || vocabulary.kinds.contains(word.text(before))
}

fn expressions(vocabulary: &Vocabulary, before: &str, head: &[&Token]) -> Vec<String> {
    let Some((last, earlier)) = head.split_last() else {
        let commands = commands::all().map(|command| command.name.to_owned());
        let declarations =
            words::DECLARATIONS.iter().map(|word| (*word).to_owned()).chain(vocabulary.kinds.iter().cloned());
        return commands.chain(values(vocabulary)).chain(declarations).collect();
    };
    if last.text(before) == "." {
        return vocabulary.members(&path(before, earlier));
    }
    let same_line = before.get(last.place.end..).is_none_or(|rest| !rest.contains('\n'));
    if same_line && ends_value(vocabulary, before, head) {
        let units = if last.sort == Sort::Word { &[] } else { vocabulary.units.as_slice() };
        let joining = words::GOING_ON.iter().chain(&JOINING).map(|word| (*word).to_owned());
        return units.iter().cloned().chain(joining).collect();
    }
    let behind_unit = earlier.last().is_some_and(|unit| vocabulary.units.iter().any(|name| name == unit.text(before)));
    let inside = words::BEGINNING.iter().chain(&words::GOING_ON);
    match last.text(before) {
        "in" | "per" => vocabulary.units.clone(),
        "/" | "*" if behind_unit => vocabulary.units.iter().cloned().chain(values(vocabulary)).collect(),
        "every" => vocabulary.kinds.iter().cloned().collect(),
        _ => values(vocabulary).chain(inside.map(|word| (*word).to_owned())).collect(),
    }
}

/// Words of declarations behind a value, a name or a text, which stand in no expression.
const JOINING: [&str; 4] = ["decimal", "for", "like", "step"];

/// Whether a value, a unit or a name ends here: behind it no other one may begin.
fn ends_value(vocabulary: &Vocabulary, before: &str, head: &[&Token]) -> bool {
    let Some((last, earlier)) = head.split_last() else { return false };
    let word = last.text(before);
    match last.sort {
        Sort::Number | Sort::Close | Sort::Text(true) => true,
        Sort::Word if earlier.is_empty() => vocabulary.names.contains(word) && commands::find(word).is_none(),
        Sort::Word => {
            let leads_on = words::is_inside(word) && !["missing", "no", "yes"].contains(&word);
            !leads_on && !JOINING.contains(&word) && !words::is_reserved(word) && !words::DECLARATIONS.contains(&word)
        }
        _ => false,
    }
}

/// What has a value, and functions.
fn values(vocabulary: &Vocabulary) -> impl Iterator<Item = String> {
    let functions = vocabulary.functions.iter().map(|name| format!("{name}("));
    let names = vocabulary.names.iter().chain(&vocabulary.scenarios).cloned();
    names.chain(functions)
}

/// The path that ends before a dot: names with dots between.
fn path<'t>(before: &'t str, head: &[&Token]) -> Vec<&'t str> {
    let mut parts = Vec::new();
    let mut wants_name = true;
    for token in head.iter().rev() {
        let is_name = token.sort == Sort::Word;
        if is_name != wants_name || !(is_name || token.text(before) == ".") {
            break;
        }
        if is_name {
            parts.push(token.text(before));
        }
        wants_name = !wants_name;
    }
    parts.reverse();
    parts
}

/// The files whose paths go on with what stands behind a command.
fn files(before: &str, behind: usize) -> Completions {
    let rest = before.get(behind..).unwrap_or_default();
    let typed = rest.trim_start();
    let start = before.len() - typed.len();
    let (folder, name) = typed.rfind('/').map_or(("", typed), |slash| typed.split_at(slash + 1));
    let place = if folder.is_empty() { Path::new(".") } else { Path::new(folder) };
    let mut words = Vec::new();
    for entry in std::fs::read_dir(place).into_iter().flatten().flatten() {
        let found = entry.file_name().to_string_lossy().into_owned();
        let is_folder = entry.path().is_dir();
        let is_ours = found.ends_with(".study") || formats::of(&entry.path()).is_some();
        if found.starts_with(name) && !found.starts_with('.') && (is_folder || is_ours) {
            words.push(format!("{folder}{found}{}", if is_folder { "/" } else { "" }));
        }
    }
    words.sort();
    Completions { start, words, whole: false }
}

#[cfg(test)]
mod tests {
    use super::super::prompt::{Prompt, State};
    use super::*;
    use crate::cli::arguments::{Color, View};
    use crate::cli::terminal::Terminal;

    const STUDY: &str = "
unit box
operator ani { rating: 110% }
operation packing per box { standard_time: 20 s/box; operator: ani; element lid { readings: [3] s } }
let pace = 3
scenario faster { packing.crew = 2 }
";

    fn vocabulary() -> Vocabulary {
        let mut prompt = Prompt::new(Vec::new(), View::default(), Terminal::new(Color::Never, None)).unwrap();
        assert!(prompt.move_to(State { sets: Vec::new(), typed: vec![STUDY.to_owned()] }));
        Vocabulary::of(&prompt)
    }

    #[test]
    fn what_may_stand_here_is_offered() {
        let vocabulary = vocabulary();
        for (typed, wanted) in [
            ("expl", "explain"),
            ("scen", "scenario"),
            ("operat", "operation"),
            ("pack", "packing"),
            ("set pack", "packing"),
            ("2 * pa", "packing"),
            ("packing.st", "standard_time"),
            ("packing.li", "lid"),
            ("packing.lid.read", "readings"),
            ("packing.operator.rat", "rating"),
            ("faster.pack", "packing"),
            ("faster.packing.cr", "crew"),
            ("faster.sav", "saved"),
            ("3 b", "box"),
            ("3 box/h in b", "box"),
            ("3 box/mo", "month"),
            ("compare fa", "faster"),
            ("compare faster base", "baseline"),
            ("help expo", "export"),
            ("doc oper", "operation"),
            ("doc operation.cr", "crew"),
            ("save sc", "scenario"),
            ("mea", "mean("),
            ("sum([1, 2]) + pac", "pace"),
            ("sweep packing.crew f", "from"),
            ("sweep packing.crew from 1 to 3 st", "step"),
            ("solve packing.crew from 1 to 9 fo", "for"),
            ("pace i", "in"),
            ("operation trimming p", "per"),
            ("show packing.output by pa", "packing"),
        ] {
            let words = complete(&vocabulary, typed).words;
            assert!(words.iter().any(|word| word == wanted), "{typed}: {words:?}");
        }
        for (typed, unfit) in [
            ("sweep packing.crew f", "f_quantile("),
            ("pace i", "indicator("),
            ("pace pa", "packing"),
            ("[1, 2] m", "mean("),
        ] {
            let words = complete(&vocabulary, typed).words;
            assert!(!words.iter().any(|word| word == unfit), "{typed}: {words:?}");
        }
        for whole in ["1 to", "pace in", "3 box", "pace"] {
            assert!(complete(&vocabulary, whole).whole, "{whole}");
        }
        for silent in [
            "operation ",
            "operation mea",
            "let pa",
            "scenario ",
            "\"pack",
            "# pack",
            "12",
            "report pa",
            "packing.nothing.",
        ] {
            assert_eq!(complete(&vocabulary, silent).words, Vec::<String>::new(), "{silent}");
        }
    }
}
