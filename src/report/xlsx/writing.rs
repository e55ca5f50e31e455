//! Writing a workbook; the only user of `rust_xlsxwriter`.

use super::book::{Book, Content, Filled, Look, Sheet};
use super::names::within;
use super::summary;
use crate::report::Report;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Note, Workbook, Worksheet, XlsxError,
};
use std::collections::HashMap;

/// The longest text that a cell takes, and that a note takes.
const LONGEST_TEXT: usize = 32_767;
const LONGEST_NOTE: usize = 2_000;

/// The paper, as workbooks number it.
const A4: u8 = 9;

/// The narrowest and the widest column, and the widest where texts go on in further lines.
const WIDTHS: (usize, usize) = (8, 60);
const WRAPPED: usize = 36;

/// How high a line is, and how many lines a row takes at the most.
const LINE: f64 = 15.0;
const MOST_LINES: usize = 25;

/// The formats that have been made.
type Formats = HashMap<(Look, String, bool), Format>;

/// Writes a report with its workbook.
pub fn write(report: &Report) -> Vec<u8> {
    // Nothing that is written here lies outside of what a workbook takes.
    written(report, &report.book).unwrap_or_default()
}

fn written(report: &Report, book: &Book) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same study gives the same file, whenever it is written.
    let moment = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_creation_datetime(&moment).set_title(shortened(&report.title, 255));
    workbook.set_properties(&properties);
    let mut formats = Formats::new();
    let first = summary::sheet(report, book);
    for sheet in std::iter::once(&first).chain(&book.sheets) {
        let worksheet = workbook.add_worksheet();
        write_sheet(worksheet, sheet, &mut formats)?;
    }
    workbook.save_to_buffer()
}

fn write_sheet(worksheet: &mut Worksheet, sheet: &Sheet, formats: &mut Formats) -> Result<(), XlsxError> {
    worksheet.set_name(&sheet.name)?;
    worksheet.set_formula_result_default("");
    worksheet.set_freeze_panes(sheet.frozen.0, sheet.frozen.1)?;
    worksheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    if let Some(last) = sheet.frozen.0.checked_sub(1) {
        worksheet.set_repeat_rows(0, last)?;
    }
    let mut widths: HashMap<u16, usize> = HashMap::new();
    for (row, column, filled) in &sheet.cells {
        let wraps = sheet.wraps && filled.look != Look::Title && is_long(filled);
        let key = (filled.look, filled.format.clone(), wraps);
        let format = formats.entry(key).or_insert_with(|| format(filled, wraps));
        let formula = filled.formula.as_ref().map(|formula| within(formula, &sheet.name));
        write_cell(worksheet, (*row, *column), &Filled { formula, ..filled.clone() }, format)?;
        let width = widths.entry(*column).or_default();
        *width = (*width).max(width_of(filled));
    }
    let widest = if sheet.wraps { WRAPPED } else { WIDTHS.1 };
    for (column, width) in &mut widths {
        *width = (*width).clamp(WIDTHS.0, widest);
        worksheet.set_column_width(*column, *width as f64 + 2.0)?;
    }
    for (row, lines) in lines_of_rows(sheet, &widths) {
        worksheet.set_row_height(row, LINE * lines as f64)?;
    }
    for (row, column, text) in &sheet.notes {
        let note = Note::new(shortened(text, LONGEST_NOTE)).add_author_prefix(false);
        worksheet.insert_note(*row, *column, &note)?;
    }
    Ok(())
}

fn write_cell(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    filled: &Filled,
    format: &Format,
) -> Result<(), XlsxError> {
    if let Some(text) = &filled.formula {
        let formula = Formula::new(text.as_str()).set_result(match &filled.content {
            Content::Blank => String::new(),
            Content::Text(text) => shortened(text, LONGEST_TEXT),
            Content::Number(number) => number.to_string(),
            Content::Truth(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        });
        worksheet.write_formula_with_format(row, column, formula, format)?;
        return Ok(());
    }
    match &filled.content {
        Content::Blank => worksheet.write_blank(row, column, format)?,
        Content::Text(text) => {
            worksheet.write_string_with_format(row, column, shortened(text, LONGEST_TEXT), format)?
        }
        Content::Number(number) => worksheet.write_number_with_format(row, column, *number, format)?,
        Content::Truth(truth) => worksheet.write_boolean_with_format(row, column, *truth, format)?,
    };
    Ok(())
}

/// How many lines the rows need whose texts go on: not every spreadsheet finds that out by itself.
fn lines_of_rows(sheet: &Sheet, widths: &HashMap<u16, usize>) -> HashMap<u32, usize> {
    let mut rows = HashMap::new();
    for (row, column, filled) in sheet.cells.iter().filter(|(.., filled)| sheet.wraps && is_long(filled)) {
        if let (Content::Text(text), Some(width)) = (&filled.content, widths.get(column)) {
            let lines: usize = text.split('\n').map(|line| lines_of(line, *width)).sum();
            let most = rows.entry(*row).or_insert(1);
            *most = lines.max(*most).min(MOST_LINES);
        }
    }
    rows
}

/// How many lines of so many letters a text takes, word by word.
fn lines_of(text: &str, width: usize) -> usize {
    let (mut lines, mut filled) = (1, 0);
    for word in text.split(' ').map(|word| word.chars().count()) {
        if filled > 0 && filled + 1 + word > width {
            (lines, filled) = (lines + 1, 0);
        }
        filled += word + usize::from(filled > 0);
        lines += filled.saturating_sub(1) / width;
    }
    lines
}

/// Whether a text needs further lines where they are allowed.
fn is_long(filled: &Filled) -> bool {
    matches!(&filled.content, Content::Text(text) if text.contains('\n') || text.chars().count() > WRAPPED)
}

fn format(filled: &Filled, wraps: bool) -> Format {
    let plain = if wraps { Format::new().set_text_wrap() } else { Format::new() };
    let plain = plain.set_align(FormatAlign::Top);
    let format = match filled.look {
        Look::Title => plain.set_bold().set_font_size(14),
        Look::Heading => plain.set_bold().set_background_color(Color::RGB(0x00E7_E6E6)),
        Look::Plain | Look::Result => plain,
        Look::Input => plain.set_font_color(Color::RGB(0x0000_00C0)).set_background_color(Color::RGB(0x00FF_F8DC)),
        Look::Fixed => plain.set_font_color(Color::RGB(0x0060_6060)).set_italic(),
    };
    if filled.format.is_empty() { format } else { format.set_num_format(filled.format.as_str()) }
}

/// How many letters a cell takes, roughly.
fn width_of(filled: &Filled) -> usize {
    match &filled.content {
        // A title runs on over its neighbours.
        Content::Text(_) if filled.look == Look::Title => 0,
        Content::Text(text) => text.chars().count(),
        Content::Number(number) => {
            let decimals = |behind: &str| behind.chars().take_while(|sign| *sign == '0').count();
            let behind = filled.format.split('.').nth(1).map_or(0, decimals);
            let unit = filled.format.split('"').skip(1).step_by(2).map(str::len).sum::<usize>();
            let before = number.abs().max(1.0).log10().floor() as usize;
            before + before / 3 + behind + unit + 3
        }
        Content::Truth(_) => 5,
        Content::Blank => 0,
    }
}

/// As much of a text as fits, as a spreadsheet counts it.
fn shortened(text: &str, most: usize) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let mut length = 1;
    let fitting = text.chars().take_while(|sign| {
        length += sign.len_utf16();
        length <= most
    });
    fitting.chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::lines_of;

    #[test]
    fn texts_go_on_where_a_word_has_no_room() {
        assert_eq!(lines_of("", 10), 1);
        assert_eq!(lines_of("one two", 7), 1);
        assert_eq!(lines_of("one two three", 7), 2);
        assert_eq!(lines_of("one three", 7), 2);
    }
}
