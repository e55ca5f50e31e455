//! Text with a heading and separated columns into typed columns, and what is wrong with it.

use super::Request;
use super::cells::{self, Fixed, Misread};
use super::errors::DataError;
use super::heading::{delimiter, may_be_thousands};
use super::quotes;
use crate::base::{Diagnostics, Source, SourceId, Span, is_command, nearest};
use crate::hir::{self, Type};
use crate::value::column::{Codes, Mantissa, Mantissas};
use crate::value::table::RowLines;
use crate::value::{Calendar, Coded, Sample, Table, Units, Value};
use csv::StringRecord;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// So many wrong cells of one file are shown; the others are counted.
const SHOWN: usize = 20;

/// Every so many rows it is told how far the reading is.
const PACE: usize = 10_000;

/// Reads a text with separated columns. Everything that is wrong with it is reported. What is `known` to separate them,
/// because the program wrote the text, is not found out, and its decimal mark is not doubted.
pub fn read(
    request: &Request<'_>,
    source: &Source,
    id: SourceId,
    known: Option<u8>,
    diagnostics: &mut Diagnostics,
) -> Option<Arc<Table>> {
    let before = diagnostics.len();
    let (spec, certain) = (request.spec, known.is_some());
    let delimiter = known.unwrap_or_else(|| delimiter(source.text(), spec.decimal_comma == Some(true)));
    let mut reading =
        Reading { spec, source, id, delimiter, progress: request.progress, certain, wrong: 0, diagnostics };
    let rows = reading.rows()?;
    let columns = reading.columns(&rows, request.units, request.calendar);
    reading.count_others();
    let lines = rows.records.iter().map(|record| u32::try_from(reading.line(record)).unwrap_or(u32::MAX)).collect();
    if diagnostics.len() > before {
        return None;
    }
    let count = rows.records.len();
    Some(Arc::new(Table { columns, rows: count, lines: RowLines::Chosen(lines), source: id }))
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
    progress: &'r (dyn Fn(u64, u64) + Sync),
    /// Whether the decimal mark is beyond doubt.
    certain: bool,
    wrong: usize,
    diagnostics: &'r mut Diagnostics,
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
                Ok(record) => {
                    if records.len().is_multiple_of(PACE) {
                        let done = record.position().map_or(0, csv::Position::byte);
                        (self.progress)(done, self.source.text().len() as u64);
                    }
                    records.push(record);
                }
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
        if let Some(last) = records.last().filter(|last| self.is_open(last)) {
            let span = self.span_of_row(last);
            self.diagnostics.push(span, DataError::OpenQuote { line: self.line(last), place: span.bytes() });
            return None;
        }
        let heading = records.remove(0);
        self.check_heading(&heading);
        for record in &records {
            if record.len() != heading.len() {
                let span = self.span_of_row(record);
                let (found, expected) = (record.len(), heading.len());
                let error = DataError::WrongLength { line: self.line(record), found, expected, place: span.bytes() };
                self.wrong(span, error);
            }
        }
        Some(Rows { heading, records })
    }

    fn check_heading(&mut self, heading: &StringRecord) {
        let mut seen = HashSet::new();
        for (place, header) in heading.iter().enumerate() {
            if !header.trim().is_empty() && !seen.insert(header.trim()) && self.wrong < SHOWN {
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
            None => {
                let first: Vec<&str> = heading.iter().filter(|header| !header.trim().is_empty()).take(SHOWN).collect();
                let more = if heading.len() > SHOWN { ", …" } else { "" };
                format!("it has {}{more}", first.join(", "))
            }
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
                if column.format.is_none()
                    && let Some(error) = self.doubtful(place, rows)
                {
                    let DataError::Mark { place, .. } = &error else { return None };
                    let start = place.offset();
                    self.wrong(Span::new(self.id, start, start + place.len()), error);
                    return None;
                }
                let (mantissas, scale) = self.numbers(column, place, rows)?;
                let mantissas = Mantissas::Large(mantissas);
                Some(Value::Sample(Arc::new(Sample::new(mantissas, scale, factor))))
            }
            Type::Text | Type::Date | Type::Clock | Type::Truth | Type::Choice(_) => {
                Some(self.words(column, place, rows))
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

    /// Words, dates and the like: each different cell is read once.
    fn words(&mut self, column: &hir::Column, place: usize, rows: &Rows) -> Value {
        let mut known: HashMap<&str, u32> = HashMap::new();
        let (mut codes, mut dictionary) = (Vec::with_capacity(rows.records.len()), Vec::new());
        for record in &rows.records {
            let cell = record.get(place).unwrap_or_default();
            let code = match known.get(cell) {
                Some(code) => *code,
                None => {
                    let code = u32::try_from(dictionary.len()).unwrap_or(u32::MAX);
                    match cells::other(cell, column) {
                        Ok(value) => dictionary.push(value),
                        Err(misread) => {
                            self.bad_cell(column, record, place, misread);
                            continue;
                        }
                    }
                    known.insert(cell, code);
                    code
                }
            };
            codes.push(code);
        }
        Value::Coded(Arc::new(Coded::new(Codes::Long(codes), dictionary)))
    }

    /// Where nobody says what the decimal mark is, and every number could have its thousands parted, somebody is asked.
    fn doubtful(&self, place: usize, rows: &Rows) -> Option<DataError> {
        if self.certain || self.spec.decimal_comma.is_some() || self.delimiter == b',' {
            return None;
        }
        let cell = |record: &'_ StringRecord| record.get(place).filter(|cell| cell.contains('.')).map(str::to_owned);
        let mut marked = rows.records.iter().filter_map(|record| Some((record, cell(record)?)));
        let (record, found) = marked.next()?;
        let all = may_be_thousands(&found) && marked.all(|(_, cell)| may_be_thousands(&cell));
        all.then(|| DataError::Mark { found, place: self.span_of_cell(record, place).bytes() })
    }

    /// The digits of a whole column at one scale.
    fn numbers(&mut self, column: &hir::Column, place: usize, rows: &Rows) -> Option<(Vec<i64>, u32)> {
        let decimal_comma = self.spec.decimal_comma.unwrap_or(false);
        let mut fixed: Vec<(Option<Fixed>, &StringRecord)> = Vec::with_capacity(rows.records.len());
        for record in rows.records.iter().filter(|record| record.len() == rows.heading.len()) {
            let cell = record.get(place).unwrap_or_default();
            let read = match &column.format {
                Some(format) => cells::duration(cell, format, decimal_comma),
                None => cells::number(cell, decimal_comma),
            };
            match read {
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
                None => Some(i64::MISSING),
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
        let shown = |sign: char| if is_command(sign) { '?' } else { sign };
        let found: String = record.get(place).unwrap_or_default().chars().take(40).map(shown).collect();
        let error = DataError::BadCell {
            column: column.header.to_string(),
            line: self.line(record),
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

    /// The line that a row stands on, behind the blank lines that the reader counts to it.
    fn line(&self, record: &StringRecord) -> u64 {
        let Some(position) = record.position() else { return 0 };
        let start = usize::try_from(position.byte()).unwrap_or(0);
        let rest = self.source.text().get(start..).unwrap_or_default();
        let blank = rest.bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| *byte == b'\n');
        position.line() + blank.count() as u64
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
        let cells = quotes::cells(text, self.delimiter).cells;
        let cell = cells.into_iter().nth(place).unwrap_or(text.len()..text.len());
        Span::new(self.id, row.start as usize + cell.start, row.start as usize + cell.end)
    }

    /// Whether a cell of a row begins with a quote that is never closed, so that all that follows is taken for it.
    fn is_open(&self, record: &StringRecord) -> bool {
        let rest = self.source.text().get(self.span_of_row(record).start as usize..).unwrap_or_default();
        quotes::cells(rest, self.delimiter).open
    }
}
