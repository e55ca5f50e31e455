//! A spreadsheet comes to the same figures: LibreOffice computes every formula of a workbook anew. Where it is not installed this is
//! not tried; `.ci/run` asks for it with `STUDY_SPREADSHEET=1`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod common;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use common::study;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Command;

const EXAMPLES: [&str; 7] = ["first", "overlock", "overtime", "piles", "setup", "support", "workshop"];

/// Cells that are changed in the workbook on the one hand, and with `--set` on the other.
const CHANGES: [(&str, &str, &str); 16] = [
    ("first", "packing.crew", "2"),
    ("first", "packing.rating", "110%"),
    ("first", "usual.fatigue", "4.5%"),
    ("first", "packing.confidence", "90%"),
    ("first", "calendar.workday", "7 h"),
    ("first", "calendar.month", "24 workday"),
    ("first", "parcel.demand", "20_000 box/month"),
    ("overlock", "calendar.workday", "7.5 h"),
    ("overtime", "calendar.workday", "7 h"),
    ("overtime", "packing_plastic.standard_time", "200 s/item"),
    ("support", "leader_change.confidence", "99%"),
    ("support", "leader.confidence", "99%"),
    ("support", "leader_pilot.accuracy", "4%"),
    ("piles", "calendar.workday", "7 h"),
    ("setup", "calendar.workday", "7 h"),
    ("workshop", "calendar.workday", "7 h"),
];

/// A cell: its sheet, row and column.
type Spot = (String, u32, u32);

fn wanted() -> bool {
    std::env::var_os("STUDY_SPREADSHEET").is_some()
}

/// The workbook of an example, with a cell given anew.
fn workbook(example: &str, set: Option<String>) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let (path, file) = (folder.path().join("a.xlsx"), format!("examples/{example}/{example}.study"));
    let mut arguments = vec!["run", file.as_str(), "-o", path.to_str().unwrap()];
    arguments.extend(set.iter().flat_map(|set| ["--set", set]));
    let ended = study(&arguments);
    assert!(path.exists(), "{example} {set:?}: {}", ended.err);
    std::fs::read(path).unwrap()
}

fn open(workbook: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    open_workbook_from_rs(Cursor::new(workbook)).unwrap()
}

/// The values of all cells.
fn values(workbook: &[u8]) -> BTreeMap<Spot, Data> {
    let mut values = BTreeMap::new();
    for (sheet, range) in open(workbook).worksheets() {
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            values.insert((sheet.clone(), top + row as u32, left + column as u32), value.clone());
        }
    }
    values
}

/// Where the formulas stand, with their text.
fn formulas(workbook: &[u8]) -> BTreeMap<Spot, String> {
    let (mut open, mut formulas) = (open(workbook), BTreeMap::new());
    for sheet in open.sheet_names() {
        let range = open.worksheet_formula(&sheet).unwrap();
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, formula) in range.used_cells() {
            formulas.insert((sheet.clone(), top + row as u32, left + column as u32), formula.clone());
        }
    }
    formulas
}

/// The workbook without what its formulas came to, and with another number in one of its cells.
fn emptied(workbook: &[u8], change: Option<(&Spot, f64)>) -> Vec<u8> {
    let sheets = open(workbook).sheet_names();
    let mut from = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..from.len() {
        let mut part = from.by_index(place).unwrap();
        let (name, mut content) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut content).unwrap();
        if let Some(number) = name.strip_prefix("xl/worksheets/sheet").and_then(|rest| rest.strip_suffix(".xml")) {
            let text = String::from_utf8(content).unwrap();
            let own = &sheets[number.parse::<usize>().unwrap() - 1];
            let text = match change.filter(|((sheet, ..), _)| sheet == own) {
                Some(((_, row, column), number)) => changed(&text, *row, *column, number),
                None => text,
            };
            let mut pieces = text.split("</f><v>");
            let mut emptied = pieces.next().unwrap().to_owned();
            for piece in pieces {
                emptied.push_str("</f>");
                emptied.push_str(piece.split_once("</v>").unwrap().1);
            }
            content = emptied.into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// A sheet with another number in a cell that holds one.
fn changed(text: &str, row: u32, column: u32, number: f64) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.insert(0, char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    let (before, behind) = text.split_once(&format!("<c r=\"{letters}{}\"", row + 1)).unwrap();
    let (attributes, behind) = behind.split_once("><v>").unwrap();
    assert!(!attributes.contains('>'), "the cell holds no number");
    let (_, behind) = behind.split_once("</v>").unwrap();
    format!("{before}<c r=\"{letters}{}\"{attributes}><v>{number}</v>{behind}", row + 1)
}

/// What LibreOffice makes of workbooks.
fn computed(workbooks: &[(String, Vec<u8>)]) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let paths = workbooks.iter().map(|(name, workbook)| {
        let path = folder.path().join(format!("{name}.xlsx"));
        std::fs::write(&path, workbook).unwrap();
        path
    });
    let mut call = Command::new("soffice");
    call.args([&profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]);
    call.arg(folder.path().join("out")).args(paths.collect::<Vec<_>>());
    let ended = call.output().unwrap();
    assert!(ended.status.success(), "{ended:?}");
    let read = |name: &str| std::fs::read(Path::new(folder.path()).join(format!("out/{name}.xlsx"))).unwrap();
    workbooks.iter().map(|(name, _)| (name.clone(), read(name))).collect()
}

/// Formula by formula, what was computed against what is expected.
fn compare(name: &str, formulas: &BTreeMap<Spot, String>, computed: &[u8], expected: &[u8]) -> Vec<String> {
    let (computed, expected) = (values(computed), values(expected));
    let mut wrong = Vec::new();
    for (spot, formula) in formulas {
        let (found, wanted) = (computed.get(spot), expected.get(spot));
        let number = |data: Option<&Data>| match data {
            Some(Data::Float(number)) => Some(*number),
            Some(Data::Int(number)) => Some(*number as f64),
            Some(Data::DateTime(moment)) => Some(moment.as_f64()),
            Some(Data::Bool(truth)) => Some(f64::from(u8::from(*truth))),
            _ => None,
        };
        let text = |data: Option<&Data>| match data {
            Some(Data::String(text)) => text.clone(),
            Some(Data::Error(error)) => error.to_string(),
            _ => String::new(),
        };
        let fits = match (number(found), number(wanted)) {
            (Some(found), Some(wanted)) => (found - wanted).abs() <= 1e-9 * wanted.abs().max(1e-300),
            (None, None) => text(found) == text(wanted),
            _ => false,
        };
        if !fits {
            wrong.push(format!("{name}: {spot:?} ={formula} is {found:?}, not {wanted:?}"));
        }
    }
    wrong
}

#[test]
fn every_formula_comes_to_the_figure_of_the_study() {
    if !wanted() {
        return;
    }
    let books: Vec<(String, Vec<u8>)> =
        EXAMPLES.into_iter().map(|name| (name.to_owned(), workbook(name, None))).collect();
    let emptied: Vec<(String, Vec<u8>)> =
        books.iter().map(|(name, book)| (name.clone(), emptied(book, None))).collect();
    let computed = computed(&emptied);
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (name, book) in &books {
        let formulas = formulas(book);
        count += formulas.len();
        wrong.extend(compare(name, &formulas, &computed[name], book));
    }
    assert!(wrong.is_empty(), "{} of {count} are wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 1_000, "there are {count} formulas");
}

#[test]
fn a_change_in_the_workbook_does_what_set_does() {
    if !wanted() {
        return;
    }
    let mut changed_books = Vec::new();
    let mut cases = Vec::new();
    for (place, (example, path, value)) in CHANGES.into_iter().enumerate() {
        let (before, after) = (workbook(example, None), workbook(example, Some(format!("{path}={value}"))));
        let spot = locate(&before, path);
        let Data::Float(number) = values(&after)[&spot] else { panic!("{path} is no number") };
        assert_ne!(values(&before)[&spot], Data::Float(number), "{path} is {value} already");
        changed_books.push((place.to_string(), emptied(&before, Some((&spot, number)))));
        // The report has a column more where something is given that was not: there it is not the same formula any more.
        let (mut both, same) = (formulas(&before), formulas(&after));
        both.retain(|spot, formula| same.get(spot) == Some(formula));
        assert!(both.len() * 10 > same.len() * 9, "{example}: of {} formulas {} are the same", same.len(), both.len());
        cases.push((format!("{example} {path}={value}"), both, after));
    }
    let computed = computed(&changed_books);
    let mut wrong = Vec::new();
    for (place, (name, formulas, after)) in cases.iter().enumerate() {
        wrong.extend(compare(name, formulas, &computed[&place.to_string()], after));
    }
    assert!(wrong.is_empty(), "{} are wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// The cell of a workbook that holds a cell of the study: in the row of its instance, under its heading.
fn locate(workbook: &[u8], path: &str) -> Spot {
    let (instance, name) = path.rsplit_once('.').unwrap();
    let heading = name.replace('_', " ").to_lowercase();
    let values = values(workbook);
    let text = |sheet: &str, row: u32, column: u32| match values.get(&(sheet.to_owned(), row, column)) {
        Some(Data::String(text)) => text.as_str(),
        _ => "",
    };
    let (sheet, row, _) = values
        .keys()
        .find(|(sheet, row, column)| *column == 1 && text(sheet, 0, 1) == "Path" && text(sheet, *row, 1) == instance)
        .unwrap_or_else(|| panic!("{path} has no row"));
    let columns = values.keys().filter(|(other, row, _)| other == sheet && *row == 0).map(|(.., column)| *column);
    let mut columns = columns.filter(|column| {
        let head = text(sheet, 0, *column).to_lowercase();
        head == heading || head.starts_with(&format!("{heading} ("))
    });
    (sheet.clone(), *row, columns.next().unwrap_or_else(|| panic!("{path} has no column")))
}
