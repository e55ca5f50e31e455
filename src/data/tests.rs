//! The fast reader and the one that explains read the same from the same file.

#![allow(clippy::unwrap_used)]

use super::{Request, csv, quick};
use crate::base::{Diagnostics, Source, SourceId, Sources, Span, Text};
use crate::hir::{self, Type};
use crate::value::{Calendar, Dimension, UnitProduct, Units, Value};
use proptest::prelude::*;
use std::io::Write;

fn column(name: &str, kind: Type) -> hir::Column {
    let span = Span::new(SourceId(0), 0, 0);
    let (name, factor) = (Text::from(name), UnitProduct::default());
    hir::Column { header: name.clone(), name, kind, factor, format: None, span }
}

fn spec(decimal_comma: Option<bool>) -> hir::Table {
    let span = Span::new(SourceId(0), 0, 0);
    let columns = vec![
        column("time", Type::of(Dimension::NONE)),
        column("station", Type::Text),
        column("day", Type::Date),
        column("good", Type::Truth),
    ];
    let (name, path) = (Text::from("log"), Text::from("log.csv"));
    hir::Table { name, path, path_span: span, sheet: None, decimal_comma, columns }
}

fn row() -> impl Strategy<Value = String> {
    let time = "(|-?[0-9]{1,6}|[0-9]{1,3}\\.[0-9]{1,4}| 7\\.5 )";
    let day = prop_oneof![Just(String::new()), Just("2015-02-17".to_owned()), Just(" 2016-02-29".to_owned())];
    let good = prop_oneof![Just(String::new()), Just("yes".to_owned()), Just("no ".to_owned())];
    (time, "[a-c]{0,2}", day, good).prop_map(|(time, station, day, good)| format!("{time};{station};{day};{good}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn both_readers_agree(rows in prop::collection::vec(prop_oneof![8 => row(), 1 => Just(String::new())], 1..40), crlf in any::<bool>()) {
        let end = if crlf { "\r\n" } else { "\n" };
        let text = format!("time;station;day;good{end}{}{end}", rows.join(end));
        let spec = spec(Some(false));
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let (units, calendar) = (Units::default(), Calendar::default());
        let request =
            Request { spec: &spec, path: file.path(), units: &units, calendar: &calendar, progress: &|_, _| {} };
        let mut sources = Sources::default();
        let id = sources.add(Source::new("log.csv", text));
        let quick = quick::read(&request).map(|columns| columns.into_table(id)).unwrap();
        let mut diagnostics = Diagnostics::default();
        let slow = csv::read(&request, sources.get(id).unwrap(), id, None, &mut diagnostics).unwrap();
        prop_assert_eq!(quick.rows, slow.rows);
        for row in 0..quick.rows {
            prop_assert_eq!(quick.lines.line(row), slow.lines.line(row));
        }
        for (quick, slow) in quick.columns.iter().zip(&slow.columns) {
            let values = |column: &Value| column.elements().unwrap();
            prop_assert_eq!(values(quick), values(slow));
        }
    }
}
