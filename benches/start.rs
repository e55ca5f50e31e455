//! Cold start: `study run` on the overtime example against Numbat and R on files that do the same arithmetic, as whole
//! processes, in turn, in one run. A peer that is not installed is left out, and that is said.
//!
//! Peers: `cargo install numbat-cli` and Debian's `r-base-core`. Run with `cargo bench --bench start`.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 40;

/// A program with its arguments, and how long its runs took.
struct Contender {
    name: &'static str,
    command: Vec<String>,
    times: Vec<Duration>,
}

fn main() {
    let root = env!("CARGO_MANIFEST_DIR");
    let file = |path: &str| format!("{root}/{path}");
    let study =
        vec![env!("CARGO_BIN_EXE_study").to_owned(), "run".to_owned(), file("examples/overtime/overtime.study")];
    let numbat = vec!["numbat".to_owned(), file("benches/peers/overtime.nbt")];
    let r = vec!["Rscript".to_owned(), file("benches/peers/overtime.R")];
    let mut contenders: Vec<Contender> = Vec::new();
    for (name, command) in [("study", study), ("numbat", numbat), ("R", r)] {
        match run(&command) {
            Some(_) => contenders.push(Contender { name, command, times: Vec::new() }),
            None => println!("{name} is not installed or fails: left out"),
        }
    }
    for _ in 0..ROUNDS {
        for contender in &mut contenders {
            contender.times.extend(run(&contender.command));
        }
    }
    let own = contenders.first_mut().map(median).unwrap_or_default();
    for contender in &mut contenders {
        let middle = median(contender);
        let ratio = middle.as_secs_f64() / own.as_secs_f64();
        println!("{:<8}{:>9.2} ms   {ratio:>6.1} ×", contender.name, middle.as_secs_f64() * 1e3);
    }
}

/// The time of one run; nothing if the program is not there or fails.
fn run(command: &[String]) -> Option<Duration> {
    let (program, arguments) = command.split_first()?;
    let start = Instant::now();
    let ended = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    ended.success().then(|| start.elapsed())
}

fn median(contender: &mut Contender) -> Duration {
    contender.times.sort_unstable();
    contender.times.get(contender.times.len() / 2).copied().unwrap_or_default()
}
