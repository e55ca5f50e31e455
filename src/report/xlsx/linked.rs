//! Figures of the report that stand elsewhere in the workbook: cells, elements of lists, and intervals, which stand in two cells.

use super::book::{Content, Filled, Linked, Lists, Look, Sheet};
use super::cells::downwards;
use super::format::decimals_of;
use super::formula::Translator;
use super::layout::{Place, Spot, Unit};
use super::operators::or_nothing;
use crate::base::Language;
use crate::hir::{CellId, InstanceId, Study, Type};
use crate::report::chart;
use crate::report::pictures::list_of;
use crate::value::{Number, Style, words};
use std::collections::{HashMap, HashSet};

/// What the filled cells of all sheets hold, by their places.
type BySpot<'s> = HashMap<(usize, u32, u16), &'s Filled>;

/// Where the cells of the study stand, and the elements of its lists.
pub fn linked(
    translator: &Translator<'_, '_>,
    sheets: &[Sheet],
    language: Language,
) -> (HashMap<CellId, Linked>, Lists) {
    let mut by_spot = BySpot::new();
    for (sheet, filled) in sheets.iter().enumerate() {
        by_spot.extend(filled.cells.iter().map(|(row, column, filled)| ((sheet, *row, *column), filled)));
    }
    let looking = Looking { translator, by_spot, language };
    let (mut cells, mut lists) = (HashMap::new(), Lists::new());
    let shown = shown_lists(translator.study);
    for (cell, place) in &translator.layout.places {
        let unit = |unit: &Unit| unit.text.clone();
        let found = match place {
            Place::Number(spot, own) => looking.at(*spot, unit(own)),
            Place::Word(spot) => looking.at(*spot, String::new()),
            Place::Proportion([share, ..]) => looking.at(*share, String::new()),
            Place::Interval(ends, own) => looking.interval(*ends, own, *cell),
            Place::List { first, length, unit: Some(own) } if shown.contains(cell) => {
                let spots = downwards(*first).take(*length);
                lists.insert(*cell, spots.map(|spot| looking.at(spot, unit(own))).collect());
                None
            }
            Place::List { .. } => None,
        };
        cells.extend(found.map(|found| (*cell, found)));
    }
    (cells, lists)
}

/// The lists that the report has tables of.
fn shown_lists(study: &Study) -> HashSet<CellId> {
    let numbered = (0..).map(InstanceId).zip(&study.instances);
    let columns = numbered.flat_map(|(id, instance)| {
        let tables = study.kind(instance.kind).map(|kind| kind.tables.as_slice()).unwrap_or_default();
        tables.iter().flat_map(move |table| table.columns.iter().map(move |(_, expr, _)| (id, expr)))
    });
    columns.filter_map(|(id, expr)| list_of(study, id, expr)).collect()
}

struct Looking<'b, 's> {
    translator: &'b Translator<'b, 's>,
    by_spot: BySpot<'b>,
    language: Language,
}

impl Looking<'_, '_> {
    /// What stands in one cell.
    fn at(&self, spot: Spot, unit: String) -> Option<Linked> {
        let filled = (*self.filled(spot)?).clone();
        let entry = match filled.look {
            // A reference to what stays as it is would look as if it followed.
            Look::Fixed => filled,
            _ => Filled { formula: Some(self.translator.layout.reference(spot)), look: Look::Result, ..filled },
        };
        Some(Linked { entry, unit })
    }

    fn filled(&self, spot: Spot) -> Option<&Filled> {
        self.by_spot.get(&(spot.sheet, spot.row, spot.column)).copied()
    }

    /// From one figure to another, as one text that follows both. FIXED writes figures with the reader's own signs.
    fn interval(&self, ends: [Spot; 2], unit: &Unit, cell: CellId) -> Option<Linked> {
        let [from, to] = ends;
        let filled = [self.filled(from)?, self.filled(to)?];
        if filled.iter().all(|end| end.look == Look::Fixed) {
            return None;
        }
        let hundred = if unit.percent { 100 } else { 1 };
        let number = |end: &Filled| match end.content {
            Content::Number(number) => Number::from_f64(number).ok()?.multiply(&Number::from_integer(hundred)).ok(),
            _ => None,
        };
        let [low, high] = [number(filled[0])?, number(filled[1])?];
        let decimals = decimals_of(&low).max(decimals_of(&high));
        let [before, between, behind] = self.words(cell, unit)?;
        let factor = if unit.percent { "*100" } else { "" };
        let fixed = |spot| format!("FIXED({}{factor},{decimals})", self.translator.layout.reference(spot));
        let spelled = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let parts = [spelled(&before), fixed(from), spelled(&between), fixed(to), spelled(&behind)];
        let parts: Vec<String> = parts.into_iter().filter(|part| part != "\"\"").collect();
        let look = chart::Look { style: Style::report(Language::English) };
        let text = [before, look.rounded(&low, decimals), between, look.rounded(&high, decimals), behind].concat();
        let (content, formula) = (Content::Text(text), Some(or_nothing(&parts.join("&"))));
        Some(Linked {
            entry: Filled { content, formula, look: Look::Result, format: String::new() },
            unit: String::new(),
        })
    }

    /// What stands before, between and behind the two figures of an interval.
    fn words(&self, cell: CellId, unit: &Unit) -> Option<[String; 3]> {
        const FIGURE_HERE: &str = "\u{0}";
        let own = match unit.percent {
            true => percent_word(self.translator.study, &self.translator.study.cell_type(cell)),
            false => unit.text.clone(),
        };
        let figure = words::with_unit(FIGURE_HERE, &own, self.language);
        let look = chart::Look { style: Style::report(self.language) };
        let range = look.range(&figure, &figure);
        let mut parts = range.split(FIGURE_HERE).map(str::to_owned);
        Some([parts.next()?, parts.next()?, parts.next()?])
    }
}

/// How figures of a type are called that a spreadsheet takes for shares.
fn percent_word(study: &Study, kind: &Type) -> String {
    let Type::Interval(kind) = kind else { return "%".to_owned() };
    let display = match &**kind {
        Type::Quantity { display: Some(display), .. } => display.smallest().text(&study.units),
        _ => String::new(),
    };
    if display == "points" { display } else { "%".to_owned() }
}
