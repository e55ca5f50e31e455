//! The formatter keeps what a text says and every comment in it, and has nothing to change in its own output.

#![allow(clippy::expect_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use proptest::sample::select;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use study::base::{Source, SourceId};
use study::syntax::parse::parse_expression;
use study::syntax::print::{print, print_expression};
use study::syntax::{File, parse};

const MESSY: &str = r#"

# A study.


study "Tidy \"or\" not"{source:"Somebody (2020)"}
unit bag # in jute
unit dozen=12 item
calendar { # of the workshop

   workday: 8 h;  # paid
   month:26 workday

   # holidays are left out

}
##   What it makes.
##
##source: p. 3
operation pack "Packing" per item { crew:2;standard_time:266.35   s/item }
operation load_truck "Loading a truck" per order{crew  : 3}
operation bare

operation sew per item {
  readings: [1 s, 2 s] # too few
  rating: 100 %
  ## Said by whom?
  operator: ani; shift:07:00  to 17:00
  element left "Left shoulder" { readings: sheet . left }
  element right_arm "Right arm" { readings: [1,2,] s }
}
data sheet from "a.csv" sheet "One" decimal comma {cycle: count
  left "Left (s)":s}
kind element in operation per piece { time: time / piece = mean( # of all
  readings )per piece # eq. 1
  nested parts:list of element
  how: one of [total,normal]; sure: yes/no
  show time,
    parts }
scenario better{ include other ,more; carton . demand-=moved
  staples.demand = 2*(a+b)^2   /   3
  # the end
}
function hours(x:time,n:count=1,):time=x*n in [workday,h]/month
let long_one = plastic.workload + carton.workload + staples.workload - motion_study.plastic.workload - motion_study.carton.workload
let all = [1_000.25, 2_000.25, 3_000.25, 4_000.25, 5_000.25, 6_000.25, 7_000.25, 8_000.25, 9_000.25, 10_000.25, 11] item + 5 item
claim "Table 3, a long label for a claim": packing_carton.standard_time - packing_staples.standard_time is 29.00 s/item
show "All": overlock.cycle_time, overlock.normal_time, overlock.standard_time, overlock.output, overlock.required
show if not a and b then -x else if c then 5 m ^ 2 else every product per piece # done
# bye
"#;

const TIDY: &str = r#"# A study.

study "Tidy \"or\" not" { source: "Somebody (2020)" }
unit bag  # in jute
unit dozen = 12 item
calendar {  # of the workshop
  workday: 8 h  # paid
  month:   26 workday

  # holidays are left out
}
## What it makes.
##
## source: p. 3
operation pack       "Packing"         per item { crew: 2; standard_time: 266.35 s/item }
operation load_truck "Loading a truck" per order { crew: 3 }
operation bare

operation sew per item {
  readings: [1 s, 2 s]  # too few
  rating:   100%
  ## Said by whom?
  operator: ani
  shift:    07:00 to 17:00
  element left      "Left shoulder" { readings: sheet.left }
  element right_arm "Right arm"     { readings: [1, 2] s }
}
data sheet from "a.csv" decimal comma sheet "One" {
  cycle:           count
  left "Left (s)": s
}
kind element in operation per piece {
  # of all
  time: time/piece = mean(readings) per piece  # eq. 1
  nested parts: list of element
  how: one of [total, normal]
  sure: yes/no
  show time, parts
}
scenario better {
  include other, more
  carton.demand  -= moved
  staples.demand  = 2 * (a + b)^2 / 3
  # the end
}
function hours(x: time, n: count = 1): time = x * n in [workday, h]/month
let long_one = plastic.workload +
    carton.workload +
    staples.workload -
    motion_study.plastic.workload -
    motion_study.carton.workload
let all = [
  1_000.25,
  2_000.25,
  3_000.25,
  4_000.25,
  5_000.25,
  6_000.25,
  7_000.25,
  8_000.25,
  9_000.25,
  10_000.25,
  11,
] item + 5 item
claim "Table 3, a long label for a claim": packing_carton.standard_time - packing_staples.standard_time
    is 29.00 s/item
show "All": overlock.cycle_time,
    overlock.normal_time,
    overlock.standard_time,
    overlock.output,
    overlock.required
show if not a and b then -x else if c then 5 m ^ 2 else every product per piece  # done
# bye
"#;

/// The tree, if the text has no errors.
fn read(text: &str) -> Option<(File, Source)> {
    let source = Source::new("test.study", text);
    let (file, diagnostics) = parse(&source, SourceId(0));
    diagnostics.is_empty().then_some((file, source))
}

fn formatted(text: &str) -> String {
    let (file, source) = read(text).expect("a text without errors");
    print(&file, &source)
}

/// What the tree says, without where it stands.
fn meaning(file: &File) -> String {
    let file = File { declarations: file.declarations.clone(), comments: Vec::new() };
    let text = format!("{file:?}").replace("inline: true", "").replace("inline: false", "");
    let mut parts = text.split("Span {");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |mut all, part| {
        all.push_str(part.split_once('}').map_or("", |(_, behind)| behind));
        all
    })
}

fn comments(file: &File) -> Vec<&str> {
    file.comments.iter().map(|comment| &*comment.text).collect()
}

/// Checks all three properties; says whether the text could be read at all.
fn holds(text: &str) -> Result<bool, TestCaseError> {
    let Some((before, source)) = read(text) else { return Ok(false) };
    let printed = print(&before, &source);
    let Some((after, again)) = read(&printed) else {
        return Err(TestCaseError::fail(format!("cannot be read any more:\n{text}\n-----\n{printed}")));
    };
    prop_assert_eq!(meaning(&before), meaning(&after), "another meaning:\n{}\n-----\n{}", text, printed);
    prop_assert_eq!(comments(&before), comments(&after), "other comments:\n{}\n-----\n{}", text, printed);
    let twice = print(&after, &again);
    prop_assert_eq!(&printed, &twice, "changed again:\n{}\n-----\n{}\n-----\n{}", text, printed, twice);
    prop_assert!(printed.ends_with('\n') && !printed.ends_with("\n\n"), "ends badly:\n{}", printed);
    prop_assert!(!printed.contains("\n\n\n") && !printed.contains(" \n"), "loose blanks:\n{}", printed);
    Ok(true)
}

#[test]
fn makes_a_messy_file_tidy() {
    assert_eq!(formatted(MESSY), TIDY);
    assert_eq!(formatted(TIDY), TIDY);
}

#[test]
fn keeps_comments_of_empty_files_and_bodies() {
    assert_eq!(formatted(""), "\n");
    assert_eq!(formatted("\n\n  # alone\n\n\n# two"), "# alone\n\n# two\n");
    assert_eq!(formatted("operation a {\n\n}"), "operation a {}\n");
    assert_eq!(formatted("operation a { # c\n # d\n\n}"), "operation a {  # c\n  # d\n}\n");
    assert_eq!(
        formatted("operation a # c\n { # d\n b: # e\n 1 # f\n }"),
        "# c\noperation a {  # d\n  # e\n  b: 1  # f\n}\n"
    );
}

#[test]
fn leaves_columns_that_would_be_too_wide() {
    let wide = "x".repeat(50);
    let text = format!("operation a {{\n  {wide}{wide}: 1\n  b: 2\n  cc: 3\n}}\n");
    assert_eq!(formatted(&text), format!("operation a {{\n  {wide}{wide}: 1\n  b:  2\n  cc: 3\n}}\n"));
    let text = format!("product a \"A\" {{ b: \"{wide}\" }}\nproduct bb \"{wide}\" {{ b: 1; c: 2 }}\n");
    let head = "product a  \"A\"";
    assert!(formatted(&text).starts_with(&format!("{head} {{ b:")), "{}", formatted(&text));
}

#[test]
fn prints_expressions_on_one_line() {
    let source = Source::new("", "[1,2]item+f( a:x ^ 2,- y/s in h ) /  s");
    let expression = parse_expression(&source, SourceId(0)).expect("an expression");
    assert_eq!(print_expression(&expression), "[1, 2] item + f(a: x^2, -y/s in h) / s");
}

/// Studies of the repository, as many as there are.
static STUDIES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut texts = vec![MESSY.to_owned(), TIDY.to_owned()];
    let mut folders: Vec<PathBuf> =
        ["examples", "stdlib"].map(|name| Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).into();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "study") {
                texts.push(std::fs::read_to_string(path).expect("a study"));
            }
        }
    }
    texts.retain(|text| read(text).is_some());
    texts
});

#[test]
fn keeps_the_studies_of_the_repository() {
    for text in STUDIES.iter() {
        assert_eq!(holds(text).map_err(|error| error.to_string()), Ok(true));
    }
}

#[test]
fn is_not_impressed_by_size() {
    let deep = format!("let a = {}1{}\n", "f([".repeat(127), "])".repeat(127));
    let long = format!("let a = {}\n", vec!["(b * c) in h"; 10_000].map_join(" + "));
    let signs = format!("let a = {}b\n", "- ".repeat(8));
    let nested = format!("operation a {{\n{}x: 1{}\n}}\n", "element b { ".repeat(200), "}".repeat(200));
    let list = format!("operation a {{ readings: [{}] s }}\n", vec!["1.25"; 50_000].join(", "));
    let rows =
        "operation name_of_it \"Its label\" per item { crew: 2; standard_time: 266.35 s/item }  # why\n".repeat(10_000);
    for text in [deep, long, signs, nested, list, rows] {
        let (file, source) = read(&text).expect("a text without errors");
        let printed = print(&file, &source);
        let (after, again) = read(&printed).expect("a text without errors");
        assert_eq!(print(&after, &again), printed);
    }
}

trait MapJoin {
    fn map_join(&self, between: &str) -> String;
}

impl MapJoin for Vec<&str> {
    /// Numbered, so that no two are the same; in groups, so that no conversion lies in another.
    fn map_join(&self, between: &str) -> String {
        let parts: Vec<String> = self.iter().enumerate().map(|(index, part)| format!("({part} + {index})")).collect();
        parts.join(between)
    }
}

// Random texts are made with marks where blanks go, and the marks filled in afterwards.
/// Blanks, line ends and comments, or nothing where that is possible.
const FREE: char = '\u{1}';
/// Blanks on the same line.
const BLANK: char = '\u{2}';
/// Between rows.
const ROW: char = '\u{3}';
/// Between declarations.
const TOP: char = '\u{4}';
/// A blank that stays one: in a text, in documentation.
const KEPT: char = '\u{5}';

fn marked(text: &str) -> String {
    text.replace(' ', &FREE.to_string()).replace('~', &BLANK.to_string())
}

fn kept(text: &str) -> String {
    text.replace(' ', &KEPT.to_string())
}

fn name() -> impl Strategy<Value = String> {
    select(vec!["crew", "standard_time", "x", "overlock", "bag", "waktu_é", "a_name_that_is_rather_long_for_a_name"])
        .prop_map(str::to_owned)
}

fn label() -> impl Strategy<Value = String> {
    select(vec!["\"\"", "\"Left (s)\"", r#""a \"q\" \\ b""#, "\"no # comment; \\{\"", "\"é\""]).prop_map(kept)
}

fn maybe(strategy: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), strategy]
}

fn leaf() -> impl Strategy<Value = String> {
    let plain = select(vec![
        "5",
        "15_269.22~s",
        "5%",
        "7 %",
        "4~workday~5~h~45~min",
        "2~m^2",
        "3~m^-1",
        "1e-9",
        "2015-02-09",
        "07:00",
        "yes",
        "no",
        "missing",
        "every product per piece",
        "( every product )",
        "x . standard_time . in",
        "\"{x}~of~{~5~s+y~}~and~\\{\"",
    ]);
    prop_oneof![plain.prop_map(|text| marked(&text.replace("7 %", "7~%"))), name(), label()]
}

fn expression() -> impl Strategy<Value = String> {
    leaf().prop_recursive(4, 40, 4, |inner| {
        let infix = select(vec!["+", "-", "*", "/", "^", "and", "or", "of", "to", "per", "where", "by"]);
        let compare = select(vec!["==", "!=", "<", "<=", ">", ">="]);
        let unit = maybe(select(vec!["~item", "~%", "~m^2"]).prop_map(str::to_owned));
        let end = select(vec!["", " ,"]);
        let argument =
            (maybe(name().prop_map(|name| name + " : ")), inner.clone()).prop_map(|(name, value)| name + &value);
        prop_oneof![
            (inner.clone(), prop::collection::vec((infix, inner.clone()), 1..5)).prop_map(|(first, rest)| {
                rest.into_iter().fold(first, |all, (sign, next)| format!("{all} {sign} {next}"))
            }),
            (inner.clone(), compare, inner.clone()).prop_map(|(a, sign, b)| format!("( ( {a} ) {sign} ( {b} ) )")),
            (prop::collection::vec(inner.clone(), 0..6), unit, end.clone()).prop_map(|(items, unit, end)| {
                let end = if items.is_empty() { "" } else { end };
                format!("[ {}{end} ]{unit}", items.join(" , "))
            }),
            (name(), prop::collection::vec(argument, 0..4), end).prop_map(|(name, arguments, end)| {
                let end = if arguments.is_empty() { "" } else { end };
                format!("{name} ( {}{end} )", arguments.join(" , "))
            }),
            inner.clone().prop_map(|inner| format!("( {inner} )")),
            (select(vec!["-", "not"]), inner.clone()).prop_map(|(sign, inner)| format!("{sign} {inner}")),
            value(inner).prop_map(|value| format!("( {value} )")),
        ]
        .prop_map(|text| marked(&text))
    })
}

/// An expression with what may stand only at its end.
fn value(inner: impl Strategy<Value = String> + Clone) -> impl Strategy<Value = String> {
    let target = select(vec!["h", "s / item * m^2", "[ workday , h , min ] / month", "%", "m^-2 * s^2"]);
    prop_oneof![
        3 => inner.clone(),
        1 => (inner.clone(), target).prop_map(|(value, target)| format!("{value} in {target}")),
        1 => (inner.clone(), inner.clone(), inner).prop_map(|(a, b, c)| format!("if {a} then {b} else {c}")),
    ]
    .prop_map(|text| marked(&text))
}

fn kind() -> impl Strategy<Value = String> {
    let kinds = select(vec![
        "time / piece",
        "list of operation per piece",
        "sample of s",
        "interval of clock",
        "one of [ total , normal ]",
        "yes/no",
        "m^2 * s / h^3",
        "text",
        "list of sample of %",
    ]);
    kinds.prop_map(marked)
}

fn documented(node: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let lines =
        select(vec!["", "", "", "\n## What.  source: p. 3\n  ", "\n##\n  ##more\n\n  ", "\n## one\n#c\n## two\n  "]);
    (lines, node).prop_map(|(lines, node)| kept(lines) + &node)
}

fn body(row: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    prop::collection::vec(documented(row), 0..5)
        .prop_map(|rows| marked(&format!("{{ {} }}", rows.join(&ROW.to_string()))))
}

fn given() -> impl Strategy<Value = String> {
    (name(), value(expression().boxed())).prop_map(|(name, value)| marked(&format!("{name} : {value}")))
}

fn instance() -> impl Strategy<Value = String> {
    let head =
        (select(vec!["operation", "product", "machine"]), name(), maybe(label().prop_map(|label| format!(" {label}"))));
    let head = (head, maybe(Just(" per bag".to_owned())))
        .prop_map(|((kind, name, label), per)| format!("{kind} {name}{label}{per}"));
    let element = (name(), maybe(label().prop_map(|label| format!(" {label}"))), maybe(body(given())))
        .prop_map(|(name, label, body)| format!("element {name}{label} {body}"));
    let excluded = prop_oneof![
        prop::collection::vec(expression(), 1..4).prop_map(|places| places.join(" , ")),
        expression().prop_map(|condition| format!("where {condition}")),
    ];
    let exclude = (excluded, label()).prop_map(|(which, reason)| format!("exclude {which} because {reason}"));
    let allow = label().prop_map(|reason| format!("allow W702 because {reason}"));
    let entry = (name(), maybe(label().prop_map(|label| format!(" {label}"))), expression())
        .prop_map(|(name, label, value)| format!("entry {name}{label} : {value}"));
    let tally = (name(), prop::collection::vec((label(), expression()), 1..4)).prop_map(|(class, counted)| {
        let counted: Vec<String> = counted.into_iter().map(|(label, value)| format!("{label} : {value}")).collect();
        format!("{class} {{ {} }}", counted.join(&ROW.to_string()))
    });
    let why = (label(), label(), label())
        .prop_map(|(a, b, c)| format!("why {a} -> mend {{ why {b} {ROW} why {c} -> mend {{ }} }}"));
    let special = prop_oneof![exclude, allow, entry, tally, why];
    let row = prop_oneof![3 => given().boxed(), 1 => element.boxed(), 1 => special.boxed()];
    (head, maybe(body(row))).prop_map(|(head, body)| marked(&format!("{head} {body}")))
}

fn block() -> impl Strategy<Value = String> {
    let format = select(vec!["min:s", "h:min:s", "h:min", "date dmy", "date mdy"]).prop_map(marked);
    let column = prop_oneof![4 => kind().boxed(), 1 => format.boxed()];
    let column = (name(), maybe(label().prop_map(|label| format!(" {label}"))), column);
    let column = column.prop_map(|(name, header, kind)| format!("{name}{header} : {kind}"));
    let data = (label(), select(vec!["", " decimal comma", " sheet \"One\" decimal point"]), body(column));
    let cell = (select(vec!["", "nested "]), name(), maybe(label()), kind(), maybe(value(expression().boxed())));
    let cell = cell.prop_map(|(nested, name, label, kind, formula)| {
        let formula = if formula.is_empty() { formula } else { format!(" = {formula}") };
        format!("{nested}{name} {label} : {kind}{formula}")
    });
    let says = prop_oneof![
        (expression(), expression()).prop_map(|(when, text)| format!("warn W900 when {when} : {text}")),
        (maybe(label()), expression()).prop_map(|(label, x)| format!("chart limits {label} ( x , lower : {x} )")),
        Just("tell a , b".to_owned()),
        expression().prop_map(|value| format!("table \"T\" ( a : x , b : {value} )")),
        Just("show a , b".to_owned()),
    ];
    let told = (prop::collection::vec(says, 0..3)).prop_map(|rows| rows.join(&ROW.to_string()));
    let heads = vec!["kind a", "single kind a", "kind a like c in b per piece", "kind element in operation"];
    let operator = select(vec!["=", "+=", "-=", "*=", "/="]);
    let change =
        (name(), name(), operator, expression()).prop_map(|(a, b, sign, value)| format!("{a} . {b} {sign} {value}"));
    let binding = (name(), expression()).prop_map(|(name, value)| format!("let {name} = {value}"));
    let row = prop_oneof![3 => change.boxed(), 1 => binding.boxed(), 1 => Just("include a , b".to_owned()).boxed()];
    prop_oneof![
        data.prop_map(|(path, options, body)| format!("data sheet from {path}{options} {body}")),
        (select(heads), body(cell)).prop_map(|(head, body)| format!("{head} {body}")),
        told.prop_map(|rows| format!("kind told {{ {rows} }}")),
        (maybe(label()), body(row)).prop_map(|(label, body)| format!("scenario better {label} {body}")),
        body(given()).prop_map(|body| format!("calendar {body}")),
        (label(), maybe(body(given()))).prop_map(|(title, body)| format!("study {title} {body}")),
    ]
    .prop_map(|text| marked(&text))
}

fn line() -> impl Strategy<Value = String> {
    let value = || value(expression().boxed());
    prop_oneof![
        select(vec!["use pmts", "use \"a.study\"", "unit bag", "currency IDR", "currency EUR"]).prop_map(str::to_owned),
        value().prop_map(|value| format!("unit dozen = {value}")),
        (kind(), value()).prop_map(|(kind, value)| format!("let saved : {kind} = {value}")),
        value().prop_map(|value| format!("let saved = {value}")),
        (kind(), maybe(value().prop_map(|value| format!(" = {value}"))))
            .prop_map(|(kind, value)| format!("param a : {kind}{value}")),
        value().prop_map(|value| format!("replace operation . standard_time = {value}")),
        (kind(), value(), kind(), value(), select(vec!["", " ,"])).prop_map(|(kind, default, result, body, end)| {
            format!("function f ( a : {kind} , b : {kind} = {default}{end} ) : {result} = {body}")
        }),
        label().prop_map(|reason| format!("allow W702 because {reason}")),
        (maybe(label()), expression(), prop::collection::vec(value(), 1..4))
            .prop_map(|(label, by, values)| format!("show {label} by {by} : {}", values.join(" , "))),
        (maybe(label().prop_map(|label| label + " : ")), prop::collection::vec(value(), 1..5))
            .prop_map(|(label, values)| format!("show {label}{}", values.join(" , "))),
        (label(), value(), value()).prop_map(|(label, value, printed)| format!("claim {label} : {value} is {printed}")),
        (label(), value()).prop_map(|(label, value)| format!("dispute {label} : {value}")),
    ]
    .prop_map(|text| marked(&text))
}

fn study_text() -> impl Strategy<Value = String> {
    let declaration = documented(prop_oneof![2 => instance().boxed(), 1 => block().boxed(), 2 => line().boxed()]);
    (prop::collection::vec(declaration, 0..7), any::<u64>()).prop_map(|(declarations, seed)| {
        let all = declarations.iter().map(|text| text.trim_start_matches('\n').replace(&kept("\n  "), "\n"));
        let all: Vec<String> = all.collect();
        filled(&all.join(&TOP.to_string()), seed)
    })
}

struct Dice(u64);

impl Dice {
    fn roll<'a>(&mut self, sides: &[&'a str]) -> &'a str {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        sides[(self.0 >> 20) as usize % sides.len()]
    }
}

/// Fills the marks in. Comments are numbered, so that one that is lost or moved shows.
fn filled(text: &str, seed: u64) -> String {
    let mut dice = Dice(seed | 1);
    let mut out = String::new();
    let mut number = 0;
    let marks: Vec<char> = text.chars().collect();
    for (index, mark) in marks.iter().copied().enumerate() {
        let next = marks[index..].iter().copied().find(|c| *c > TOP).unwrap_or('\n');
        let last = out.chars().next_back().unwrap_or('\n');
        let filling = match mark {
            FREE if last.is_whitespace() || next == '\n' => dice.roll(&["", "", "\n  ", " # c\n  "]),
            FREE if parts(last) || parts(next) => dice.roll(&["", "", "", " ", "  ", " ", " # c\n  "]),
            FREE => dice.roll(&[
                " ",
                " ",
                " ",
                " ",
                " ",
                " ",
                "  ",
                "\t",
                "\n  ",
                "\n\n    ",
                " # c\n  ",
                "\n # c\n # c\n\n ",
            ]),
            KEPT => " ",
            BLANK => dice.roll(&[" ", "  ", "\t"]),
            ROW => dice.roll(&[
                "; ",
                "; ",
                ";",
                "\n  ",
                "\n  ",
                "\n\n  ",
                ";\n ",
                " # c\n  ",
                "\n # c\n ",
                " ;# c\n\n\n # c\n ",
            ]),
            TOP => dice.roll(&["\n", "\n", "\n\n", "\n \n\n", " # c\n", "\n# c\n", "\n\n   # c\n\n", "\r\n"]),
            _ => {
                out.push(mark);
                continue;
            }
        };
        for part in filling.split_inclusive("# c") {
            out.push_str(part);
            if part.ends_with("# c") {
                number += 1;
                out.push_str(&number.to_string());
            }
        }
    }
    out
}

/// Signs that need no blank beside them, whatever stands there.
fn parts(sign: char) -> bool {
    matches!(sign, '(' | ')' | '[' | ']' | '{' | '}' | ',' | ';' | '/')
}

/// Blanks, empty lines and comments are put in and taken out.
fn edited(text: &str, edits: &[(usize, u8)]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (number, (at, edit)) in edits.iter().enumerate() {
        let at = at % lines.len().max(1);
        match edit % 7 {
            0 => lines.insert(at, String::new()),
            1 => lines.insert(at, format!("# put in {number}")),
            2 => lines.insert(at, format!("    # put in {number}")),
            3 => lines[at].push_str(&format!(" # put behind {number}")),
            4 if lines[at].trim().is_empty() => drop(lines.remove(at)),
            5 => lines[at] = lines[at].replace("  ", " "),
            6 if at + 1 < lines.len() && !lines[at].contains('#') => {
                let next = lines.remove(at + 1);
                lines[at].push_str(&format!(" {}", next.trim_start()));
            }
            _ => {}
        }
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn keeps_random_studies(text in study_text()) {
        prop_assert!(holds(&text)?, "cannot be read:\n{}", text);
    }

    #[test]
    fn keeps_edited_studies(
        which in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<usize>(), any::<u8>()), 0..12),
    ) {
        let study: &String = which.get(&STUDIES);
        holds(&edited(study, &edits))?;
    }
}
