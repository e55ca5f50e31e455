//! The index of several reports.

use crate::base::Language;
use crate::report::format::Format;
use crate::report::formats;
use crate::report::{Body, ClaimState, Entry, Line, Report, Section, Table, Written, rollup};
use std::path::Path;

/// What the index says of a study.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// The study.
    pub study: String,
    /// What it is called.
    title: String,
    /// Where its figures come from.
    source: Option<String>,
    /// Its report, as seen from the index; nothing where there is none.
    pub link: Option<String>,
    /// Why there is none.
    pub reason: String,
    claims: usize,
    fallen: usize,
    warnings: usize,
}

impl Listed {
    /// A study of which nothing is known yet.
    pub fn of(study: String) -> Listed {
        Listed { study, ..Listed::default() }
    }

    /// Notes what there is to say of a report that stands at this place.
    pub fn look(&mut self, report: &Report, place: &Path) {
        self.title.clone_from(&report.title);
        self.source.clone_from(&report.source);
        let parts: Vec<String> = place.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        self.link = Some(parts.join("/"));
        for section in &report.sections {
            match &section.body {
                Body::Claims(lines) => {
                    let stands = |state| matches!(state, ClaimState::Holds | ClaimState::Disputed);
                    self.claims += lines.len();
                    self.fallen += lines.iter().filter(|line| !stands(line.state)).count();
                }
                Body::Warnings(lines) => {
                    self.warnings += lines.iter().filter(|line| line.reason.is_none()).count();
                }
                Body::Figures(_) | Body::Table(_) | Body::Charts(_) => {}
            }
        }
    }

    fn line(&self, link: &str, language: Language) -> Line {
        let label = if self.title.is_empty() { self.study.clone() } else { self.title.clone() };
        let report = Entry { link: Some(link.to_owned()), ..Entry::said(crate::eval::clean(link)) };
        let counts = [self.claims, self.fallen, self.warnings].map(|count| rollup::counted(count, language));
        let source = self.source.clone().map_or_else(Entry::missing, Entry::said);
        Line { label, entries: counts.into_iter().chain([report, source]).collect() }
    }
}

/// The name of the index.
pub fn name(format: &'static Format) -> String {
    format!("index.{}", formats::of_index(format).ending)
}

/// The index of these reports.
pub fn written(title: &str, listed: &[Listed], format: &'static Format, language: Language) -> Written {
    let say = |words: &str| language.say(words).into_owned();
    let columns = ["Claims", "That do not stand", "Warnings", "Report", "Source"].map(say).to_vec();
    let rows = listed.iter().filter_map(|one| Some(one.line(one.link.as_ref()?, language)));
    let table = Table { columns, rows: rows.collect(), ..Table::default() };
    let mut sections = vec![Section::new(say("Studies"), Body::Table(table))];
    let without = listed.iter().filter(|one| one.link.is_none());
    let without = without.map(|one| Line { label: one.study.clone(), entries: vec![Entry::said(one.reason.clone())] });
    let without: Vec<Line> = without.collect();
    if !without.is_empty() {
        sections.push(Section::new(say("Without a report"), Body::Figures(without)));
    }
    let report = Report { title: title.to_owned(), sections, language, ..Report::default() };
    formats::of_index(format).written(&report, None)
}

/// How many reports there are, and where.
pub fn summary(listed: &[Listed], index: &Path, language: Language) -> String {
    let count = listed.iter().filter(|one| one.link.is_some()).count();
    let reports = language.count(count, "report", "reports");
    let fallen: usize = listed.iter().map(|one| one.fallen).sum();
    let without = listed.len() - count;
    let place = index.display().to_string();
    let mut parts = vec![language.fill("{reports}, listed in {place}", &[("reports", &reports), ("place", &place)])];
    if fallen > 0 {
        let claims = language.count(fallen, "claim", "claims");
        let stand = if fallen == 1 { "{claims} does not stand" } else { "{claims} do not stand" };
        parts.push(language.fill(stand, &[("claims", &claims)]));
    }
    if without > 0 {
        parts.push(language.fill("{count} without a report", &[("count", &language.number(without))]));
    }
    format!("{}\n", parts.join("; "))
}
