//! Data files as they really come, read by the built program.

#![allow(clippy::unwrap_used)]

mod common;

use common::Folder;

/// What an expression comes to in a study with one table.
fn value(folder: &Folder, declaration: &str, expression: &str) -> String {
    folder.write("study.study", declaration);
    let ended = folder.study(&["eval", "study.study", expression]);
    assert_eq!(ended.code, 0, "{}", ended.err);
    ended.out.trim_end().to_owned()
}

#[test]
fn delimiters_marks_line_ends_and_blank_lines() {
    let folder = Folder::new();
    let rows = [
        ("comma.csv", "cycle,time\n1,20.5\n2,21.25\n"),
        ("semicolon.csv", "cycle;time\n1;20.5\n2;21.25\n"),
        ("tab.tsv", "cycle\ttime\n1\t20.5\n2\t21.25\n"),
        ("bar.txt", "cycle|time\n1|20.5\n2|21.25\n"),
        ("crlf.csv", "cycle,time\r\n1,20.5\r\n2,21.25\r\n"),
        ("mark.csv", "\u{feff}cycle,time\n1,20.5\n2,21.25\n"),
        ("blank.csv", "\n\ncycle,time\n1,20.5\n\n2,21.25\n\n\n"),
        ("no_end.csv", "cycle,time\n1,20.5\n2,21.25"),
        ("quoted.csv", "\"cycle\",\"time\"\n\"1\",\"20.5\"\n2,\"21.25\"\n"),
        ("blanks.csv", "cycle, time\n1, 20.5 \n2,\t21.25\n"),
    ];
    for (name, text) in rows {
        folder.write(name, text);
        let declaration = format!("data sheet from \"{name}\" {{ cycle: count; time: s }}\n");
        assert_eq!(value(&folder, &declaration, "sheet.time"), "[20.5 s, 21.25 s]", "{name}");
        assert_eq!(value(&folder, &declaration, "sheet.cycle"), "[1, 2]", "{name}");
    }
    folder.write("comma_mark.csv", "cycle;time\n1;20,5\n2;21,25\n");
    let declaration = "data sheet from \"comma_mark.csv\" decimal comma { time: s }\n";
    assert_eq!(value(&folder, declaration, "sheet.time"), "[20.5 s, 21.25 s]");
}

#[test]
fn a_quote_inside_of_a_cell_is_a_sign_like_others() {
    let folder = Folder::new();
    folder.write("nails.csv", "what,count\nnail 5\" long,3\nscrew,4\n\"bolt, 3\"\"\",5\n");
    let declaration = "data nails from \"nails.csv\" { what: text; count: count }\n";
    assert_eq!(value(&folder, declaration, "nails.what"), "[nail 5\" long, screw, bolt, 3\"]");
    assert_eq!(value(&folder, declaration, "nails.count"), "[3, 4, 5]");
    // Two such cells do not hide that one is open, and the place is told by line and column.
    let texts = [("what,count\nnail 5\" long,3\n\"screw,4\nbolt,5\n", 3), ("what,count\nscrew,4\nbolt,\"5\n\n", 3)];
    for (text, line) in texts {
        folder.write("nails.csv", text);
        folder.write("nails.study", declaration);
        let refused = folder.study(&["check", "nails.study"]).err;
        assert!(refused.contains("F610") && refused.contains(&format!("nails.csv:{line}:")), "{refused}");
    }
    folder.write("nails.csv", "what,count\nnail 5\" long,many\n");
    let refused = folder.study(&["check", "nails.study"]).err;
    assert!(refused.contains("F603") && refused.contains("nails.csv:2:14"), "{refused}");
}

#[test]
fn an_empty_cell_is_a_missing_reading_and_not_nought() {
    let folder = Folder::new();
    for (name, quote) in [("quick.csv", ""), ("quoted.csv", "\"")] {
        folder.write(name, format!("time,worker,day\n20,{quote}ani{quote},2015-02-17\n,budi,\n22,,2015-02-18\n"));
        let declaration = format!("data sheet from \"{name}\" {{ time: s; worker: text; day: date }}\n");
        assert_eq!(value(&folder, &declaration, "sheet.time"), "[20 s, —, 22 s]");
        assert_eq!(value(&folder, &declaration, "mean(sheet.time)"), "21 s");
        assert_eq!(value(&folder, &declaration, "count(sheet.time)"), "2");
        assert_eq!(value(&folder, &declaration, "count(sheet)"), "3");
        assert_eq!(value(&folder, &declaration, "sheet.time + sheet.time"), "[40 s, —, 44 s]");
        assert_eq!(value(&folder, &declaration, "count(sheet where time > 0 s)"), "2");
        assert_eq!(value(&folder, &declaration, "count(sheet where day == 2015-02-17)"), "1");
    }
}

#[test]
fn dates_clocks_and_durations() {
    let folder = Folder::new();
    folder.write("log.csv", "day,at,clock,shift\n17/2/2015,7:05,1:23.45,7:30\n18/02/2015,14:30,61:00,0:45\n");
    let declaration = "data log from \"log.csv\" { day: date dmy; at: clock; clock: min:s; shift: h:min }\n";
    assert_eq!(value(&folder, declaration, "log.day"), "[2015-02-17, 2015-02-18]");
    assert_eq!(value(&folder, declaration, "log.at"), "[07:05, 14:30]");
    assert_eq!(value(&folder, declaration, "log.clock"), "[83.45 s, 3,660 s]");
    assert_eq!(value(&folder, declaration, "sum(log.shift) in h"), "8.25 h");
}

/// A column in working days is as long as the calendar says: as it is set, in a scenario, and in a sweep.
#[test]
fn a_column_in_working_days_follows_the_calendar() {
    let folder = Folder::new();
    folder.write("log.csv", "name,took\na,1\nb,2\na,3\n");
    let study = "data log from \"log.csv\" { name: text; took: workday }
let whole = sum(log.took)
let of_a = log where name == \"a\"
let longest = max(log.took where log.took > 12 h)
scenario short { calendar.workday = 5 h }
";
    let told = |arguments: &[&str]| {
        let ended = folder.study(&[&["eval", "study.study"], arguments].concat());
        assert_eq!(ended.code, 0, "{}", ended.err);
        ended.out.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    folder.write("study.study", study);
    let figures = ["whole in h", "sum(of_a.took) in h", "longest in h", "short.whole in h", "short.longest in h"];
    assert_eq!(told(&figures), ["48 h", "32 h", "24 h", "30 h", "15 h"]);
    let set = ["--set", "calendar.workday=7h"];
    assert_eq!(told(&[&figures[..3], &set].concat()), ["42 h", "28 h", "21 h"]);
    assert_eq!(told(&["(sum(log.took) by log.name) in h", "--set", "calendar.workday=7h"]), ["[28 h, 14 h]"]);
    let swept =
        folder.study(&["sweep", "study.study", "--vary", "calendar.workday=5h..7h:1h", "--show", "whole / (1 h)"]);
    for hours in ["30", "36", "42"] {
        assert!(swept.out.lines().any(|line| line.split_whitespace().last() == Some(hours)), "{}", swept.out);
    }
}

#[test]
fn a_garbled_time_of_day_is_none() {
    let folder = Folder::new();
    for garbled in ["07:00:3O", "07:00:30.5", "07:00:30:77", "+7:05", "07:00:"] {
        folder.write("log.csv", format!("at\n07:00:15\n{garbled}\n"));
        folder.write("study.study", "data log from \"log.csv\" { at: clock }\n");
        let ended = folder.study(&["eval", "study.study", "log.at"]);
        assert_eq!(ended.code, 1, "{garbled}: {}", ended.out);
        assert!(ended.err.contains(&format!("line 3: `{garbled}` is not a time of day")), "{}", ended.err);
    }
}

/// A workbook keeps a time of day as a part of a day: its seconds are read, and tenths of them are refused.
#[test]
fn times_of_a_workbook_keep_their_seconds() {
    let folder = Folder::new();
    let write = |seconds: &[f64]| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let format = rust_xlsxwriter::Format::new().set_num_format("hh:mm:ss.000");
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "at").unwrap();
        for (row, seconds) in (1..).zip(seconds) {
            sheet.write_with_format(row, 0, seconds / 86_400.0, &format).unwrap();
        }
        folder.write("log.xlsx", book.save_to_buffer().unwrap());
    };
    let declaration = "data log from \"log.xlsx\" { at: clock }\n";
    write(&[25_230.0, 25_201.0, 86_399.0]);
    assert_eq!(value(&folder, declaration, "log.at"), "[07:00:30, 07:00:01, 23:59:59]");
    write(&[25_230.0, 25_230.5]);
    let ended = folder.study(&["eval", "study.study", "log.at"]);
    assert_eq!(ended.code, 1, "{}", ended.out);
    assert!(ended.err.contains("`7:00:30.500` is not a time of day"), "{}", ended.err);
}

#[test]
fn a_sheet_of_a_workbook() {
    let folder = Folder::new();
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data");
    for name in ["stopwatch.xlsx", "one_sheet.xlsx"] {
        folder.write(name, std::fs::read(format!("{root}/{name}")).unwrap());
    }
    let declaration = "data readings from \"stopwatch.xlsx\" sheet \"Readings\" {
  left \"Left (s)\": s
  watch \"Clock\": min:s
  day \"Day\": date
  at \"At\": clock
  note \"Note\": text
}\n";
    assert_eq!(value(&folder, declaration, "readings.left"), "[23.6 s, 20.94 s, —, 0.1 s]");
    assert_eq!(value(&folder, declaration, "readings.watch"), "[23.6 s, 44.54 s, —, 67.1 s]");
    assert_eq!(value(&folder, declaration, "distinct(readings.day)"), "[2015-02-17, 2015-02-18]");
    assert_eq!(value(&folder, declaration, "first(readings.at)"), "07:05");
    assert_eq!(value(&folder, declaration, "first(readings.note)"), "first, with a comma");
    let one = "data only from \"one_sheet.xlsx\" decimal comma { left: s }\n";
    assert_eq!(value(&folder, one, "only.left"), "[3.25 s]");
}

#[test]
fn sums_of_data_are_exact() {
    let folder = Folder::new();
    let rows: String = (0..1000).map(|_| "0.1\n").collect();
    folder.write("tenths.csv", format!("time\n{rows}"));
    let declaration = "data sheet from \"tenths.csv\" { time: s }\n";
    assert_eq!(value(&folder, declaration, "sum(sheet.time) == 100 s"), "yes");
    assert_eq!(value(&folder, declaration, "variance(sheet.time) == 0 s^2"), "yes");
    folder.write("wide.csv", "time\n999999999999999.999\n0.001\n-999999999999999.999\n");
    let declaration = "data sheet from \"wide.csv\" { time: s }\n";
    assert_eq!(value(&folder, declaration, "sum(sheet.time)"), "0.001 s");
    assert_eq!(value(&folder, declaration, "quantile(sheet.time, 50%)"), "0.001 s");
}

#[test]
fn a_column_comes_to_the_same_as_a_list() {
    let folder = Folder::new();
    folder.write("sheet.csv", "time\n7.25\n\n3.5\n-2\n9.125\n4\n");
    let declaration = "data sheet from \"sheet.csv\" { time: s }\nlet written = [7.25, 3.5, -2, 9.125, 4] s\n";
    for function in ["sum", "min", "max", "mean", "median", "variance", "population_variance", "deviation", "count"] {
        let column = value(&folder, declaration, &format!("{function}(sheet.time)"));
        assert_eq!(column, value(&folder, declaration, &format!("{function}(written)")), "{function}");
    }
    for share in ["0%", "10%", "25%", "75%", "100%"] {
        let column = value(&folder, declaration, &format!("quantile(sheet.time, {share})"));
        assert_eq!(column, value(&folder, declaration, &format!("quantile(written, {share})")), "{share}");
    }
    assert_eq!(value(&folder, declaration, "min(sheet.time)"), "-2 s");
    assert_eq!(value(&folder, declaration, "max(sheet.time)"), "9.125 s");
}

#[test]
fn what_is_written_in_two_ways_is_one_group() {
    let folder = Folder::new();
    folder.write("log.csv", "day,at,time\n17/02/2015,07:00,5\n17/2/2015,7:00,6\n18/02/2015,07:30,7\n");
    let declaration = "data log from \"log.csv\" { day: date dmy; at: clock; time: s }\n";
    for column in ["day", "at"] {
        assert_eq!(value(&folder, declaration, &format!("count(log) by log.{column}")), "[2, 1]");
        assert_eq!(value(&folder, declaration, &format!("mean(log.time) by log.{column}")), "[5.5 s, 7 s]");
    }
}

#[test]
fn groups_are_in_order_and_complete() {
    let folder = Folder::new();
    let mut text = String::from("station,time\n");
    for row in 0..500 {
        text.push_str(&format!("s{},{}.{}\n", row % 7, row, row % 10));
    }
    folder.write("log.csv", text);
    let declaration = "data log from \"log.csv\" { station: text; time: s }\n";
    assert_eq!(value(&folder, declaration, "distinct(log.station)"), "[s0, s1, s2, s3, s4, s5, s6]");
    assert_eq!(value(&folder, declaration, "count(log) by log.station"), "[72, 72, 72, 71, 71, 71, 71]");
    let same = "all_of((sum(log.time) by log.station) == [
        sum((log where station == \"s0\").time), sum((log where station == \"s1\").time),
        sum((log where station == \"s2\").time), sum((log where station == \"s3\").time),
        sum((log where station == \"s4\").time), sum((log where station == \"s5\").time),
        sum((log where station == \"s6\").time)])";
    assert_eq!(value(&folder, declaration, same), "yes");
}

#[test]
fn a_path_that_leaves_the_folder_is_refused_unless_allowed() {
    let folder = Folder::new();
    folder.write("secret.csv", "time\n20\n");
    folder.write("inside/study.study", "data sheet from \"../secret.csv\" { time: s }\nshow mean(sheet.time)\n");
    let refused = folder.study(&["check", "inside/study.study"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("F601") && refused.err.contains("leaves the folder"), "{}", refused.err);
    assert_eq!(folder.study(&["check", "--allow-outside", "inside/study.study"]).code, 0);
}
