//! Findings: claims that do not follow from the study.

use super::told::Told;
use super::{ClaimLine, ClaimState, Entry};
use crate::base::{Diagnostics, Facts, Language, Span};
use crate::language::context::FIGURE;
use crate::slip::Slip;
use miette::Severity;

/// Adds what is to be said of a claim to a list: that it does not follow, or follows although it is disputed, or that two
/// figures differ.
pub fn report(line: &ClaimLine, place: Span, diagnostics: &mut Diagnostics, language: Language) {
    let say = |words: &str| language.say(words).into_owned();
    let about = |words| language.fill(words, &[("label", &line.label)]);
    let (code, message, help, label) = match line.state {
        ClaimState::Fails => {
            let more = ["computed is {size} more than printed", "computed is {size} less than printed"];
            let mut help = explanations(line, language);
            if let Some(difference) = line.difference.as_ref().filter(|_| !line.compared) {
                help.insert(0, more_or_less(difference, more, language));
            }
            help.push(say("a claim known to be wrong is a `dispute`"));
            ("C501", about("{label}: what is printed does not follow"), help, figures(line, language))
        }
        ClaimState::Differs => {
            let more = ["the first is {size} more than the second", "the first is {size} less than the second"];
            let mut help = explanations(line, language);
            if let Some(difference) = &line.difference {
                help.insert(0, more_or_less(difference, more, language));
            }
            help.push(say("a contradiction that cannot be mended is a `dispute \"…\": … is …`"));
            ("C503", about("{label}: the two differ"), help, figures(line, language))
        }
        ClaimState::DisputedWrongly => {
            let computed = line.computed.as_ref().map_or("", |entry| &entry.text);
            let label = language.fill("computed {computed}", &[("computed", computed)]);
            let help = vec![say("make it a `claim`")];
            ("C502", about("{label}: this is disputed, but it follows"), help, Some(label))
        }
        ClaimState::Holds | ClaimState::Disputed | ClaimState::Unknown => return,
    };
    let label = label.unwrap_or_else(|| say("this is not so"));
    let (code, help) = (code.to_owned(), help.join("\n"));
    let told = Told { code, severity: Severity::Error, message, help, label, place };
    diagnostics.push_told(place, told, facts(line));
}

fn facts(line: &ClaimLine) -> Facts {
    let text = |entry: &Option<Entry>| entry.as_ref().map(|entry| entry.text.clone());
    let explanations = line.slips.as_ref().map(|slips| slips.iter().map(Slip::told).collect());
    Facts { printed: text(&line.printed), computed: text(&line.computed), explanations }
}

/// The two figures of a claim side by side; nothing where there are not two.
pub(super) fn figures(line: &ClaimLine, language: Language) -> Option<String> {
    let (printed, computed) = line.printed.as_ref().zip(line.computed.as_ref())?;
    let sentence =
        if line.compared { "{computed} against {printed}" } else { "printed {printed}, computed {computed}" };
    Some(language.fill_in(FIGURE, sentence, &[("printed", &printed.text), ("computed", &computed.text)]))
}

/// What stands before a figure that is not exact, and before its sign.
const ABOUT: &str = "≈ ";

fn more_or_less(difference: &Entry, [more, less]: [&str; 2], language: Language) -> String {
    let text = &difference.text;
    let (mark, signed) = text.split_at(if text.starts_with(ABOUT) { ABOUT.len() } else { 0 });
    let (words, size) = match signed.strip_prefix('-') {
        Some(size) => (less, size),
        None => (more, signed.trim_start_matches('+')),
    };
    language.fill(words, &[("size", &format!("{mark}{size}"))])
}

/// Where nothing that was tried leads to the printed figure.
const NO_SLIP: &str = "no slip that is known leads to it";

/// The mistakes that lead to a printed figure, a line each.
pub(super) fn explanations(line: &ClaimLine, language: Language) -> Vec<String> {
    let Some(slips) = &line.slips else { return Vec::new() };
    if slips.is_empty() {
        return vec![format!("→ {}", language.say(NO_SLIP))];
    }
    let or = format!("  {}", language.say("or"));
    let lead = |place: usize| if place == 0 { "→" } else { &or };
    slips.iter().enumerate().map(|(place, slip)| format!("{} {}", lead(place), slip.sentence)).collect()
}
