//! Values taken apart for a machine: lists whole, both counts of a proportion, both ends of an interval, every column of rows.

use super::figure::{entry, in_one_unit};
use super::{Entry, Figure};
use crate::eval::{Writer, clean};
use crate::hir::{InstanceId, ScenarioId, Type};
use crate::value::{Number, Proportion, Value};

/// A value with all that it consists of.
#[derive(Clone, Debug, PartialEq)]
pub struct Datum {
    /// As a reader sees it; the figure stands in one unit, however large it is.
    pub entry: Entry,
    /// What it is.
    pub content: Content,
}

/// What a value is, and what it consists of.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A number: the figure of the entry.
    Number,
    /// Nothing, among other values.
    Missing,
    /// What is no number, in one word that does not depend on the reader's language.
    Word {
        /// What sort of word it is.
        sort: &'static str,
        /// The word.
        word: String,
    },
    /// A part of a whole; its share is the figure of the entry.
    Proportion {
        /// The part.
        hits: Figure,
        /// The whole.
        total: Figure,
    },
    /// From one value to another.
    Interval(Box<(Datum, Datum)>),
    /// Values one after another.
    List(Vec<Datum>),
    /// The columns of some rows.
    Rows(Vec<(String, Vec<Datum>)>),
}

impl Content {
    /// The name of what it is.
    pub fn sort(&self) -> &'static str {
        match self {
            Content::Number => "number",
            Content::Missing => "missing",
            Content::Word { sort, .. } => sort,
            Content::Proportion { .. } => "proportion",
            Content::Interval(_) => "interval",
            Content::List(_) => "list",
            Content::Rows(_) => "rows",
        }
    }
}

/// Takes a value apart.
pub fn datum(writer: &Writer<'_>, value: &Value, kind: &Type) -> Datum {
    let read = entry(writer, value, kind);
    let word = |sort, word| Content::Word { sort, word };
    let content = match value {
        Value::Number(_) => return number(writer, value, kind, read),
        Value::Proportion(proportion) => return share(proportion, read),
        Value::Missing => Content::Missing,
        Value::Text(text) => word("text", clean(text)),
        Value::Truth(truth) => word("yes/no", if *truth { "yes" } else { "no" }.to_owned()),
        Value::Date(date) => word("date", date.to_string()),
        Value::Clock(clock) => word("time of day", clock.to_string()),
        Value::Instance(id) => word("instance", path_of(writer, *id)),
        Value::Scenario(id) => {
            let scenario = writer.study.scenario(ScenarioId(*id));
            word("scenario", scenario.map_or("baseline".to_owned(), |scenario| scenario.name.to_string()))
        }
        Value::Symbolic(_) => word("open", read.text.clone()),
        Value::Interval(ends) => {
            let inner = if let Type::Interval(inner) = kind { inner } else { kind };
            let inner = in_one_unit(inner.clone(), &writer.study.units);
            Content::Interval(Box::new((datum(writer, &ends.0, &inner), datum(writer, &ends.1, &inner))))
        }
        Value::List(_) | Value::Sample(_) | Value::Coded(_) => Content::List(elements(writer, value, kind.element())),
        Value::Table(table) => {
            let columns = if let Type::Table(id) = kind { writer.study.table(*id) } else { None };
            let columns = columns.map(|table| table.columns.as_slice()).unwrap_or_default();
            let columns = columns.iter().zip(&table.columns);
            let column = |(column, values): (&crate::hir::Column, &Value)| {
                (column.name.to_string(), elements(writer, values, column.kind.element()))
            };
            Content::Rows(columns.map(column).collect())
        }
    };
    Datum { entry: read, content }
}

fn elements(writer: &Writer<'_>, list: &Value, kind: &Type) -> Vec<Datum> {
    let kind = in_one_unit(kind.clone(), &writer.study.units);
    let elements = list.elements().unwrap_or_default();
    elements.iter().map(|element| datum(writer, element, &kind)).collect()
}

fn number(writer: &Writer<'_>, value: &Value, kind: &Type, mut read: Entry) -> Datum {
    if let Type::Quantity { display: None, .. } = kind {
        read.figure = entry(writer, value, &in_one_unit(kind.clone(), &writer.study.units)).figure;
    }
    Datum { entry: read, content: Content::Number }
}

fn share(proportion: &Proportion, read: Entry) -> Datum {
    let plain = |number: &Number| Figure { number: number.clone(), unit: String::new() };
    let figure = proportion.share().ok().map(|share| plain(&share));
    let content = Content::Proportion { hits: plain(&proportion.hits), total: plain(&proportion.total) };
    Datum { entry: Entry { figure, ..read }, content }
}

fn path_of(writer: &Writer<'_>, instance: u32) -> String {
    let instance = writer.study.instance(InstanceId(instance));
    instance.map(|instance| instance.path.to_string()).unwrap_or_default()
}

/// A list whose places are known by keys and not by numbers.
pub fn keyed(
    writer: &Writer<'_>,
    [keys, values]: [&Value; 2],
    [keys_kind, values_kind]: [&Type; 2],
) -> Vec<(String, Datum)> {
    let keys = elements(writer, keys, keys_kind.element()).into_iter().map(|key| key.entry.text);
    keys.zip(elements(writer, values, values_kind.element())).collect()
}
