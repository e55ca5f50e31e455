//! What if: one change in a generated study of 10,000 operations against a fresh run of it; 100,000 variants of a study of
//! 50 operations, and 1,000 bootstrap rounds of ten operations with 1,000 readings each, against NumPy in the same run.
//! Run with `cargo bench --bench what_if`; the peers need `python3` with NumPy, `PYTHON=` names another one.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::time::{Duration, Instant};
use study::base::{Source, Sources};
use study::eval::Engine;
use study::hir::{CellId, Expr, ExprNode, Study};
use study::resolve::{self, NoFiles};
use study::stdlib::Library;
use study::value::{Number, Value};

/// Operations, and a product for every ten of them.
fn generated(operations: usize) -> String {
    let mut text = String::from("study \"Generated\"\nunit item\ncalendar { workday: 8 h; month: 26 workday }\n");
    for number in 0..operations {
        let (crew, time) = (number % 4 + 1, (number * 7919 % 99_900 + 100) as f64 / 100.0);
        let _ = writeln!(text, "operation op_{number} per item {{ crew: {crew}; standard_time: {time} s/item }}");
        if number % 10 == 9 {
            let route: Vec<String> = (number - 9..=number).map(|step| format!("op_{step}")).collect();
            let demand = number * 31 % 99_900 + 100;
            let _ = writeln!(
                text,
                "product p_{number} per item {{ route: [{}]; demand: {demand} item / 10 month }}",
                route.join(", ")
            );
        }
    }
    text
}

fn checked(text: &str) -> Study {
    let mut sources = Sources::default();
    let main = sources.add(Source::new("generated.study", text));
    let (program, _) = resolve::load(main, &BTreeSet::new(), &Library::Embedded, &mut NoFiles, &mut sources);
    let (names, _) = resolve::resolve(&program, &sources);
    study::check::check(&names, false).0
}

/// Every cell that there is; how many have a value.
fn compute_all(engine: &mut Engine<'_>) -> usize {
    let cells = u32::try_from(engine.study().cells.len()).unwrap_or(0);
    (0..cells).filter(|cell| engine.cell(CellId(*cell)).is_ok()).count()
}

fn cell(study: &Study, path: &str) -> Option<CellId> {
    (0..u32::try_from(study.cells.len()).ok()?).map(CellId).find(|cell| study.cell_path(*cell) == path)
}

/// Operations with so many readings each.
fn with_readings(operations: usize, readings: usize) -> String {
    let mut text = String::from("study \"Readings\"\nunit item\n");
    for number in 0..operations {
        let own = (0..readings).map(|place| format!("{}", (number * 131 + place * 7919) % 4001 + 18_000));
        let own: Vec<String> = own
            .map(|digits| format!("{}.{}", digits.get(..2).unwrap_or_default(), digits.get(2..).unwrap_or_default()))
            .collect();
        let _ = writeln!(text, "operation op_{number} per item {{ readings: [{}] s; rating: 105% }}", own.join(", "));
    }
    text
}

fn constant(study: &Study, cell: CellId, value: Number) -> Option<Expr> {
    let span = study.formula(cell)?.expr.span;
    Some(Expr { node: Box::new(ExprNode::Constant(Value::Number(value))), span })
}

fn reference(study: &Study, cell: CellId) -> Option<Expr> {
    let span = study.formula(cell)?.expr.span;
    Some(Expr { node: Box::new(ExprNode::Cell(cell)), span })
}

/// One change against a fresh run.
fn one_change() -> Option<()> {
    let text = generated(10_000);
    let start = Instant::now();
    let study = checked(&text);
    let mut engine = Engine::new(&study, Vec::new());
    let known = compute_all(&mut engine);
    let fresh = start.elapsed();
    let (changed, total) = (cell(&study, "op_5000.standard_time")?, cell(&study, "workload")?);
    let mut times: Vec<Duration> = Vec::new();
    for round in 0..200_i64 {
        let start = Instant::now();
        engine.set_instead(changed, constant(&study, changed, Number::from_integer(round + 10))?);
        engine.cell(total).ok()?;
        times.push(start.elapsed());
    }
    times.sort();
    let median = times.get(times.len() / 2)?;
    println!(
        "10,000 operations, {known} cells: a fresh run {:.0} ms, one change and the workload of all {:.3} ms, {:.0} times as fast",
        fresh.as_secs_f64() * 1e3,
        median.as_secs_f64() * 1e3,
        fresh.as_secs_f64() / median.as_secs_f64()
    );
    Some(())
}

/// Many variants of a small study.
fn variants() -> Option<Duration> {
    let study = checked(&generated(50));
    let mut engine = Engine::new(&study, Vec::new());
    let (varied, total) = (cell(&study, "op_25.standard_time")?, cell(&study, "workload")?);
    let points: Vec<Number> = (1..=100_000).map(Number::from_integer).collect();
    let shown = reference(&study, total)?;
    let span = shown.span;
    let start = Instant::now();
    let rows = engine.sweep(&[(varied, points)], &[shown], span).ok()?;
    let time = start.elapsed();
    println!("{} variants of 50 operations: {:.2} s", rows.len(), time.as_secs_f64());
    Some(time)
}

/// Readings drawn anew.
fn bootstrap() -> Option<Duration> {
    let study = checked(&with_readings(10, 1_000));
    let mut engine = Engine::new(&study, Vec::new());
    let figures: Option<Vec<Expr>> =
        (0..10).map(|number| reference(&study, cell(&study, &format!("op_{number}.normal_time"))?)).collect();
    let figures = figures?;
    let start = Instant::now();
    let drawn = engine.drawn();
    let rounds = engine.bootstrap(&drawn, 1_000, 1, &figures);
    let time = start.elapsed();
    let known = rounds.iter().flatten().filter(|value| value.is_some()).count();
    println!("1,000 rounds of 10 operations with 1,000 readings: {:.2} s, {known} figures", time.as_secs_f64());
    Some(time)
}

/// Seconds that the same takes with NumPy.
fn numpy(work: &str) -> Option<f64> {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers/what_if_numpy.py");
    let output = std::process::Command::new(python).args([script, work]).output().ok()?;
    String::from_utf8_lossy(&output.stdout).trim().parse().ok()
}

fn against(work: &str, own: Option<Duration>) {
    match (own, numpy(work)) {
        (Some(own), Some(peer)) => {
            println!("  NumPy: {peer:.2} s, {:.2} times as long", peer / own.as_secs_f64());
        }
        _ => println!("  NumPy: not measured"),
    }
}

fn main() {
    if one_change().is_none() {
        println!("a cell was not found");
    }
    against("variants", variants());
    against("bootstrap", bootstrap());
}
