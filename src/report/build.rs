//! The report of a study: what it asks to see, then what its kinds say is worth seeing, then its claims.

use super::figure::entry;
use super::{Asked, Body, Entry, Line, Note, Report, Section, Table};
use crate::base::{Diagnostics, Language, Sources, Span};
use crate::eval::{Engine, Failure, Writer, any_below, clean};
use crate::hir::{CellId, Expr, ExprNode, InstanceId, Kind, KindId, ScenarioId, Show, Study, Type};
use crate::language::context;
use crate::value::{Style, Value};
use std::collections::HashMap;

/// Builds a report. What could not be computed, and claims that fail, are added to the list.
pub fn build(
    engine: &mut Engine<'_>,
    sources: &Sources,
    scenario: Option<ScenarioId>,
    diagnostics: &mut Diagnostics,
) -> Report {
    let mut builder = Builder::new(engine, sources, scenario, diagnostics);
    let mut report = builder.heading(scenario);
    report.sections.extend(builder.shown());
    report.sections.extend(builder.grouped());
    report.sections.extend(builder.kinds());
    report.sections.extend(builder.sweeps());
    report.sections.extend(builder.tornados());
    report.sections.extend(builder.goals());
    report.sections.extend(builder.warnings());
    report.sections.extend(builder.claims());
    report
}

/// Computes all that there is without writing any of it. What fails is added to the list.
pub fn audit(engine: &mut Engine<'_>, sources: &Sources, scenario: Option<ScenarioId>, diagnostics: &mut Diagnostics) {
    let mut builder = Builder::new(engine, sources, scenario, diagnostics);
    builder.shown();
    builder.grouped();
    builder.sweeps();
    builder.tornados();
    builder.goals();
    builder.warnings();
    builder.claims();
    for place in 0..builder.study.cells.len() {
        if let Err(failure) = builder.engine.cell(cell_id(place))
            && !failure.is_missing()
        {
            failure.report(builder.study, builder.diagnostics);
        }
    }
}

/// What the study asks to see, from this place among its requests on, as the report shows it.
pub fn asked(engine: &mut Engine<'_>, sources: &Sources, from: usize, diagnostics: &mut Diagnostics) -> Vec<Section> {
    let mut builder = Builder::new(engine, sources, None, diagnostics);
    let shows = builder.study.shows.get(from..).unwrap_or_default();
    let sections = [builder.figures(shows)].into_iter().flatten();
    sections.chain(builder.groups(shows)).collect()
}

/// The heading of what concerns the whole study.
pub(super) const WHOLE: &str = "The study as a whole";

/// The cell that an expression is, if it is just that.
pub(super) fn cell_of(expr: &Expr) -> Option<CellId> {
    match &*expr.node {
        ExprNode::Cell(cell) => Some(*cell),
        _ => None,
    }
}

fn cell_id(place: usize) -> CellId {
    CellId(u32::try_from(place).unwrap_or(u32::MAX))
}

pub(super) struct Builder<'b, 's> {
    pub(super) engine: &'b mut Engine<'s>,
    pub(super) study: &'s Study,
    pub(super) sources: &'b Sources,
    pub(super) writer: Writer<'s>,
    pub(super) diagnostics: &'b mut Diagnostics,
    /// Whether a cell rests on anything that the user gave, as far as that has been asked.
    rests: HashMap<CellId, bool>,
}

impl<'b, 's> Builder<'b, 's> {
    pub(super) fn new(
        engine: &'b mut Engine<'s>,
        sources: &'b Sources,
        scenario: Option<ScenarioId>,
        diagnostics: &'b mut Diagnostics,
    ) -> Builder<'b, 's> {
        let study = engine.study();
        if let Some(scenario) = scenario {
            engine.look_under(scenario);
        }
        let main = engine.main();
        let writer = engine.writer(main, Style::report(engine.language()));
        Builder { engine, study, sources, writer, diagnostics, rests: HashMap::new() }
    }

    fn heading(&mut self, scenario: Option<ScenarioId>) -> Report {
        let header = self.single("study");
        let instance = header.and_then(|id| self.study.instance(id));
        let title = instance.and_then(|instance| instance.label.as_deref()).map(clean);
        let source = header.and_then(|id| self.study.cell_named(id, "source")).and_then(|cell| {
            let value = self.engine.cell(cell).ok()?;
            Some(self.writer.text(&value, &Type::Text))
        });
        let scenario = scenario.and_then(|id| self.study.scenario(id));
        let scenario = scenario.map(|scenario| clean(scenario.label.as_ref().unwrap_or(&scenario.name)));
        Report {
            language: self.writer.style.language,
            title: title.unwrap_or_default(),
            source,
            scenario,
            ..Report::default()
        }
    }

    fn single(&self, kind: &str) -> Option<InstanceId> {
        let kind = self.study.kind_named(kind)?;
        self.study.instances_of(kind).next().map(|(id, _)| id)
    }

    /// The figures that the study asks to see.
    fn shown(&mut self) -> Option<Section> {
        self.figures(&self.study.shows)
    }

    fn figures(&mut self, shows: &[Show]) -> Option<Section> {
        let mut lines = Vec::new();
        for (place, show) in shows.iter().enumerate().filter(|(_, show)| show.by.is_none()) {
            let entries = show.values.iter().enumerate().map(|(value, (expr, kind))| {
                let outcome = self.engine.expression(expr);
                let (cell, asked) = (cell_of(expr), Some(Asked::Shown(place, value)));
                let writer = self.engine.writer_of(expr, self.writer.style);
                Entry { cell, asked, ..self.entry_of(&writer, outcome, kind) }
            });
            let entries = entries.collect();
            lines.push(Line { label: self.label_of(show), entries });
        }
        (!lines.is_empty()).then(|| Section { heading: self.say("Figures"), part: false, body: Body::Figures(lines) })
    }

    /// What a figure is called: what the study says, or the instance and its cell by their names for readers.
    fn label_of(&self, show: &Show) -> String {
        let cell = match show.values.as_slice() {
            [(expr, _)] if show.texts.first().is_some_and(|text| **text == *show.label) => cell_of(expr),
            _ => None,
        };
        let named = cell.and_then(|cell| self.study.cell(cell)).and_then(|cell| {
            let (id, heading) = (cell.instance?, self.heading_of(cell.instance?, cell.index as usize)?);
            let instance = self.study.instance(id)?;
            Some(format!("{}: {heading}", self.label(instance)))
        });
        named.unwrap_or_else(|| clean(&show.label))
    }

    /// What the study asks to see group by group: a table for each.
    fn grouped(&mut self) -> Vec<Section> {
        self.groups(&self.study.shows)
    }

    fn groups(&mut self, shows: &[Show]) -> Vec<Section> {
        let mut sections = Vec::new();
        for show in shows {
            let Some((keys, kind)) = &show.by else { continue };
            let keys = self.elements_of(keys, kind.element());
            let columns: Vec<Vec<Entry>> =
                show.values.iter().map(|(expr, kind)| self.elements_of(expr, kind.element())).collect();
            let rows = keys.into_iter().enumerate().map(|(row, key)| Line {
                label: key.text,
                entries: columns.iter().map(|column| column.get(row).cloned().unwrap_or_else(Entry::missing)).collect(),
            });
            let (rows, columns, notes) = (rows.collect(), show.texts.clone(), Vec::new());
            let body = Body::Table(Table { columns, rows, notes, ..Table::default() });
            sections.push(Section { heading: clean(&show.label), part: false, body });
        }
        sections
    }

    fn elements_of(&mut self, list: &Expr, kind: &Type) -> Vec<Entry> {
        match self.engine.expression(list).map(|value| value.elements().unwrap_or_default()) {
            Ok(elements) => elements.iter().map(|element| entry(&self.writer, element, kind)).collect(),
            Err(failure) => {
                failure.report(self.study, self.diagnostics);
                Vec::new()
            }
        }
    }

    fn entry_of(&mut self, writer: &Writer<'_>, outcome: Result<Value, Failure>, kind: &Type) -> Entry {
        match outcome {
            Ok(value) => entry(writer, &value, kind),
            Err(failure) => {
                failure.report(self.study, self.diagnostics);
                Entry::missing()
            }
        }
    }

    /// A section for every kind that has something to show: the study first, the scenarios last.
    fn kinds(&mut self) -> Vec<Section> {
        let mut sections: Vec<Section> = self.overview().into_iter().collect();
        sections.extend(self.study.kind_named("study").and_then(|kind| self.charts(kind)));
        let mut kinds: Vec<(usize, KindId)> = Vec::new();
        for (place, instance) in self.study.instances.iter().enumerate() {
            let is_own = !instance.span.source.is_library() && instance.scenario.is_none();
            let single = self.study.kind(instance.kind).is_none_or(|kind| kind.single);
            if is_own && !single && !kinds.iter().any(|(_, kind)| *kind == instance.kind) {
                kinds.push((place, instance.kind));
            }
        }
        for (_, kind) in kinds {
            sections.extend(self.kind(kind));
            sections.extend(self.list_tables(kind));
            sections.extend(self.charts(kind));
        }
        if let Some(scenario) = self.study.kind_named("scenario") {
            sections.extend(self.kind(scenario));
            sections.extend(self.charts(scenario));
        }
        sections
    }

    /// The cells of the study as a whole, one under the other.
    fn overview(&mut self) -> Option<Section> {
        let header = self.single("study")?;
        let kind = self.study.kind(self.study.instance(header)?.kind)?;
        let mut lines = Vec::new();
        for index in &kind.shows {
            let Some((cell, label)) = self.study.cell_of(header, *index).zip(self.heading_of(header, *index)) else {
                continue;
            };
            if let Some(entry) = self.cell_entry(cell)
                && self.rests_on_given(cell)
            {
                lines.push(Line { label, entries: vec![entry] });
            }
        }
        (!lines.is_empty()).then(|| Section { heading: self.say(WHOLE), part: false, body: Body::Figures(lines) })
    }

    /// A table of the instances of a kind; cells that nobody has anything for are left out.
    fn kind(&mut self, id: KindId) -> Option<Section> {
        let kind = self.study.kind(id)?;
        let instances: Vec<InstanceId> = self
            .study
            .instances_of(id)
            .filter(|(_, instance)| !instance.span.source.is_library())
            .map(|(id, _)| id)
            .collect();
        let mut columns = Vec::new();
        for index in &kind.shows {
            let cells: Vec<CellId> = instances.iter().filter_map(|id| self.study.cell_of(*id, *index)).collect();
            let entries: Vec<Option<Entry>> = cells.iter().map(|cell| self.cell_entry(*cell)).collect();
            let worth = cells.iter().zip(&entries).any(|(cell, entry)| entry.is_some() && self.rests_on_given(*cell));
            if worth && let Some(heading) = instances.first().and_then(|first| self.heading_of(*first, *index)) {
                columns.push((heading, entries));
            }
        }
        let notes: Vec<Note> = instances.iter().filter_map(|instance| self.note(*instance)).collect();
        if columns.is_empty() && notes.is_empty() {
            return None;
        }
        let shown = if columns.is_empty() { [].as_slice() } else { instances.as_slice() };
        let rows = shown.iter().enumerate().map(|(row, id)| Line {
            label: self.study.instance(*id).map(|instance| self.label(instance)).unwrap_or_default(),
            entries: columns
                .iter()
                .map(|(_, entries)| entries.get(row).cloned().flatten().unwrap_or_else(Entry::missing))
                .collect(),
        });
        let rows = rows.collect();
        let columns = columns.into_iter().map(|(heading, _)| heading).collect();
        let heading = self.several(kind);
        Some(Section { heading, part: false, body: Body::Table(Table { columns, rows, notes, ..Table::default() }) })
    }

    /// What a kind tells of one of its instances.
    fn note(&mut self, id: InstanceId) -> Option<Note> {
        let instance = self.study.instance(id)?;
        let tells = &self.study.kind(instance.kind)?.tells;
        let cells: Vec<CellId> = tells.iter().filter_map(|index| self.study.cell_of(id, *index)).collect();
        let texts: Vec<String> = cells.into_iter().flat_map(|cell| self.sentences(cell)).collect();
        (!texts.is_empty()).then(|| Note { label: self.label(instance), texts })
    }

    /// A text, or several below each other.
    fn sentences(&mut self, cell: CellId) -> Vec<String> {
        let kind = self.study.cell_type(cell);
        match self.engine.cell(cell) {
            Ok(value) if value.length().is_some() => {
                let elements = value.elements().unwrap_or_default();
                elements.iter().map(|element| self.writer.text(element, kind.element())).collect()
            }
            _ => self.cell_entry(cell).map(|entry| entry.text).into_iter().collect(),
        }
    }

    pub(super) fn label(&self, instance: &crate::hir::Instance) -> String {
        let name = instance.path.rsplit('.').next().unwrap_or(&instance.path);
        let own = match &instance.label {
            Some(label) if instance.is_numbered() => self.say(label),
            label => clean(label.as_deref().unwrap_or(name)),
        };
        match instance.owner.and_then(|owner| self.study.instance(owner)) {
            Some(owner) => format!("{}: {own}", self.label(owner)),
            None => own,
        }
    }

    /// The name of a cell in prose.
    pub(super) fn heading_of(&self, instance: InstanceId, index: usize) -> Option<String> {
        let (words, place) = self.words_of(instance, index)?;
        Some(self.said(words, place))
    }

    /// The name of a list of figures, as a sheet of their own has it.
    pub(super) fn sheet_of(&self, instance: InstanceId, index: usize) -> Option<String> {
        let (words, place) = self.words_of(instance, index)?;
        let catalogue = self.writer.style.language.catalogue().filter(|_| place.source.is_library());
        let own = catalogue.and_then(|all| all.say(context::SHEET, &words));
        Some(own.unwrap_or_else(|| self.said(words, place)))
    }

    fn words_of(&self, instance: InstanceId, index: usize) -> Option<(String, Span)> {
        let kind = self.study.kind(self.study.instance(instance)?.kind)?;
        let cell = kind.cells.get(index)?;
        let words = cell.label.as_deref().map_or_else(|| cell.name.replace('_', " "), str::to_owned);
        Some((capital(&words), cell.span))
    }

    /// A word or sentence of the program in the reader's language.
    pub(super) fn say(&self, english: &str) -> String {
        self.writer.style.language.say(english).into_owned()
    }

    /// What is written at a place: what the library says is in the reader's language, what the user says stays.
    pub(super) fn said(&self, words: String, place: Span) -> String {
        if place.source.is_library() { self.say(&words) } else { words }
    }

    /// What several instances of a kind are called. A kind of the study's own is taken to be a word of the language that
    /// is spoken, and not all languages have a form for several.
    pub(super) fn several(&self, kind: &Kind) -> String {
        match self.writer.style.language {
            Language::Indonesian if !kind.span.source.is_library() => capital(&kind.name.replace('_', " ")),
            _ => self.said(plural_name(&kind.name), kind.span),
        }
    }

    /// A value of a cell; the words to choose from that the library has are in the reader's language.
    fn cell_text(&mut self, cell: CellId, value: &Value, kind: &Type) -> Entry {
        let library = self.study.kind_cell(cell).is_some_and(|cell| cell.span.source.is_library());
        match (value, kind) {
            (Value::Text(_), Type::Choice(_)) if library => Entry::said(self.writer.said(value, kind)),
            _ => {
                let main = self.engine.main();
                let world = self.engine.world_of(main, cell);
                without_brackets(entry(&self.engine.writer(world, self.writer.style), value, kind))
            }
        }
    }

    /// The value of a cell; nothing where there is none, and a complaint where it fails.
    fn cell_entry(&mut self, cell: CellId) -> Option<Entry> {
        let kind = self.study.cell_type(cell);
        match self.engine.cell(cell) {
            Ok(value) => Some(Entry { cell: Some(cell), ..self.cell_text(cell, &value, &kind) }),
            Err(failure) => {
                if !failure.is_missing() {
                    failure.report(self.study, self.diagnostics);
                }
                None
            }
        }
    }

    /// Whether a cell rests on anything that the user gave, and not on the library's usual values alone.
    fn rests_on_given(&mut self, cell: CellId) -> bool {
        let main = self.engine.main();
        any_below(cell, &mut self.rests, &mut |cell| {
            let is_own = self.engine.formula(main, cell).is_some_and(|formula| !formula.expr.span.source.is_library());
            (is_own, if is_own { Vec::new() } else { self.engine.leans_on(cell).to_vec() })
        })
    }
}

/// A list as it stands in a table: its brackets are for a study.
fn without_brackets(mut entry: Entry) -> Entry {
    if let Some(inner) = entry.text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        entry.text = inner.to_owned();
    }
    entry
}

/// Words with a capital letter at their beginning, as headings have it.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What several of something are called in English. A word on a single s stands for several already.
pub fn plural_name(kind: &str) -> String {
    let words = capital(&kind.replace('_', " "));
    let without = |ending: &str| words.strip_suffix(ending).filter(|stem| !stem.is_empty());
    if let Some(stem) = without("y").filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        return format!("{stem}ies");
    }
    if let Some(stem) = without("sis") {
        return format!("{stem}ses");
    }
    let hisses = ["ss", "us", "x", "z", "ch", "sh"].iter().any(|ending| words.ends_with(ending));
    match words.ends_with('s') {
        _ if hisses => format!("{words}es"),
        true => words,
        false => format!("{words}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::plural_name;

    #[test]
    fn several_are_called_as_english_has_it() {
        let one =
            ["machine", "batch", "study", "quality", "day", "class", "status", "analysis", "box", "tools", "work_key"];
        let several = [
            "Machines",
            "Batches",
            "Studies",
            "Qualities",
            "Days",
            "Classes",
            "Statuses",
            "Analyses",
            "Boxes",
            "Tools",
            "Work keys",
        ];
        assert_eq!(one.map(plural_name), several);
    }
}
