//! Random logs, read in all divisions, are what a naive reading makes of them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use super::{Division, Irregular, Read, Reason, Shape, Want, Wanted, read_divided};
use crate::value::column::{Column, Mantissas};
use proptest::prelude::*;
use std::fs::File;
use std::sync::atomic::{AtomicU64, Ordering};

/// A file of its own for each call.
fn file(text: &[u8]) -> File {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let name = format!("fastcsv-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let path = std::env::temp_dir().join(name);
    std::fs::write(&path, text).unwrap();
    let file = File::open(&path).unwrap();
    std::fs::remove_file(path).unwrap();
    file
}

fn number(comma: bool) -> Wanted {
    Wanted::Number { decimal_comma: comma }
}

fn wants(places: &[(usize, Wanted)]) -> Vec<Want> {
    places.iter().map(|(place, sort)| Want { place: *place, sort: sort.clone() }).collect()
}

fn read_text(text: &str, start: usize, fields: usize, wants: &[Want], division: Division) -> Result<Read, Irregular> {
    let (start, length) = (start as u64, text.len() as u64);
    let shape = Shape { start, length, first_line: 2, delimiter: b';', fields, wants };
    read_divided(&file(text.as_bytes()), &shape, division, &|_| {})
}

/// The rows: their lines and cells.
fn naive(text: &str) -> Vec<(u64, Vec<&str>)> {
    let lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    let numbered = (2..).zip(lines).filter(|(_, line)| !line.is_empty());
    numbered.map(|(at, line)| (at, line.split(';').collect())).collect()
}

/// Mantissas at the largest number of decimals, by way of text.
fn naive_numbers(cells: &[&str], mark: char) -> (Vec<Option<i64>>, u32) {
    let trimmed: Vec<&str> = cells.iter().map(|cell| cell.trim_matches([' ', '\t'])).collect();
    let decimals = |cell: &str| cell.split_once(mark).map_or(0, |(_, decimals)| decimals.len());
    let scale = trimmed.iter().map(|cell| decimals(cell)).max().unwrap_or(0);
    let mantissa = |cell: &&str| {
        let digits = format!("{}{}", cell.replace(mark, ""), "0".repeat(scale - decimals(cell)));
        (!cell.is_empty()).then(|| digits.parse().unwrap())
    };
    (trimmed.iter().map(mantissa).collect(), scale as u32)
}

fn check(read: &Read, rows: &[(u64, Vec<&str>)], wants: &[Want]) {
    assert_eq!(read.rows, rows.len());
    let lines: Vec<u64> = rows.iter().map(|(line, _)| *line).collect();
    assert_eq!(read.lines.iter(read.rows).collect::<Vec<_>>(), lines);
    assert_eq!((0..read.rows).map(|row| read.lines.line(row)).collect::<Vec<_>>(), lines);
    for (column, want) in read.columns.iter().zip(wants) {
        let cells: Vec<&str> = rows.iter().map(|(_, cells)| cells[want.place]).collect();
        match (column, &want.sort) {
            (Column::Words(words), Wanted::Words) => {
                assert_eq!(words.codes.len(), cells.len());
                assert_eq!((0..cells.len()).map(|row| words.get(row).unwrap()).collect::<Vec<_>>(), cells);
                let mut first: Vec<&str> = Vec::new();
                for cell in cells {
                    if !first.contains(&cell) {
                        first.push(cell);
                    }
                }
                assert_eq!(words.dictionary.iter().map(|word| &**word).collect::<Vec<_>>(), first);
            }
            (Column::Numbers(numbers), Wanted::Number { decimal_comma }) => {
                let (expected, scale) = naive_numbers(&cells, if *decimal_comma { ',' } else { '.' });
                assert_eq!(numbers.scale, scale);
                let got: Vec<Option<i64>> = (0..cells.len()).map(|row| numbers.mantissas.get(row)).collect();
                assert_eq!(got, expected);
                let small =
                    expected.iter().flatten().all(|value| i32::try_from(*value).is_ok_and(|value| value != i32::MIN));
                assert_eq!(matches!(numbers.mantissas, Mantissas::Small(_)), small);
            }
            _ => panic!("wrong sort of column"),
        }
    }
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "(packing|welding)_[0-9]",
        1 => "[a-zäß€ .,]{0,12}",
        1 => "(a|b){14,18}",
        1 => "[a-z]{20}x{0,30}",
    ]
}

fn digits() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "-?[1-9][0-9]{0,2},[0-9]{2,3}",
        2 => "[ \t]{0,3}-?[0-9]{1,9}[ \t]{0,3}",
        2 => "",
        1 => "-?[0-9]{1,12}",
        1 => "-?[0-9]{0,3},[0-9]{1,4}",
        1 => "[0-9]{3},",
        1 => " {18}-?[0-9]{1,3} {20}",
    ]
}

fn line() -> impl Strategy<Value = String> {
    let row = (word(), digits(), word(), digits()).prop_map(|(a, b, c, d)| format!("{a};{b};{c};{d}"));
    let end = prop_oneof![3 => Just("\n"), 1 => Just("\r\n")];
    let row = prop_oneof![12 => row, 1 => Just(String::new())];
    (row, end).prop_map(|(row, end)| format!("{row}{end}"))
}

fn division() -> impl Strategy<Value = Division> {
    let part = prop_oneof![1_u64..40, 40_u64..2000];
    let block = prop_oneof![1_usize..40, 40_usize..2000];
    (1_usize..5, part, block).prop_map(|(threads, part, block)| Division { threads, part, block })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn as_a_naive_reading(lines in prop::collection::vec(line(), 0..60), division in division(), cut in any::<bool>()) {
        let heading = "a;b;c;d\n";
        let body = lines.concat();
        let body = if cut { body.trim_end_matches(['\r', '\n']) } else { &body };
        let wants = wants(&[(3, number(true)), (0, Wanted::Words), (1, number(true)), (2, Wanted::Words)]);
        let read = read_text(&format!("{heading}{body}"), heading.len(), 4, &wants, division);
        check(&read.unwrap(), &naive(body), &wants);
    }

    #[test]
    fn some_columns_and_one_twice(lines in prop::collection::vec(line(), 0..60), division in division()) {
        let body = lines.concat();
        for wants in [wants(&[(3, Wanted::Words), (3, number(true))]), wants(&[(1, Wanted::Words), (1, number(true)), (2, Wanted::Words)]), wants(&[])] {
            check(&read_text(&body, 0, 4, &wants, division).unwrap(), &naive(&body), &wants);
        }
    }

    #[test]
    fn one_column(cells in prop::collection::vec("(|[0-9]{1,4}|x)(\r\n|\n)", 0..60), division in division()) {
        let body = cells.concat();
        let all = wants(&[(0, Wanted::Words)]);
        check(&read_text(&body, 0, 1, &all, division).unwrap(), &naive(&body), &all);
        let numbers = body.replace('x', " -7.5 ");
        let all = wants(&[(0, number(false))]);
        check(&read_text(&numbers, 0, 1, &all, division).unwrap(), &naive(&numbers), &all);
    }

    #[test]
    fn nothing_irregular_is_read(text in "[ab0-9.;\r\n -]{0,80}", division in division()) {
        let all = wants(&[(1, number(false)), (0, Wanted::Words)]);
        let rows = naive(&text);
        // A file may end within its last line ending.
        let lone = format!("{text}\n").replace("\r\n", "").contains('\r');
        let plain = |cell: &str| {
            let cell = cell.trim_matches([' ', '\t']);
            let digits = cell.strip_prefix('-').unwrap_or(cell).replacen('.', "", 1);
            cell.is_empty() || (1..=18).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
        };
        let regular = !lone && rows.iter().all(|(_, cells)| cells.len() == 2 && plain(cells[1]));
        let one = read_text(&text, 0, 2, &all, division);
        let fits = |read: &Read| check(read, &rows, &all);
        match &one {
            Ok(read) => { prop_assert!(regular, "{text:?}"); fits(read) }
            Err(irregular) => prop_assert!(!regular || irregular.reason == Reason::Digits, "{text:?} {irregular:?}"),
        }
        for threads in 1..5 {
            prop_assert_eq!(&read_text(&text, 0, 2, &all, Division { threads, ..division }), &one);
        }
    }
}

#[test]
fn many_words() {
    let text: String =
        (0..70_000).map(|row| format!("{}w{};{row}\n", "long".repeat(row % 6), row * 7919 % 66_000)).collect();
    let all = wants(&[(0, Wanted::Words), (1, number(false))]);
    let read = read_text(&text, 0, 2, &all, Division { threads: 3, part: 100_000, block: 1000 }).unwrap();
    let rows = naive(&text);
    let Column::Words(words) = &read.columns[0] else { panic!("words") };
    assert!(rows.iter().enumerate().all(|(row, (_, cells))| words.get(row) == Some(cells[0])));
    let different: std::collections::HashSet<_> = words.dictionary.iter().collect();
    assert_eq!(different.len(), words.dictionary.len());
}

#[test]
fn what_is_irregular_and_where() {
    let all = wants(&[(0, Wanted::Words), (1, number(false))]);
    let bad = [
        ("a;1\nb;2;3\n", 4, Reason::Fields),
        ("a;1\nb\n", 4, Reason::Fields),
        ("a;1\nb;x\n", 6, Reason::NoNumber),
        ("a;1\nb;+1\n", 6, Reason::NoNumber),
        ("a;1\n\"b\";1\n", 4, Reason::Quote),
        ("a;1\nb\rb;1\n", 5, Reason::Return),
        ("a;1\nb;1234567890123456789\n", 6, Reason::NoNumber),
        ("a;1.001\nb;123456789012345678\n", 10, Reason::Digits),
    ];
    for (text, place, reason) in bad {
        let read = read_text(text, 0, 2, &all, Division::of(1 << 30));
        assert_eq!(read, Err(Irregular { place, reason }), "{text:?}");
    }
    let bytes = b"a;1\n\xff;1\n";
    let shape = Shape { start: 0, length: 8, first_line: 1, delimiter: b';', fields: 2, wants: &all };
    let read = read_divided(&file(bytes), &shape, Division::of(1 << 30), &|_| {});
    assert_eq!(read, Err(Irregular { place: 4, reason: Reason::NoText }));
    let shape = Shape { length: 9, ..shape };
    let read = read_divided(&file(b"a;1\n"), &shape, Division::of(1 << 30), &|_| {});
    assert_eq!(read.map_err(|irregular| irregular.reason), Err(Reason::Shortened));
}

#[test]
fn progress_comes_to_the_whole() {
    let text = "a;1\n".repeat(1000);
    let all = wants(&[(1, number(false))]);
    let shape = Shape { start: 0, length: 4000, first_line: 1, delimiter: b';', fields: 2, wants: &all };
    let done = AtomicU64::new(0);
    let progress = |more| {
        done.fetch_add(more, Ordering::Relaxed);
    };
    read_divided(&file(text.as_bytes()), &shape, Division { threads: 2, part: 333, block: 50 }, &progress).unwrap();
    assert_eq!(done.into_inner(), 4000);
}
