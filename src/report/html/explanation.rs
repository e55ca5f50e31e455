//! How a figure came about, in a box of its own that its figure opens. No script is needed for it.

use super::{Page, escaped};
use crate::report::explain::Explanation;
use std::fmt::Write;

impl Page<'_> {
    /// The boxes of all figures.
    pub(super) fn explanations(&self, out: &mut String) {
        for (place, explanation) in self.report.explanations.all.iter().enumerate() {
            let _ = writeln!(out, "<div popover id=\"why-{place}\" class=\"why-box\">");
            let _ = writeln!(
                out,
                "<p class=\"what\"><code>{}</code> = <strong>{}</strong></p>",
                escaped(&explanation.path),
                escaped(&explanation.value.text)
            );
            self.parts(out, explanation);
            if !explanation.inputs.is_empty() {
                let _ = writeln!(out, "<p>{}</p>\n<ul>", escaped(&self.say("It follows from:")));
                explanation.inputs.iter().for_each(|input| self.input(out, input));
                out.push_str("</ul>\n");
            }
            let close = escaped(&self.say("Close"));
            let _ = writeln!(
                out,
                "<button type=\"button\" popovertarget=\"why-{place}\" popovertargetaction=\"hide\">{close}</button>\n</div>"
            );
        }
    }

    /// Everything about a figure but what it follows from.
    fn parts(&self, out: &mut String, explanation: &Explanation) {
        if !explanation.about.is_empty() {
            let _ = writeln!(out, "<p>{}</p>", escaped(&explanation.about));
        }
        if let Some(formula) = &explanation.formula {
            let _ = writeln!(out, "<p class=\"formula\"><code>= {}</code></p>", escaped(formula));
        }
        if let Some(values) = &explanation.with_values {
            let _ = writeln!(out, "<p class=\"formula\"><code>= {}</code></p>", escaped(values));
        }
        if let Some(without) = &explanation.without {
            let words = self.say(&format!("without the scenario: {without}"));
            let _ = writeln!(out, "<p>{}</p>", escaped(&words));
        }
        if let Some(before) = &explanation.before {
            let words = self.say(&format!("before: {before}"));
            let _ = writeln!(out, "<p>{}</p>", escaped(&words));
        }
        if let Some(citation) = &explanation.citation {
            let words = self.say(&format!("Source: {citation}"));
            let _ = writeln!(out, "<p class=\"citation\">{}</p>", escaped(&words));
        }
        if !explanation.origin.is_empty() {
            let _ = writeln!(out, "<p class=\"place\">{}</p>", escaped(&explanation.origin));
        }
    }

    /// What a figure follows from: its own explanation where the report has it, else what there is to say of it.
    fn input(&self, out: &mut String, input: &Explanation) {
        let head = format!("<code>{}</code> = {}", escaped(&input.path), escaped(&input.value.text));
        if let Some(place) = self.report.explanations.at(&input.path) {
            let path = escaped(&input.path);
            let _ = writeln!(
                out,
                "<li><button type=\"button\" class=\"why\" popovertarget=\"why-{place}\"><code>{path}</code></button> = {}</li>",
                escaped(&input.value.text)
            );
            return;
        }
        let _ = writeln!(out, "<li><details><summary>{head}</summary>");
        self.parts(out, input);
        if !input.inputs.is_empty() {
            out.push_str("<ul>\n");
            input.inputs.iter().for_each(|deeper| self.input(out, deeper));
            out.push_str("</ul>\n");
        }
        out.push_str("</details></li>\n");
    }
}
