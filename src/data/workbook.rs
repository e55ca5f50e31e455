//! Sheets of workbooks as text with separated columns, so that one reader explains all files. A row of the sheet is a
//! line of the text with the same number.

use super::{DataError, Request};
use calamine::{Data, ExcelDateTime, Range, Reader, open_workbook_auto};
use std::path::Path;

/// What separates the columns of the text.
pub const DELIMITER: u8 = b';';
/// Endings of workbooks.
const ENDINGS: [&str; 5] = ["xlsx", "xlsm", "xlsb", "xls", "ods"];
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
    let range = book.worksheet_range(name).map_err(|_| unread(format!("the sheet {name} cannot be read")))?;
    if range.get_size().0.saturating_mul(range.get_size().1) > MOST_CELLS {
        return Err(unread(format!("the sheet {name} is too large")));
    }
    let mark = if spec.decimal_comma == Some(true) { ',' } else { '.' };
    written(&range, mark).ok_or_else(|| unread(format!("the sheet {name} cannot be read")))
}

fn written(range: &Range<Data>, mark: char) -> Option<String> {
    let mut writer = csv::WriterBuilder::new().delimiter(DELIMITER).flexible(true).from_writer(Vec::new());
    let first = range.start().map_or(0, |(row, _)| row);
    let mut text = "\n".repeat(usize::try_from(first).ok()?);
    for row in range.rows() {
        if row.iter().all(|cell| matches!(cell, Data::Empty)) {
            writer.write_record([""]).ok()?;
            continue;
        }
        // A row of the sheet is one line, whatever its cells hold.
        let cells = row.iter().map(|cell| cell_text(cell, mark).replace(['\n', '\r'], " "));
        writer.write_record(cells.collect::<Vec<_>>()).ok()?;
    }
    let bytes = writer.into_inner().ok()?;
    text.push_str(&String::from_utf8(bytes).ok()?.replace("\"\"\n", "\n"));
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
