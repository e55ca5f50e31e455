//! One change after another, with only what follows computed again, comes to the same as a fresh computation.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::checked;
use proptest::prelude::*;
use std::fmt::Write;
use study::eval::Engine;
use study::hir::{CellId, Expr, ExprNode, Global, ScenarioId, Study, Type};
use study::value::{Number, Value};

/// A study of some operations, products and scenarios.
fn generated(numbers: &[u32]) -> String {
    let at = |place: usize| numbers[place % numbers.len()];
    let mut text = String::from("study \"Generated\"\nunit item\ncalendar { workday: 8 h; month: 26 workday }\n");
    let operations = 2 + numbers.len() % 5;
    for number in 0..operations {
        let body = match at(number) % 3 {
            0 => format!("crew: 2; standard_time: {} s/item", at(number) + 1),
            1 => format!(
                "readings: [{}, {}, {}] s; rating: 105%",
                at(number) + 20,
                at(number + 1) + 21,
                at(number + 2) + 22
            ),
            _ => format!("standard_time: 31 s/item; crew: {}", at(number) % 3 + 1),
        };
        let _ = writeln!(text, "operation op_{number} per item {{ {body} }}");
    }
    for number in 0..2 + at(1) % 3 {
        let first = (at(number as usize) as usize) % operations;
        let second = (at(number as usize + 3) as usize + 1) % operations;
        let route = if first == second { format!("op_{first}") } else { format!("op_{first}, op_{second}") };
        let _ = writeln!(
            text,
            "product p_{number} per item {{ route: [{route}]; demand: {} item/month }}",
            at(number as usize) * 7 + 5
        );
    }
    text.push_str(
        "let large = p_0.workload > 20 h/month
let chosen = if large then p_0.workload else p_1.workload
let both = chosen + workload
scenario faster \"Faster\" { op_0.crew += 1; p_0.demand *= 110% }
scenario other \"Other\" { p_1.demand = p_0.demand; op_1.crew = 4 }
scenario all_of_it \"All\" { include faster, other; op_1.crew -= 1 }
let gain = all_of_it.both - faster.both
",
    );
    text
}

/// Cells that a change is made of: numbers that are given.
fn changeable(study: &Study) -> Vec<CellId> {
    let cells = (0..study.cells.len()).map(|place| CellId(u32::try_from(place).unwrap()));
    cells
        .filter(|cell| {
            let given = study.cell(*cell).is_some_and(|cell| cell.given.is_some() || cell.own.is_some());
            given && matches!(study.cell_type(*cell), Type::Quantity { .. })
        })
        .collect()
}

fn constant(study: &Study, cell: CellId, value: Number) -> Expr {
    let span = study.formula(cell).unwrap().expr.span;
    Expr { node: Box::new(ExprNode::Constant(Value::Number(value))), span }
}

/// All cells of a study and of its scenarios, as texts.
fn everything(engine: &mut Engine<'_>) -> Vec<String> {
    let study = engine.study();
    let scenarios = study.globals.values().filter_map(|global| match global {
        Global::Scenario(id) => Some(Some(*id)),
        _ => None,
    });
    let mut seen: Vec<Option<ScenarioId>> = scenarios.chain([None]).collect();
    seen.sort_by_key(|id| id.map(|id| id.0));
    let mut found = Vec::new();
    for scenario in seen {
        let variant = engine.variant(scenario);
        for place in 0..study.cells.len() {
            let cell = CellId(u32::try_from(place).unwrap());
            // Where a missing value was first asked for is no part of the result.
            let outcome = engine.cell_in(variant, cell).map_err(|failure| failure.is_missing());
            found.push(format!("{scenario:?} {}: {outcome:?}", study.cell_path(cell)));
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_change_comes_to_the_same_as_a_fresh_computation(
        numbers in prop::collection::vec(0u32..60, 5..12),
        changes in prop::collection::vec((any::<u16>(), 1i64..400, any::<bool>(), any::<u16>()), 1..12),
    ) {
        let study = checked(&generated(&numbers));
        let cells = changeable(&study);
        let mut incremental = Engine::new(&study, Vec::new());
        let mut given: Vec<(CellId, Number)> = Vec::new();
        for (which, value, leave, look) in changes {
            let cell = cells[which as usize % cells.len()];
            given.retain(|(known, _)| *known != cell);
            if leave {
                incremental.unset(cell);
            } else {
                let value = Number::from_integer(value);
                given.push((cell, value.clone()));
                incremental.set_instead(cell, constant(&study, cell, value));
            }
            // Sometimes little is looked at between two changes, sometimes all.
            if look % 3 == 0 {
                everything(&mut incremental);
            } else {
                let _ = incremental.cell(CellId(u32::from(look) % u32::try_from(study.cells.len()).unwrap()));
            }
        }
        let mut fresh = Engine::new(&study, Vec::new());
        for (cell, value) in &given {
            fresh.set(*cell, constant(&study, *cell, value.clone()));
        }
        let (fresh, incremental) = (everything(&mut fresh), everything(&mut incremental));
        for (fresh, incremental) in fresh.iter().zip(&incremental) {
            prop_assert_eq!(fresh, incremental);
        }
    }
    #[test]
    fn a_scenario_comes_to_what_the_changed_study_comes_to(
        below in prop::collection::vec(prop::collection::vec(any::<prop::sample::Index>(), 0..4), 3..14),
        changed in any::<prop::sample::Index>(),
        value in 2i64..400,
    ) {
        let name = |place: usize| format!("v_{place}");
        let changed = changed.index(below.len());
        let mut text = String::new();
        for (place, below) in below.iter().enumerate() {
            // Each rests on itself nowhere, and on earlier ones in any order.
            let parts = below.iter().filter(|_| place > 0).map(|index| name(index.index(place)));
            let formula: Vec<String> = std::iter::once(format!("{place}")).chain(parts).collect();
            let _ = writeln!(text, "let {} = {}", name(place), formula.join(" + "));
        }
        let _ = writeln!(text, "scenario other {{ {} = {value} }}", name(changed));
        let study = checked(&text);
        let other = study.globals.values().find_map(|global| match global {
            Global::Scenario(id) => Some(*id),
            _ => None,
        });
        let mut engine = Engine::new(&study, Vec::new());
        let variant = engine.variant(other);
        let mut fresh = Engine::new(&study, Vec::new());
        let cells: Vec<CellId> = (0..study.cells.len()).map(|place| CellId(u32::try_from(place).unwrap())).collect();
        let given = cells.iter().find(|cell| study.cell_path(**cell) == name(changed)).copied().unwrap();
        fresh.set(given, constant(&study, given, Number::from_integer(value)));
        for cell in cells.into_iter().rev().filter(|cell| study.cell_path(*cell).starts_with("v_")) {
            let (seen, set) = (engine.cell_in(variant, cell), fresh.cell(cell));
            prop_assert_eq!(format!("{:?}", seen.unwrap()), format!("{:?}", set.unwrap()), "{} in\n{}", study.cell_path(cell), text);
        }
    }
}
