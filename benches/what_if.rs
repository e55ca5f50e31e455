//! What one change costs: in a generated study of 10,000 operations against a fresh run of it.
//! Run with `cargo bench --bench what_if`.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::time::{Duration, Instant};
use study::base::{Source, SourceId, Sources};
use study::eval::Engine;
use study::hir::{CellId, Expr, ExprNode, Global, Study};
use study::resolve::{self, Files};
use study::stdlib::Library;
use study::value::{Number, Value};

const OPERATIONS: usize = 10_000;

struct NoFiles;

impl Files for NoFiles {
    fn read(&mut self, _: &str, _: SourceId, _: &mut Sources) -> Result<SourceId, String> {
        Err("there are no files here".to_owned())
    }
}

/// Operations, and a product for every ten of them.
fn generated() -> String {
    let mut text = String::from("study \"Generated\"\nunit item\ncalendar { workday: 8 h; month: 26 workday }\n");
    for number in 0..OPERATIONS {
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

fn main() {
    let text = generated();
    let start = Instant::now();
    let study = checked(&text);
    let mut engine = Engine::new(&study, Vec::new());
    let known = compute_all(&mut engine);
    let fresh = start.elapsed();
    println!("a fresh run: {} cells with a value in {:.0} ms", known, fresh.as_secs_f64() * 1e3);
    let (Some(changed), Some(total)) = (cell(&study, "op_5000.standard_time"), cell(&study, "workload")) else {
        println!("the cells were not found: {:?}", study.globals.get("op_5000").map(|_: &Global| ()));
        return;
    };
    let mut times: Vec<Duration> = Vec::new();
    for round in 0..200_i64 {
        let before = engine.computed();
        let start = Instant::now();
        let value = Number::from_integer(round + 10);
        let span = study.formula(changed).map(|formula| formula.expr.span);
        let Some(span) = span else { return };
        engine.set(changed, Expr { node: Box::new(ExprNode::Constant(Value::Number(value))), span });
        let outcome = engine.cell(total);
        times.push(start.elapsed());
        if round == 0 {
            println!("one change: {} cells computed again, {}", engine.computed() - before, outcome.is_ok());
        }
    }
    times.sort();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    println!(
        "one change and the workload of all: {:.3} ms, {:.0} times as fast as a fresh run",
        median.as_secs_f64() * 1e3,
        fresh.as_secs_f64() / median.as_secs_f64()
    );
}
