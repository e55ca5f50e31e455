//! `--format xlsx`: the workbook read back.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod common;

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use common::{Folder, study};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Cursor;

/// A workbook, sheet by sheet: the values, and the formulas.
struct Book {
    sheets: BTreeMap<String, (Range<Data>, Range<String>)>,
    names: Vec<String>,
}

impl Book {
    fn read(workbook: &[u8]) -> Book {
        let mut open: Xlsx<_> = open_workbook_from_rs(Cursor::new(workbook)).unwrap();
        let names = open.sheet_names();
        let sheets = names.iter().map(|name| {
            let values = open.worksheet_range(name).unwrap();
            (name.clone(), (values, open.worksheet_formula(name).unwrap()))
        });
        Book { sheets: sheets.collect(), names: names.clone() }
    }

    fn value(&self, sheet: &str, row: u32, column: u32) -> Option<&Data> {
        self.sheets[sheet].0.get_value((row, column))
    }

    fn formula(&self, sheet: &str, row: u32, column: u32) -> &str {
        self.sheets[sheet].1.get_value((row, column)).map_or("", String::as_str)
    }

    /// The cell under a heading in the row of a path.
    fn find(&self, sheet: &str, path: &str, heading: &str) -> (u32, u32) {
        let text = |row, column| self.value(sheet, row, column).map(ToString::to_string).unwrap_or_default();
        let row = (1..1000).find(|row| text(*row, 1) == path).unwrap_or_else(|| panic!("{path} has no row"));
        let column = (2..1000).find(|column| text(0, *column) == heading);
        (row, column.unwrap_or_else(|| panic!("{heading} has no column")))
    }

    fn number(&self, sheet: &str, path: &str, heading: &str) -> f64 {
        let (row, column) = self.find(sheet, path, heading);
        number(self.value(sheet, row, column)).unwrap()
    }

    fn formula_of(&self, sheet: &str, path: &str, heading: &str) -> &str {
        let (row, column) = self.find(sheet, path, heading);
        self.formula(sheet, row, column)
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let cells = self.sheets.values().flat_map(|(values, _)| values.used_cells());
        cells.filter_map(|(_, _, data)| if let Data::String(text) = data { Some(text.as_str()) } else { None })
    }
}

fn number(data: Option<&Data>) -> Option<f64> {
    match data {
        Some(Data::Float(number)) => Some(*number),
        Some(Data::Int(number)) => Some(*number as f64),
        _ => None,
    }
}

fn written(folder: &Folder, arguments: &[&str]) -> Book {
    let ended = folder.study(&[&["run", "a.study", "-o", "a.xlsx"], arguments].concat());
    assert_eq!((ended.out.as_str(), ended.err.as_str()), ("", ""));
    Book::read(&std::fs::read(folder.path().join("a.xlsx")).unwrap())
}

const STUDY: &str = r#"
study "Packing" { source: "A sheet" }
unit box
calendar { month: 26 workday; shift: 07:00 to 15:30 }
allowance usual { basis: total; personal: 2.5%; fatigue: 6% }
operation pack "Packing" per box { readings: [41.2, 39.8, 42.5] s; allowance: usual; crew: 2 }
operation glue "Gluing" per box { standard_time: 1.5 min/box; allowance: usual }
product parcel "Parcel" per box { route: [pack, glue]; demand: 9_000 box/month }
comparison change { before: 424 of 565; after: 225 of 262 }
let longest = max(pack.standard_time, glue.standard_time)
scenario two "Two" { glue.crew = 2 }
show "Boxes an hour": min(pack.output, glue.output)
claim "Sheet 1": parcel.work_content is 134.99 s/box
"#;

#[test]
fn a_sheet_a_kind_with_numbers_and_formulas() {
    let folder = Folder::new();
    folder.write("a.study", STUDY);
    let book = written(&folder, &[]);
    assert_eq!(
        book.names,
        [
            "Report",
            "Studies",
            "Calendars",
            "Allowances",
            "Operations",
            "Readings",
            "Times",
            "Kept",
            "Subgroup means",
            "Products",
            "Loads",
            "Comparisons",
            "Scenarios",
            "Figures"
        ]
    );
    assert_eq!(book.number("Operations", "pack", "Crew"), 2.0);
    assert_eq!(book.formula_of("Operations", "pack", "Crew"), "");
    assert_eq!(book.number("Allowances", "usual", "Personal"), 0.025);
    assert_eq!(book.number("Operations", "glue", "Standard time (s/box)"), 90.0);
    assert_eq!(book.formula_of("Operations", "glue", "Standard time (s/box)"), "");
    assert_eq!(book.formula_of("Operations", "pack", "Mean time (s)"), "AVERAGE(Kept!A2:A4)");
    assert_eq!(book.formula_of("Operations", "pack", "Normal time (s/box)"), "IFERROR(AG2*AD2,\"\")");
    assert_eq!(book.formula_of("Operations", "pack", "Output (box/h)"), "IFERROR(AS2/AI2*3600,\"\")");
    assert_eq!(
        book.formula_of("Products", "parcel", "Work content (s/box)"),
        "IFERROR(Operations!AI2+Operations!AI3,\"\")"
    );
    assert_eq!(book.formula_of("Calendars", "calendar", "Month (workday)"), "");
    assert_eq!(book.number("Calendars", "calendar", "Month (workday)"), 26.0);
    assert_eq!(book.formula_of("Calendars", "calendar", "Available (h/month)"), "D2*C2");
    assert_eq!(book.formula_of("Comparisons", "change", "Before"), "IFERROR(D2/E2,\"\")");
    assert_eq!(book.number("Comparisons", "change", "Before: part"), 424.0);
    let readings: Vec<Option<f64>> = (1..5).map(|row| number(book.value("Readings", row, 0))).collect();
    assert_eq!(readings, [Some(41.2), Some(39.8), Some(42.5), None]);
    assert_eq!(book.value("Readings", 0, 0), Some(&Data::String("Packing (s)".to_owned())));
}

#[test]
fn the_report_comes_first_and_refers_to_the_sheets() {
    let folder = Folder::new();
    folder.write("a.study", STUDY);
    let book = written(&folder, &[]);
    let row = |label: &str| {
        let rows = (0..200).find(|row| book.value("Report", *row, 0) == Some(&Data::String(label.to_owned())));
        rows.unwrap_or_else(|| panic!("{label} is not in the report"))
    };
    assert_eq!(row("Packing"), 0);
    assert_eq!(row("A sheet"), 1);
    assert_eq!(book.formula("Report", row("Boxes an hour"), 1), "IFERROR(MIN(Operations!AX2+0,Operations!AX3+0),\"\")");
    assert_eq!(number(book.value("Report", row("Boxes an hour"), 1)), Some(40.0));
    assert_eq!(book.formula("Report", row("Parcel"), 1), "Products!D2");
    let claim = row("Sheet 1");
    assert_eq!(book.value("Report", claim, 1), Some(&Data::String("holds".to_owned())));
    assert_eq!(number(book.value("Report", claim, 2)), Some(134.99));
    let under = written(&folder, &["--scenario", "two"]);
    assert_eq!(under.number("Operations", "glue", "Crew"), 2.0);
    let set = written(&folder, &["--set", "pack.crew=5"]);
    assert_eq!(set.number("Operations", "pack", "Crew"), 5.0);
}

/// Of a scenario with longer working days a figure is by those, as the report says it.
#[test]
fn a_figure_of_a_scenario_is_in_the_units_of_its_calendar() {
    let folder = Folder::new();
    let study = "unit box
calendar { workday: 7.5 h; month: 26 workday }
operation pack per box { standard_time: 60 s/box }
let daily = pack.output in box/workday
scenario longer { calendar.workday = 8 h }
show \"Now\": daily
show \"Longer\": longer.daily
claim \"By days of 8 h\": longer.daily is 480 box/workday
";
    folder.write("a.study", study);
    let book = written(&folder, &[]);
    let at = |label: &str, column| {
        let row = (0..200).find(|row| book.value("Report", *row, 0) == Some(&Data::String(label.to_owned())));
        number(book.value("Report", row.unwrap(), column))
    };
    assert_eq!((at("Now", 1), at("Longer", 1), at("By days of 8 h", 3)), (Some(450.0), Some(480.0), Some(480.0)));
}

#[test]
fn tables_and_intervals_of_the_report_follow_the_sheets() {
    let folder = Folder::new();
    folder.write(
        "a.study",
        "sampling round \"Round\" { value_added { \"W\": 180 }; non_value_added { \"I\": 20 } }
comparison change \"Change\" { before: 424 of 565; after: 225 of 262 }
",
    );
    let book = written(&folder, &[]);
    let row = |label: &str| {
        let rows = (0..100).find(|row| book.value("Report", *row, 0) == Some(&Data::String(label.to_owned())));
        rows.unwrap_or_else(|| panic!("{label} is not in the report"))
    };
    assert_eq!(book.formula("Report", row("I"), 2), "Observed!A3");
    assert_eq!(book.formula("Report", row("I"), 3), "Shares!A3");
    assert_eq!(number(book.value("Report", row("I"), 3)), Some(0.1));
    let column =
        (0..9).find(|column| book.value("Report", row("Change") - 1, *column).is_some_and(|head| *head == "Interval"));
    let column = column.unwrap();
    let (formula, value) = (book.formula("Report", row("Change"), column), book.value("Report", row("Change"), column));
    assert!(
        formula.starts_with("IFERROR(FIXED(Comparisons!") && formula.ends_with("*100,2)&\" points\",\"\")"),
        "{formula}"
    );
    assert_eq!(value, Some(&Data::String("-16.36 points to -5.31 points".to_owned())));
}

#[test]
fn what_is_divided_by_nought_is_an_empty_text() {
    let folder = Folder::new();
    folder.write("a.study", STUDY);
    let book = written(&folder, &[]);
    let mut divided = 0;
    for sheet in &book.names {
        for (row, column) in (0..60).flat_map(|row| (0..80).map(move |column| (row, column))) {
            let formula = book.formula(sheet, row, column);
            let by_a_cell = |rest: &str| rest.starts_with(|sign: char| !sign.is_ascii_digit());
            if formula.split('/').skip(1).any(by_a_cell) {
                assert!(formula.starts_with("IFERROR("), "{sheet} {row} {column}: {formula}");
                divided += 1;
            }
        }
    }
    assert!(divided > 10, "{divided}");
}

#[test]
fn every_number_is_that_of_the_study() {
    for name in ["first", "overlock", "overtime", "piles", "setup", "support", "workshop"] {
        let folder = Folder::new();
        let (file, path) = (format!("examples/{name}/{name}.study"), folder.path().join("a.xlsx"));
        study(&["run", &file, "-o", path.to_str().unwrap()]);
        let report: Value = serde_json::from_str(&study(&["run", &file, "--format", "json"]).out).unwrap();
        let book = Book::read(&std::fs::read(path).unwrap());
        let mut compared = 0;
        for (cell, value) in report["cells"].as_object().unwrap() {
            let Some((path, field)) = cell.rsplit_once('.').filter(|_| value["type"] == "number") else { continue };
            let unit = value["unit"].as_str().unwrap();
            let share = ["%", "points"].contains(&unit);
            let words = field.replace('_', " ");
            let heading = if unit.is_empty() || share { words } else { format!("{words} ({unit})") };
            for sheet in &book.names {
                let text = |row, column| book.value(sheet, row, column).map(ToString::to_string).unwrap_or_default();
                let Some(row) = (1..100).find(|row| text(0, 1) == "Path" && text(*row, 1) == path) else { continue };
                let Some(column) = (2..100).find(|column| text(0, *column).to_lowercase() == heading.to_lowercase())
                else {
                    continue;
                };
                let wanted: f64 = value["value"].as_str().unwrap().parse().unwrap();
                let wanted = if share { wanted / 100.0 } else { wanted };
                let found =
                    number(book.value(sheet, row, column)).unwrap_or_else(|| panic!("{name}: {cell} is no number"));
                assert!((found - wanted).abs() <= 1e-12 * wanted.abs(), "{name}: {cell} is {found}, not {wanted}");
                compared += 1;
            }
        }
        assert!(compared > 10, "{name}: {compared} compared");
    }
}

#[test]
fn hostile_names_are_text() {
    let hostile = ["=cmd|' /C calc'!A0", "+1", "-1", "@x", "\\u{7}bell", "[a]:*?/b", "it's", "'quoted'", "=1+1"];
    let mut text = "unit box\n".to_owned();
    for (place, label) in hostile.iter().enumerate() {
        let label = label.replace("\\u{7}", "\u{7}").replace('\\', "\\\\");
        text.push_str(&format!(
            "operation o{place} \"{label}\" per box {{ readings: [1, 2, 3] s; allowance: no_allowance }}\n"
        ));
        text.push_str(&format!("show \"{label}\": o{place}.mean_time + o{place}.start\n"));
    }
    let long = "a_kind_whose_name_has_more_than_forty_letters";
    for (kind, label) in
        [(long.to_owned(), "[]:*?/ and so on, longer than thirty-one letters"), (format!("{long}_too"), "history")]
    {
        text.push_str(&format!(
            "kind {kind} {{\n  values \"{label}\": list of time\n  total: s = sum(values)\n  show total\n}}\n"
        ));
        text.push_str(&format!("{kind} {kind}_one {{ values: [1, 2] s }}\n"));
    }
    text.push_str("kind remark { words: text }\nremark first { words: \"=HYPERLINK(1)\" }\n");
    let folder = Folder::new();
    folder.write("a.study", text);
    let ended = folder.study(&["run", "a.study", "-o", "a.xlsx"]);
    assert_eq!(ended.err, "");
    let book = Book::read(&std::fs::read(folder.path().join("a.xlsx")).unwrap());
    for label in hostile.iter().filter(|label| !label.starts_with('\\')) {
        assert!(book.texts().any(|text| text == *label), "{label} is no text");
    }
    assert!(book.texts().any(|text| text == "=HYPERLINK(1)"));
    assert!(book.texts().any(|text| text == "\u{fffd}bell"), "a control code is shown as what it is");
    for name in &book.names {
        let refused =
            name.contains(['[', ']', ':', '*', '?', '/', '\\']) || name.starts_with('\'') || name.ends_with('\'');
        assert!(!refused && name.encode_utf16().count() <= 31 && !name.is_empty(), "{name}");
        assert_ne!(name.to_lowercase(), "history");
    }
    let lower: std::collections::BTreeSet<String> = book.names.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(lower.len(), book.names.len(), "{:?}", book.names);
    for (sheet, (_, formulas)) in &book.sheets {
        for (_, _, formula) in formulas.used_cells() {
            assert!(!formula.contains("cmd") && !formula.contains("HYPERLINK"), "{sheet}: {formula}");
        }
    }
}

#[test]
fn what_is_missing_stays_empty_and_nothing_is_divided_in_silence() {
    let folder = Folder::new();
    folder.write(
        "a.study",
        "unit box\nlet nothing = 0 box\nlet half = 1/3\nindicator made { before: 0 box; after: 5 box }\n",
    );
    let book = written(&folder, &[]);
    let (row, column) = book.find("Indicators", "made", "Change (box)");
    assert_eq!(
        (book.formula("Indicators", row, column), number(book.value("Indicators", row, column))),
        ("D2-C2", Some(5.0))
    );
    assert_eq!(number(book.value("Figures", 2, 1)), Some(1.0 / 3.0));
}

#[test]
fn what_rests_on_much_has_a_formula_too() {
    let lets: String = (0..200).map(|place| format!("let f{place} = f{} + 1\n", place + 1)).collect();
    let folder = Folder::new();
    folder.write("a.study", format!("{lets}let f200 = 5\n"));
    let book = written(&folder, &[]);
    assert_eq!(number(book.value("Figures", 1, 1)), Some(205.0));
    for row in 1..=200 {
        assert_eq!(book.formula("Figures", row, 1), format!("B{}+1", row + 2), "row {row}");
    }
    assert_eq!(book.formula("Figures", 201, 1), "");
}

#[test]
fn the_same_study_gives_the_same_file() {
    let folder = Folder::new();
    folder.write("a.study", STUDY);
    let write = |name: &str| {
        assert_eq!(folder.study(&["run", "a.study", "-o", name]).code, 0);
        std::fs::read(folder.path().join(name)).unwrap()
    };
    assert!(write("a.xlsx") == write("b.xlsx"));
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_study"));
    let piped = command.args(["run", "a.study", "--format", "xlsx"]).current_dir(folder.path()).output().unwrap();
    assert!(piped.stdout == write("c.xlsx"), "a pipe gets the same file");
}

#[test]
fn a_workbook_speaks_the_language_of_its_reader() {
    let folder = Folder::new();
    folder.write(
        "a.study",
        r#"
study "Uji" { lang: id }
unit kemeja
currency IDR
operation jahit "Jahit" per kemeja { readings: [41.2, 39.8, 42.5, 40] s; crew: 1 }
operator ani "Ani" { wage: 14_500 IDR/h }
sampling awal { value_added { "a": 15 }; non_value_added { "c": 8 } }
sampling akhir { value_added { "a": 18 }; non_value_added { "c": 6 } }
activity_comparison banding { before: awal; after: akhir }
indicator listrik "Listrik" { before: 3_450_000 IDR/month; after: 2_985_500 IDR/month; better: lower }
sweep "Penjahit": jahit.crew from 2 to 4 { show jahit.output }
sweep "Rating": jahit.rating from 90% to 110% step 10% { show jahit.standard_time }
"#,
    );
    let book = written(&folder, &[]);
    assert_eq!(book.number("Indikator", "listrik", "Sebelum (Rp/bulan)"), 3_450_000.0);
    assert_eq!(
        book.formula_of("Indikator", "listrik", "Persentase perubahan"),
        "IFERROR(IF(C2=0,\"\",E2/ABS(C2)),\"\")"
    );
    let word = |sheet: &str, path: &str, heading: &str| {
        let (row, column) = book.find(sheet, path, heading);
        book.value(sheet, row, column).unwrap().to_string()
    };
    assert_eq!(word("Indikator", "listrik", "Lebih baik jika"), "lebih rendah");
    assert_eq!(word("Operasi", "jahit", "Cara mengukur"), "berulang");
    assert_eq!(word("Operasi", "jahit", "Distribusi"), "normal");
    for sheet in ["Waktu", "Perubahan proporsi", "Nilai p", "Persentase"] {
        assert!(book.names.iter().any(|name| name == sheet), "{sheet} is none of {:?}", book.names);
    }
    let rows = |label: &str| {
        let row = (0..200).find(|row| book.value("Laporan", *row, 0) == Some(&Data::String(label.to_owned()))).unwrap();
        (row + 2..row + 5).map(|row| number(book.value("Laporan", row, 0))).collect::<Vec<_>>()
    };
    assert_eq!(rows("Penjahit"), [Some(2.0), Some(3.0), Some(4.0)]);
    assert_eq!(rows("Rating"), [Some(0.9), Some(1.0), Some(1.1)]);
    let mut styles = String::new();
    let mut archive = zip::ZipArchive::new(std::fs::File::open(folder.path().join("a.xlsx")).unwrap()).unwrap();
    std::io::Read::read_to_string(&mut archive.by_name("xl/styles.xml").unwrap(), &mut styles).unwrap();
    assert!(styles.contains("formatCode=\"&quot;Rp &quot;#,##0&quot;/jam&quot;\""), "{styles}");
    assert!(!styles.contains("&quot; Rp/"), "{styles}");
}

#[test]
fn no_column_of_the_report_is_wider_than_a_screen() {
    let folder = Folder::new();
    let long = "word ".repeat(80);
    folder.write("a.study", format!("unit item\noperation op \"{long}\" per item {{ readings: [1, 2, 3, 2] s }}\n"));
    written(&folder, &[]);
    let mut archive = zip::ZipArchive::new(std::fs::File::open(folder.path().join("a.xlsx")).unwrap()).unwrap();
    let mut sheet = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet).unwrap();
    let widths = sheet.split("<col ").skip(1).filter_map(|column| column.split(" width=\"").nth(1)?.split('"').next());
    let widths: Vec<f64> = widths.map(|width| width.parse().unwrap()).collect();
    assert!(!widths.is_empty() && widths.iter().all(|width| *width < 40.0), "{widths:?}");
    assert!(sheet.contains("customHeight=\"1\""), "what goes on in further lines is seen");
}
