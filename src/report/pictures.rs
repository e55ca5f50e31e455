//! Charts as the kinds ask for them, as figures that each format draws in its own way.

use super::build::{Builder, WHOLE, capital};
use super::figure::{entry, in_one_unit};
use super::{Body, Chart, Entry, Line, Section, Table};
use crate::eval::clean;
use crate::hir::{
    self, CellId, ChartForm, Drawn, DrawnSort, Expr, ExprNode, Instance, InstanceId, KindId, ListTable, Study, Type,
};
use crate::value::{Number, Value};

impl Builder<'_, '_> {
    /// The tables of lists that the kinds ask for, of all instances that have them.
    pub(super) fn list_tables(&mut self, kind: KindId) -> Vec<Section> {
        let Some(known) = self.study.kind(kind) else { return Vec::new() };
        let own = self.study.instances_of(kind).filter(|(_, instance)| !instance.span.source.is_library());
        let mut sections = Vec::new();
        for (id, instance) in own {
            sections.extend(known.tables.iter().filter_map(|table| self.list_table(id, instance, table)));
        }
        sections
    }

    /// Lists side by side; a list that is missing is left out, and without the first there is no table.
    fn list_table(&mut self, id: InstanceId, instance: &Instance, table: &ListTable) -> Option<Section> {
        let (main, cell) = (self.engine.main(), self.study.cell_of(id, 0));
        let (mut headings, mut columns): (Vec<String>, Vec<Vec<Entry>>) = (Vec::new(), Vec::new());
        // The last of two columns at the most; times beside other figures stay where they are.
        let mut are_times = false;
        for (place, (heading, expr, kind)) in table.columns.iter().enumerate() {
            let kind = kind.substitute(&instance.bindings, &self.study.units);
            match self.engine.expression_of(main, cell, expr) {
                Ok(value) => {
                    let elements = value.elements().ok()?;
                    are_times = place < 2 && elements.iter().all(|element| matches!(element, Value::Clock(_)));
                    let list = list_of(self.study, id, expr);
                    let entries = elements.iter().enumerate().map(|(place, value)| {
                        let entry = self.element(value, kind.element(), expr);
                        let within = list.filter(|_| entry.figure.is_some()).map(|list| (list, place));
                        Entry { within, ..entry }
                    });
                    columns.push(entries.collect());
                    headings.push(self.said(capital(&heading.replace('_', " ")), expr.span));
                }
                Err(failure) if failure.is_missing() && place > 0 => {}
                Err(failure) => {
                    if !failure.is_missing() {
                        failure.report(self.study, self.diagnostics);
                    }
                    return None;
                }
            }
        }
        let place = table.columns.first().map_or(instance.span, |(_, expr, _)| expr.span);
        let first = columns.first().filter(|first| !first.is_empty())?;
        let line = |row: usize| {
            let entries = columns.iter().skip(1).filter_map(|column| column.get(row).cloned()).collect();
            Line { label: first.get(row).map(|entry| entry.text.clone()).unwrap_or_default(), entries }
        };
        let rows: Vec<Line> = (0..first.len()).map(line).collect();
        let rows = if are_times { times_in_lines(rows) } else { rows };
        let label = self.said(table.label.to_string(), place);
        let heading = format!("{}: {label}", self.label(instance));
        let mut headings = headings.into_iter();
        let corner = headings.next().unwrap_or_default();
        let heads = if are_times { Vec::new() } else { first.clone() };
        let body =
            Body::Table(Table { corner, heads, columns: headings.collect(), rows, notes: Vec::new(), total: false });
        Some(Section { heading, part: true, body })
    }

    /// An element of a list; the days of the week and the classes that the library has are words of the program.
    fn element(&self, value: &Value, kind: &Type, list: &Expr) -> Entry {
        let mut words = false;
        hir::visit(list, &mut |part| {
            words |= matches!(&*part.node, ExprNode::Builtin { builtin, .. } if builtin.name == "weekday");
        });
        match value {
            Value::Text(text) if words => Entry::said(self.say(text)),
            Value::Text(text) if CLASSES.contains(&&**text) => Entry::said(self.writer.say_choice(text)),
            _ => entry(&self.writer, value, kind),
        }
    }

    /// The pictures of all instances of a kind that have the figures for them.
    pub(super) fn charts(&mut self, kind: KindId) -> Option<Section> {
        let known = self.study.kind(kind)?;
        let own = self.study.instances_of(kind);
        let own = own.filter(|(_, instance)| known.single || !instance.span.source.is_library());
        let own: Vec<InstanceId> = own.map(|(id, _)| id).collect();
        let mut charts = Vec::new();
        for chart in known.charts.iter().filter(|chart| chart.gathers) {
            charts.extend(self.gathered(&own, chart));
        }
        for id in own {
            let each = known.charts.iter().filter(|chart| !chart.gathers);
            charts.extend(each.filter_map(|chart| self.picture(id, chart)));
        }
        if charts.is_empty() {
            return None;
        }
        let kind = if known.single { self.said(WHOLE.to_owned(), known.span) } else { self.several(known) };
        let heading = self.writer.style.language.fill("{kind}: charts", &[("kind", &kind)]);
        Some(Section { heading, part: true, body: Body::Charts(charts) })
    }

    /// One picture of the figures of all instances; one for each unit, if they have several.
    fn gathered(&mut self, instances: &[InstanceId], chart: &hir::Chart) -> Vec<Chart> {
        let mut charts: Vec<Chart> = Vec::new();
        for id in instances {
            let (Some(one), Some(instance)) = (self.picture(*id, chart), self.study.instance(*id)) else { continue };
            let name = self.label(instance);
            let place = charts.iter().position(|known| known.unit == one.unit).unwrap_or(charts.len());
            if place == charts.len() {
                let label = self.shows(chart);
                let words = vec![("names".to_owned(), Vec::new())];
                charts.push(Chart { label, words, values: Vec::new(), bands: Vec::new(), ..one.clone() });
            }
            let Some(known) = charts.get_mut(place) else { continue };
            for (band, figures) in one.bands {
                match known.bands.iter_mut().find(|(known, _)| *known == band) {
                    Some((_, known)) => known.extend(figures),
                    None => {
                        let missing = std::iter::repeat_n(None, known.values.len());
                        known.bands.push((band, missing.chain(figures).collect()));
                    }
                }
            }
            known.values.extend(one.values);
            let length = known.values.len();
            known.bands.iter_mut().for_each(|(_, band)| band.resize(length, None));
            known.words.iter_mut().for_each(|(_, names)| names.push(name.clone()));
        }
        // Several pictures, one for each unit, would have one name.
        for chart in &mut charts {
            if let [only] = chart.words("names") {
                chart.label = format!("{only}: {}", chart.label);
            }
        }
        charts
    }

    /// One picture; nothing where its values are missing, or wait for open parameters.
    fn picture(&mut self, id: InstanceId, chart: &hir::Chart) -> Option<Chart> {
        let instance = self.study.instance(id)?;
        let row = chart.form.row()?;
        let (main, cell) = (self.engine.main(), self.study.cell_of(id, 0));
        let mut drawn = Chart { form: chart.form, label: self.picture_label(id, chart)?, ..Chart::default() };
        let whole =
            |kind: &Type| in_one_unit(kind.substitute(&instance.bindings, &self.study.units), &self.study.units);
        let measure = chart.parts.first().and_then(Option::as_ref).map(|(_, kind)| whole(kind.element()))?;
        for (place, (part, found)) in row.parts.iter().zip(&chart.parts).enumerate() {
            let Some((expr, kind)) = found else { continue };
            // All figures stand in the unit of the first, a share in percent beside one that is a plain number.
            let kind = match part.sort {
                DrawnSort::Names | DrawnSort::Words => whole(kind),
                DrawnSort::Figures | DrawnSort::Figure => measure.clone(),
            };
            let Ok(value) = self.engine.expression_of(main, cell, expr) else { continue };
            if value.is_open() {
                return None;
            }
            let alone = chart.gathers && part.sort == DrawnSort::Figures;
            let value = if alone { Value::List([value].into()) } else { value };
            self.draw_part(&mut drawn, part, place == 0, &value, &kind)?;
        }
        // A waterfall without the whole that it is held against would hide what is counted twice.
        if chart.form == ChartForm::Waterfall && matches!(chart.parts.get(1), Some(Some(_))) {
            drawn.mark("whole")?;
        }
        drawn.unit = drawn.values.iter().flatten().next().map(|figure| figure.unit.clone())?;
        (drawn.values.iter().flatten().count() >= row.fewest && is_worth_drawing(&drawn)).then_some(drawn)
    }

    /// Takes in one of the things that a picture is drawn from.
    fn draw_part(&self, drawn: &mut Chart, part: &Drawn, first: bool, value: &Value, kind: &Type) -> Option<()> {
        let name = part.name.to_owned();
        match part.sort {
            DrawnSort::Figure if matches!(value, Value::Number(_)) => {
                drawn.marks.push((name, entry(&self.writer, value, kind)));
            }
            DrawnSort::Figure => {}
            DrawnSort::Figures => {
                let elements = value.elements().ok()?;
                let figures = elements.iter().map(|value| entry(&self.writer, value, kind.element()).figure);
                match first {
                    true => drawn.values = figures.collect(),
                    false => drawn.bands.push((name, figures.collect())),
                }
            }
            DrawnSort::Words => drawn.marks.push((name, Entry::said(self.writer.text(value, kind)))),
            DrawnSort::Names => {
                let elements = value.elements().ok()?;
                let words = elements.iter().map(|value| self.name_of(value, kind.element()));
                drawn.words.push((name, words.collect()));
            }
        }
        Some(())
    }

    /// What a value is called in a picture.
    fn name_of(&self, value: &Value, kind: &Type) -> String {
        let Value::Scenario(id) = value else { return self.writer.text(value, kind) };
        let scenario = self.study.scenario(hir::ScenarioId(*id));
        scenario.map(|known| clean(known.label.as_ref().unwrap_or(&known.name))).unwrap_or_default()
    }

    /// What a picture shows; that of the study as a whole needs no name before it.
    fn picture_label(&self, id: InstanceId, chart: &hir::Chart) -> Option<String> {
        let instance = self.study.instance(id)?;
        let (single, shows) = (self.study.kind(instance.kind)?.single, self.shows(chart));
        Some(if single { shows } else { format!("{}: {shows}", self.label(instance)) })
    }

    /// What a picture shows, in the reader's language where it is one of the library's.
    fn shows(&self, chart: &hir::Chart) -> String {
        let place = chart.parts.iter().flatten().next().map(|(expr, _)| expr.span);
        place.map_or_else(|| chart.label.to_string(), |place| self.said(chart.label.to_string(), place))
    }
}

/// The cell of an instance that a column of its table shows, if it shows just that.
pub(super) fn list_of(study: &Study, id: InstanceId, expr: &Expr) -> Option<CellId> {
    match &*expr.node {
        ExprNode::Own(index) => study.cell_of(id, *index),
        _ => None,
    }
}

/// What the library calls the classes of activities.
const CLASSES: [&str; 2] = ["value_added", "non_value_added"];

/// So many times of day stand in one line.
const TIMES: usize = 10;

/// Times of day are short and many: those of one label stand one behind the other, and go on in further lines.
fn times_in_lines(rows: Vec<Line>) -> Vec<Line> {
    let mut lines = Vec::new();
    for group in rows.chunk_by(|one, next| one.entries.is_empty() || one.label == next.label) {
        for (place, chunk) in group.chunks(TIMES).enumerate() {
            let texts = chunk.iter().map(|row| row.entries.first().map_or(&*row.label, |entry| &*entry.text));
            let times = texts.collect::<Vec<_>>().join(", ");
            let label = group.first().filter(|row| place == 0 && !row.entries.is_empty()).map(|row| row.label.clone());
            lines.push(match group.first().is_some_and(|row| row.entries.is_empty()) {
                true => Line { label: times, entries: Vec::new() },
                false => Line { label: label.unwrap_or_default(), entries: vec![Entry::said(times)] },
            });
        }
    }
    lines
}

/// Whether a picture would say anything: values that are all alike have no classes, and only parts make a Pareto chart.
fn is_worth_drawing(chart: &Chart) -> bool {
    let numbers = || chart.values.iter().flatten().map(|figure| &figure.number);
    match chart.form {
        ChartForm::Histogram => numbers().any(|number| Some(number) != numbers().next()),
        ChartForm::Pareto => !numbers().any(Number::is_negative) && numbers().any(|number| !number.is_zero()),
        _ => true,
    }
}
