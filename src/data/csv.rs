//! CSV with a heading, its delimiter found out, into typed columns.

use super::cells::{self, Fixed, Misread};
use super::errors::DataError;
use crate::base::{Diagnostics, Source, SourceId, Span, nearest};
use crate::hir::{self, Type};
use crate::value::sample::ABSENT;
use crate::value::{Calendar, Sample, Table, Units, Value};
use csv::StringRecord;
use std::collections::HashSet;
use std::sync::Arc;

/// So many wrong cells of one file are shown; the others are counted.
const SHOWN: usize = 20;

/// Reads a data file. Everything that is wrong with it is reported; a table comes out only if nothing is.
pub fn read(
    spec: &hir::Table,
    source: &Source,
    id: SourceId,
    units: &Units,
    calendar: &Calendar,
    diagnostics: &mut Diagnostics,
) -> Option<Arc<Table>> {
    let before = diagnostics.len();
    if spec.sheet.is_some() || source.text().starts_with("PK\u{3}\u{4}") {
        let (path, place) = (spec.path.to_string(), spec.path_span);
        diagnostics.push(place, DataError::Workbook { path, place: place.bytes() });
        return None;
    }
    let mut reading = Reading { spec, source, id, delimiter: delimiter(source.text()), wrong: 0, diagnostics };
    let rows = reading.rows()?;
    let columns = reading.columns(&rows, units, calendar);
    reading.count_others();
    if diagnostics.len() > before {
        return None;
    }
    let lines = rows.records.iter().map(|record| u32::try_from(line(record)).unwrap_or(u32::MAX));
    Some(Arc::new(Table { columns, lines: lines.collect(), source: id }))
}

/// The heading and the rows of a file.
struct Rows {
    heading: StringRecord,
    records: Vec<StringRecord>,
}

struct Reading<'r> {
    spec: &'r hir::Table,
    source: &'r Source,
    id: SourceId,
    delimiter: u8,
    wrong: usize,
    diagnostics: &'r mut Diagnostics,
}

/// The sign that stands most often in the heading.
fn delimiter(text: &str) -> u8 {
    let heading = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let bare: Vec<u8> = heading
        .bytes()
        .filter(|byte| {
            quoted ^= *byte == b'"';
            !quoted
        })
        .collect();
    let count = |sign: u8| bare.iter().filter(|byte| **byte == sign).count();
    [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

fn line(record: &StringRecord) -> u64 {
    record.position().map_or(0, csv::Position::line)
}

impl Reading<'_> {
    fn rows(&mut self) -> Option<Rows> {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(self.delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(self.source.text().as_bytes());
        let mut records: Vec<StringRecord> = Vec::new();
        for record in reader.records() {
            match record {
                Ok(record) => records.push(record),
                Err(error) => {
                    let (path, reason) = (self.spec.path.to_string(), error.to_string());
                    let place = self.spec.path_span;
                    self.diagnostics
                        .push(place, DataError::Unreadable { path, reason, help: None, place: place.bytes() });
                    return None;
                }
            }
        }
        if records.is_empty() {
            let (path, place) = (self.spec.path.to_string(), self.spec.path_span);
            self.diagnostics.push(place, DataError::Empty { path, place: place.bytes() });
            return None;
        }
        if self.source.text().bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
            let span = records.last().map(|record| self.span_of_row(record)).unwrap_or(self.spec.path_span);
            let line = records.last().map_or(0, line);
            self.diagnostics.push(span, DataError::OpenQuote { line, place: span.bytes() });
            return None;
        }
        let heading = records.remove(0);
        self.check_heading(&heading);
        for record in &records {
            if record.len() != heading.len() {
                let span = self.span_of_row(record);
                let (found, expected) = (record.len(), heading.len());
                let error = DataError::WrongLength { line: line(record), found, expected, place: span.bytes() };
                self.wrong(span, error);
            }
        }
        Some(Rows { heading, records })
    }

    fn check_heading(&mut self, heading: &StringRecord) {
        let mut seen = HashSet::new();
        for (place, header) in heading.iter().enumerate() {
            if !seen.insert(header.trim()) && self.wrong < SHOWN {
                let span = self.span_of_cell(heading, place);
                let error = DataError::DuplicateHeader { header: header.to_owned(), place: span.bytes() };
                self.wrong(span, error);
            }
        }
    }

    fn columns(&mut self, rows: &Rows, units: &Units, calendar: &Calendar) -> Vec<Value> {
        let mut columns = Vec::new();
        for column in &self.spec.columns {
            match rows.heading.iter().position(|header| header.trim() == &*column.header) {
                None => self.no_column(column, &rows.heading),
                Some(place) => columns.extend(self.column(column, place, rows, units, calendar)),
            }
        }
        columns
    }

    fn no_column(&mut self, column: &hir::Column, heading: &StringRecord) {
        let help = match nearest(&column.header, heading.iter()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("it has {}", heading.iter().collect::<Vec<_>>().join(", ")),
        };
        let (path, header) = (self.spec.path.to_string(), column.header.to_string());
        let place = column.span;
        self.diagnostics.push(place, DataError::NoColumn { path, header, help, place: place.bytes() });
    }

    fn column(
        &mut self,
        column: &hir::Column,
        place: usize,
        rows: &Rows,
        units: &Units,
        calendar: &Calendar,
    ) -> Option<Value> {
        match &column.kind {
            Type::Quantity { .. } => {
                let factor = units.factor(&column.factor, calendar).ok()?;
                let (mantissas, scale) = self.numbers(column, place, rows)?;
                Some(Value::Sample(Arc::new(Sample::new(mantissas, scale, factor))))
            }
            Type::Text | Type::Date | Type::Clock | Type::Truth | Type::Choice(_) => {
                let mut values = Vec::with_capacity(rows.records.len());
                for record in &rows.records {
                    match cells::other(record.get(place).unwrap_or_default(), &column.kind) {
                        Ok(value) => values.push(value),
                        Err(misread) => self.bad_cell(column, record, place, misread),
                    }
                }
                Some(Value::List(values.into()))
            }
            _ => {
                let (column_name, span) = (column.name.to_string(), column.span);
                let what = "what it is declared as".to_owned();
                let error = DataError::NoColumnType { column: column_name, what, place: span.bytes() };
                self.diagnostics.push(span, error);
                None
            }
        }
    }

    /// The digits of a whole column at one scale.
    fn numbers(&mut self, column: &hir::Column, place: usize, rows: &Rows) -> Option<(Vec<i64>, u32)> {
        let decimal_comma = self.spec.decimal_comma.unwrap_or(false);
        let mut fixed: Vec<(Option<Fixed>, &StringRecord)> = Vec::with_capacity(rows.records.len());
        for record in rows.records.iter().filter(|record| record.len() == rows.heading.len()) {
            match cells::number(record.get(place).unwrap_or_default(), decimal_comma) {
                Ok(number) => fixed.push((number, record)),
                Err(misread) => self.bad_cell(column, record, place, misread),
            }
        }
        let scale = fixed.iter().filter_map(|(number, _)| Some((*number)?.scale)).max().unwrap_or(0);
        let mut mantissas = Vec::with_capacity(fixed.len());
        for (number, record) in fixed {
            let raised = match number {
                Some(number) => {
                    10_i64.checked_pow(scale - number.scale).and_then(|power| number.mantissa.checked_mul(power))
                }
                None => Some(ABSENT),
            };
            match raised {
                Some(mantissa) => mantissas.push(mantissa),
                None => {
                    let expected = "a number that fits the digits of its column".to_owned();
                    let help = "the column mixes very large numbers with very fine ones".to_owned();
                    self.bad_cell(column, record, place, Misread { expected, help });
                }
            }
        }
        Some((mantissas, scale))
    }

    fn bad_cell(&mut self, column: &hir::Column, record: &StringRecord, place: usize, misread: Misread) {
        let span = self.span_of_cell(record, place);
        let found: String = record.get(place).unwrap_or_default().chars().take(40).collect();
        let error = DataError::BadCell {
            column: column.header.to_string(),
            line: line(record),
            found,
            expected: misread.expected,
            help: misread.help,
            place: span.bytes(),
        };
        self.wrong(span, error);
    }

    fn wrong(&mut self, span: Span, error: DataError) {
        self.wrong += 1;
        if self.wrong <= SHOWN {
            self.diagnostics.push(span, error);
        }
    }

    fn count_others(&mut self) {
        if self.wrong > SHOWN {
            let place = Span::new(self.id, self.source.text().len(), self.source.text().len());
            self.diagnostics.push(place, DataError::More { count: self.wrong - SHOWN, shown: SHOWN });
        }
    }

    fn span_of_row(&self, record: &StringRecord) -> Span {
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let rest = self.source.text().get(start..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let length = rest.trim_start_matches(['\r', '\n']).lines().next().map_or(0, str::len);
        Span::new(self.id, start + blanks, start + blanks + length)
    }

    /// Where a cell stands in its row, quotes and all.
    fn span_of_cell(&self, record: &StringRecord, place: usize) -> Span {
        let row = self.span_of_row(record);
        let text = self.source.slice(row);
        let (mut start, mut seen, mut quoted) = (0, 0, false);
        for (at, byte) in text.bytes().enumerate() {
            match byte {
                b'"' => quoted = !quoted,
                byte if byte == self.delimiter && !quoted => {
                    if seen == place {
                        return Span::new(self.id, row.start as usize + start, row.start as usize + at);
                    }
                    seen += 1;
                    start = at + 1;
                }
                _ => {}
            }
        }
        Span::new(self.id, row.start as usize + start, row.end as usize)
    }
}
