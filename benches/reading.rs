//! How fast a large study is read and checked on one core: a generated study of 1 MB, phase by phase.
//! Run with `cargo bench --bench reading`.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::time::{Duration, Instant};
use study::base::{Source, Sources};
use study::eval::Engine;
use study::hir::CellId;
use study::resolve::{self, NoFiles};
use study::stdlib::Library;

const ROUNDS: usize = 15;
const SIZE: usize = 1_000_000;

/// Operations, a product for every ten of them, and a `let` with a comment for every product.
fn generated() -> String {
    let mut text = String::from("study \"Generated\"\nunit item\ncalendar { workday: 8 h; month: 26 workday }\n");
    let mut number = 0_u32;
    while text.len() < SIZE {
        let (crew, time) = (number % 4 + 1, f64::from(number * 7919 % 99_900 + 100) / 100.0);
        let _ = writeln!(
            text,
            "operation op_{number} \"Operation {number}\" per item {{ crew: {crew}; standard_time: {time} s/item }}"
        );
        if number % 10 == 9 {
            let route: Vec<String> = (number - 9..=number).map(|step| format!("op_{step}")).collect();
            let demand = number * 31 % 99_900 + 100;
            let _ = writeln!(
                text,
                "product p_{number} \"Product\" per item {{ route: [{}]; demand: {demand} item / 10 month }}",
                route.join(", ")
            );
            let _ = writeln!(
                text,
                "let load_{number} = p_{number}.workload + op_{number}.standard_time * 5 item/month  # why"
            );
        }
        number += 1;
    }
    text
}

fn main() {
    let text = generated();
    let megabytes = text.len() as f64 / 1e6;
    let mut rounds: [Vec<Duration>; 4] = Default::default();
    for _ in 0..ROUNDS {
        let mut sources = Sources::default();
        let main = sources.add(Source::new("generated.study", text.clone()));
        let start = Instant::now();
        let (program, problems) = resolve::load(main, &BTreeSet::new(), &Library::Embedded, &mut NoFiles, &mut sources);
        let parsed = start.elapsed();
        let (names, more) = resolve::resolve(&program, &sources);
        let (study, others) = study::check::check(&names, false);
        let checked = start.elapsed();
        assert!(problems.is_empty() && more.is_empty() && others.is_empty(), "the generated study has errors");
        let mut engine = Engine::new(&study, Vec::new());
        for place in 0..study.cells.len() {
            let _ = engine.cell(CellId(u32::try_from(place).unwrap_or(u32::MAX)));
        }
        let computed = start.elapsed();
        for (list, time) in rounds.iter_mut().zip([parsed, checked - parsed, computed - checked, computed]) {
            list.push(time);
        }
    }
    for (name, times) in
        ["reading", "names and dimensions", "computing every cell", "all of it"].iter().zip(&mut rounds)
    {
        times.sort_unstable();
        let middle = times.get(ROUNDS / 2).copied().unwrap_or_default().as_secs_f64();
        println!("{name:<22}{:>8.1} ms {:>7.1} MB/s", middle * 1e3, megabytes / middle);
    }
}
