//! Regular files through the fast reader. Whatever it does not take is left to the one that explains.

use super::cells;
use super::heading::delimiter;
use super::log::{self, Shape, Want, Wanted};
use super::{Request, log::Read};
use crate::base::SourceId;
use crate::hir::{Column, Type};
use crate::value::column::{self, Lines};
use crate::value::{Coded, Number, Sample, Table, Value};
use std::collections::HashSet;
use std::fs::File;
use std::io::Read as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A heading longer than this is no heading.
const LONGEST_HEADING: u64 = 64 << 10;

/// The columns of a file, ready to become a table.
pub struct Columns {
    columns: Vec<Value>,
    rows: usize,
    lines: Lines,
}

impl Columns {
    /// The table, once its source has a number.
    pub fn into_table(self, source: SourceId) -> Table {
        Table::new(self.columns, self.rows, self.lines, source)
    }
}

/// Reads a file, if all of it is regular.
pub fn read(request: &Request<'_>) -> Option<Columns> {
    let known = std::fs::metadata(request.path).ok().filter(|known| known.is_file())?;
    let mut file = File::open(request.path).ok()?;
    let heading = Heading::of(&mut file, request.spec.decimal_comma == Some(true))?;
    let wants: Vec<Want> =
        request.spec.columns.iter().map(|column| heading.want(column, request)).collect::<Option<_>>()?;
    let done = AtomicU64::new(0);
    let progress = |more: u64| (request.progress)(done.fetch_add(more, Ordering::Relaxed) + more, known.len());
    let shape = Shape {
        start: heading.end,
        length: known.len(),
        first_line: heading.lines + 1,
        delimiter: heading.delimiter,
        fields: heading.names.len(),
        wants: &wants,
    };
    let Read { columns, rows, lines } = log::read(&file, &shape, &progress).ok()?;
    let mut values = Vec::with_capacity(columns.len());
    for (column, read) in request.spec.columns.iter().zip(columns) {
        values.push(heading.value(column, read, request)?);
    }
    Some(Columns { columns: values, rows, lines })
}

/// The first line of a file that is not blank.
struct Heading {
    names: Vec<String>,
    delimiter: u8,
    /// The byte behind it.
    end: u64,
    /// How many lines there are down to it.
    lines: u64,
}

impl Heading {
    fn of(file: &mut File, decimal_comma: bool) -> Option<Heading> {
        let mut bytes = Vec::new();
        file.take(LONGEST_HEADING).read_to_end(&mut bytes).ok()?;
        let text = std::str::from_utf8(&bytes).or_else(|error| {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            std::str::from_utf8(valid)
        });
        let text = text.ok()?;
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let (mut end, mut lines) = (mark, 0);
        for line in text.get(mark..)?.split_inclusive('\n') {
            end += line.len();
            lines += 1;
            if line.trim().is_empty() {
                continue;
            }
            if line.contains('"') || !line.ends_with('\n') {
                return None;
            }
            let delimiter = delimiter(line, decimal_comma);
            let names: Vec<String> = line
                .trim_end_matches(['\r', '\n'])
                .split(char::from(delimiter))
                .map(|name| name.trim().to_owned())
                .collect();
            let named: Vec<&String> = names.iter().filter(|name| !name.is_empty()).collect();
            let different: HashSet<&&String> = named.iter().collect();
            let each_once = different.len() == named.len();
            return each_once.then_some(Heading { names, delimiter, end: end as u64, lines });
        }
        None
    }

    /// How a column is read; nothing if the fast reader cannot.
    fn want(&self, column: &Column, request: &Request<'_>) -> Option<Want> {
        let place = self.names.iter().position(|name| **name == *column.header)?;
        let sort = match (&column.kind, &column.format) {
            (Type::Quantity { .. }, None) => {
                Wanted::Number { decimal_comma: request.spec.decimal_comma.unwrap_or(false) }
            }
            (Type::Text | Type::Date | Type::Clock | Type::Truth | Type::Choice(_), _) => Wanted::Words,
            _ => return None,
        };
        Some(Want { place, sort })
    }

    fn value(&self, column: &Column, read: column::Column, request: &Request<'_>) -> Option<Value> {
        match read {
            column::Column::Numbers(numbers) => {
                let doubtful = request.spec.decimal_comma.is_none() && self.delimiter != b',' && numbers.scale == 3;
                let factor: Number = request.units.factor(&column.factor, request.calendar).ok()?;
                let sample = Sample::new(numbers.mantissas, numbers.scale, factor);
                (!doubtful).then(|| Value::Sample(Arc::new(sample)))
            }
            column::Column::Words(words) => {
                let read = |word: &str| cells::other(word, column).ok();
                let dictionary = words.dictionary.iter().map(|word| read(word)).collect::<Option<Vec<Value>>>()?;
                Some(Value::Coded(Arc::new(Coded::new(words.codes, dictionary))))
            }
        }
    }
}
