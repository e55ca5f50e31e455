//! How well slips are found: correct studies made by program, one slip put into each, and what the report says of it.
//!
//! Run with `cargo bench --bench slips -- --seed 1 --rounds 100`; `--show KIND` prints every case of a kind that was not
//! found first, `--how WORDS` only those that came about in this way, `--every` those too that were found; `--show chance`
//! prints the claims off by chance that were explained. The same seed gives the same cases.

mod printing;
mod random;
mod running;
mod score;
mod slips;
mod studies;
mod text;
mod trial;

use random::Random;
use score::Score;
use std::time::Instant;
use study::slip::Kind;

/// What the call asks for.
struct Arguments {
    seed: u64,
    rounds: usize,
    show: Option<String>,
    how: Option<String>,
    every: bool,
}

fn arguments() -> Arguments {
    let mut asked = Arguments { seed: 1, rounds: 100, show: None, how: None, every: false };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--seed" => asked.seed = number(words.next()).unwrap_or(asked.seed),
            "--rounds" => asked.rounds = number(words.next()).unwrap_or(asked.rounds),
            "--show" => asked.show = words.next(),
            "--every" => asked.every = true,
            "--how" => asked.how = words.next(),
            _ => {}
        }
    }
    asked
}

fn number<T: std::str::FromStr>(word: Option<String>) -> Option<T> {
    word?.parse().ok()
}

fn main() {
    let asked = arguments();
    let start = Instant::now();
    for problem in trial::problems(&mut Random::new(asked.seed, 99, 0)) {
        println!("{problem}");
    }
    let mut score = Score::default();
    for (stream, kind) in (1..).zip(slips::KINDS) {
        if asked.show.as_ref().is_some_and(|shown| shown != kind.name() && shown != "chance") {
            continue;
        }
        for case in 0..asked.rounds {
            let random = &mut Random::new(asked.seed, stream, case as u64);
            if let Some(tried) = trial::tried(kind, random) {
                show(&asked, kind, &tried);
                score.slips.push(tried);
            }
        }
    }
    // As many claims off by chance as it takes to tell one of a hundred from two.
    let chances = if asked.show.as_ref().is_some_and(|shown| shown != "chance") { 0 } else { asked.rounds * 20 };
    for case in 0..chances {
        let random = &mut Random::new(asked.seed, 50, case as u64);
        if let Some(tried) = trial::by_chance(random) {
            if asked.show.as_deref() == Some("chance") && !tried.slips.is_empty() {
                println!("{}", tried.verbose());
            }
            score.chance.push(tried);
        }
    }
    score.print();
    println!("\nSeed {}, {} rounds, {:.1} s.", asked.seed, asked.rounds, start.elapsed().as_secs_f64());
}

fn show(asked: &Arguments, kind: Kind, tried: &trial::Tried) {
    let wanted = asked.show.as_deref() == Some(kind.name());
    if wanted
        && (asked.every || !tried.is_first())
        && asked.how.as_ref().is_none_or(|how| tried.how.contains(how.as_str()))
    {
        println!("{}", tried.verbose());
    }
}
