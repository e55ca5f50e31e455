//! Sheets of workbooks as text with separated columns, so that one reader explains all files. A row of the sheet is a
//! line of the text with the same number.

use super::{DataError, Request};
use calamine::{Data, ExcelDateTime, Reader, Sheets, open_workbook_auto};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// What separates the columns of the text.
pub const DELIMITER: u8 = b';';
/// Endings of workbooks.
const ENDINGS: [&str; 4] = ["xlsx", "xlsm", "xls", "ods"];
/// A sheet that would make a longer text than this is no sheet of observations.
const LONGEST: usize = 1 << 30;
/// A sheet with more cells than this is no sheet of observations.
const MOST_CELLS: usize = 50_000_000;

/// Whether a file is a workbook, by its ending.
pub fn is_workbook(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&&*ending))
}

/// A sheet as text.
pub fn text(request: &Request<'_>) -> Result<String, DataError> {
    let spec = request.spec;
    let unread = |reason: String| DataError::unread(spec, &super::Unread::System(reason));
    if let Err(error) = std::fs::metadata(request.path) {
        return Err(DataError::unread(spec, &super::Unread::of(&error)));
    }
    let mut book =
        open_workbook_auto(request.path).map_err(|_| unread("it is no workbook that can be read".to_owned()))?;
    let names = book.sheet_names();
    let name = match (&spec.sheet, names.as_slice()) {
        (Some(sheet), _) => {
            names.iter().find(|name| ***name == **sheet).ok_or_else(|| DataError::no_sheet(spec, &names))?
        }
        (None, [only]) => only,
        (None, _) => return Err(DataError::no_sheet(spec, &names)),
    };
    let name = name.clone();
    let broken = || unread(format!("the sheet {name} cannot be read"));
    let cells = cells(&mut book, &name).ok_or_else(broken)?;
    if cells.len() > MOST_CELLS {
        return Err(unread(format!("the sheet {name} has more than {MOST_CELLS} cells")));
    }
    let mark = if spec.decimal_comma == Some(true) { ',' } else { '.' };
    written(cells, mark).ok_or_else(broken)
}

/// The cells that hold something, with their rows and columns. A sheet may have one far out: what lies between is not
/// looked at.
fn cells(book: &mut Sheets<BufReader<File>>, name: &str) -> Option<Vec<(u32, u32, Data)>> {
    let mut cells = Vec::new();
    if let Sheets::Xlsx(book) = book {
        let mut reader = book.worksheet_cells_reader(name).ok()?;
        while let Some(cell) = reader.next_cell().ok()? {
            let (row, column) = cell.get_position();
            let value = Data::from(cell.get_value().clone());
            if value != Data::Empty && cells.len() <= MOST_CELLS {
                cells.push((row, column, value));
            }
        }
        cells.sort_by_key(|(row, column, _)| (*row, *column));
        return Some(cells);
    }
    let range = book.worksheet_range(name).ok()?;
    let (first_row, first_column) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let row = first_row + u32::try_from(row).ok()?;
        cells.push((row, first_column + u32::try_from(column).ok()?, value.clone()));
    }
    Some(cells)
}

/// Row by row, each on the line of its number. The columns begin where the first row that holds anything begins, and a
/// row is as long as that one, unless it has cells further out.
fn written(cells: Vec<(u32, u32, Data)>, mark: char) -> Option<String> {
    let mut text = String::new();
    let (mut line, mut start, mut width) = (0, None, 0);
    for row in cells.chunk_by(|a, b| a.0 == b.0) {
        let (number, first, _) = row.first()?;
        let start = *start.get_or_insert(*first);
        let last = row.last().map_or(0, |(_, column, _)| column.saturating_sub(start) as usize + 1);
        width = if width == 0 { last } else { width };
        let mut record = vec![String::new(); last.max(width)];
        for (_, column, value) in row {
            // A row of the sheet is one line, whatever its cells hold.
            let cell = cell_text(value, mark).replace(['\n', '\r'], " ");
            match column.checked_sub(start).and_then(|place| record.get_mut(place as usize)) {
                Some(place) => *place = cell,
                None => return None,
            }
        }
        if text.len() > LONGEST {
            return None;
        }
        text.push_str(&"\n".repeat((number - line) as usize));
        line = *number + 1;
        let mut writer = csv::WriterBuilder::new().delimiter(DELIMITER).from_writer(Vec::new());
        writer.write_record(&record).ok()?;
        text.push_str(&String::from_utf8(writer.into_inner().ok()?).ok()?);
    }
    Some(text)
}

/// A cell as somebody would write it. Numbers are binary in a workbook: the shortest decimal that reads back as the
/// same number is what was typed in.
fn cell_text(cell: &Data, mark: char) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string().replace('.', &mark.to_string()),
        Data::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Data::Error(error) => error.to_string(),
        Data::DateTime(moment) => moment_text(moment),
    }
}

/// A day, a time of day, or both: what a workbook keeps as days since its first.
fn moment_text(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let fraction = if milli == 0 { String::new() } else { format!(".{milli:03}") };
    let whole_days = moment.as_f64().floor();
    if moment.is_duration() || whole_days == 0.0 {
        let hours = whole_days * 24.0 + f64::from(hour);
        return format!("{hours}:{minute:02}:{second:02}{fraction}");
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    match moment.as_f64() == whole_days {
        true => date,
        false => format!("{date} {hour:02}:{minute:02}:{second:02}{fraction}"),
    }
}
