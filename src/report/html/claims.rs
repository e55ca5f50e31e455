//! Claims, and the marks beside figures that a claim does not agree with.

use super::{Page, escaped};
use crate::hir::CellId;
use crate::report::findings::explanations;
use crate::report::{Body, ClaimLine, ClaimState, Entry, Report};
use std::collections::HashMap;
use std::fmt::Write;

/// The claims that do not follow, by the cell that they are about.
pub(super) fn by_cell(report: &Report) -> HashMap<CellId, Vec<&ClaimLine>> {
    let mut found: HashMap<CellId, Vec<&ClaimLine>> = HashMap::new();
    for section in &report.sections {
        let Body::Claims(lines) = &section.body else { continue };
        for line in lines.iter().filter(|line| line.state != ClaimState::Holds) {
            if let Some(cell) = line.about {
                found.entry(cell).or_default().push(line);
            }
        }
    }
    found
}

impl Page<'_> {
    /// Beside a figure: what is printed in its place.
    pub(super) fn flag(&self, out: &mut String, line: &ClaimLine) {
        let Some(printed) = &line.printed else { return };
        let words = self.say(&format!("printed {}", printed.text));
        let (label, class) = (escaped(&line.label), class_of(line.state));
        let state = escaped(&self.say(line.state.word()));
        let _ = write!(
            out,
            " <span class=\"flag {class}\" title=\"{label}\">{}: {state}<span class=\"hidden\">, {label}</span></span>",
            escaped(&words)
        );
    }

    pub(super) fn claims(&self, out: &mut String, lines: &[ClaimLine]) {
        let heads = ["", "Claim", "Printed", "Computed", "Difference"].map(|head| escaped(&self.say(head)));
        let [state, claim, printed, computed, difference] = heads;
        let _ = writeln!(
            out,
            "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{claim}\"><table class=\"claims\">\n<thead>\n\
             <tr><td>{state}</td><th scope=\"col\">{claim}</th><th scope=\"col\">{printed}</th>\
             <th scope=\"col\">{computed}</th><th scope=\"col\">{difference}</th></tr>\n</thead>\n<tbody>"
        );
        lines.iter().for_each(|line| self.claim(out, line));
        out.push_str("</tbody>\n</table></div>\n");
        let _ = writeln!(
            out,
            "<p class=\"summary\">{}</p>",
            escaped(&crate::report::text::summary(lines, self.report.language))
        );
    }

    fn claim(&self, out: &mut String, line: &ClaimLine) {
        let holds = line.state == ClaimState::Holds;
        let _ = write!(
            out,
            "<tr class=\"{}\"><td class=\"state\">{}</td><th scope=\"row\">{}",
            class_of(line.state),
            escaped(&self.say(line.state.word())),
            escaped(&line.label)
        );
        self.slips(out, line);
        out.push_str("</th><td class=\"number\">");
        if !line.compared {
            self.plain(out, &line.printed);
        }
        out.push_str("</td><td class=\"number\">");
        if let Some(computed) = &line.computed {
            self.entry(out, computed, &computed.text);
        }
        if let Some(other) = line.printed.as_ref().filter(|_| line.compared) {
            let other = self.report.language.fill("against {other}", &[("other", &other.text)]);
            let _ = write!(out, " {}", escaped(&other));
        }
        out.push_str("</td><td class=\"number\">");
        if !holds {
            self.plain(out, &line.difference);
        }
        out.push_str("</td></tr>\n");
    }

    fn plain(&self, out: &mut String, entry: &Option<Entry>) {
        if let Some(entry) = entry {
            out.push_str(&escaped(&entry.text));
        }
    }

    fn slips(&self, out: &mut String, line: &ClaimLine) {
        let sentences = explanations(line, self.report.language);
        if sentences.is_empty() {
            return;
        }
        out.push_str("<ul class=\"slips\">");
        for sentence in sentences {
            let _ = write!(out, "<li>{}</li>", escaped(sentence.trim_start_matches(['→', ' '])));
        }
        out.push_str("</ul>");
    }
}

fn class_of(state: ClaimState) -> &'static str {
    match state {
        ClaimState::Holds => "holds",
        ClaimState::Disputed => "disputed",
        ClaimState::Fails | ClaimState::Differs | ClaimState::DisputedWrongly | ClaimState::Unknown => "fails",
    }
}
