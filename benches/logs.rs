//! A log of ten million rows: n, mean, variance, extremes, quartiles and limits by station, against DuckDB and Polars,
//! as whole processes, in turn, in one run on the same cores. A peer that is not installed is left out, and that is said.
//!
//! The log is made here, some 250 MB; `STUDY_LOG_ROWS` makes it shorter. Peers: `pip install duckdb polars`, for the
//! Python that `STUDY_PYTHON` names or else `python3`; peak memory is measured where GNU time is installed. Run with
//! `cargo bench --bench logs`.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const ROWS: u64 = 10_000_000;
const STATIONS: u64 = 24;
const ROUNDS: usize = 5;

/// The study that the log is read by.
const STUDY: &str = "data log from \"log.csv\" { station: text; time: s }
show \"Stations\" by log.station:
    count(log.time), mean(log.time), variance(log.time), min(log.time), max(log.time),
    quantile(log.time, 25%), quantile(log.time, 50%), quantile(log.time, 75%),
    mean(log.time) - 3 * deviation(log.time), mean(log.time) + 3 * deviation(log.time)
";

/// A program with its arguments; how long its runs took, in seconds, and the most memory they held, in MB.
struct Contender {
    name: &'static str,
    command: Vec<String>,
    runs: Vec<(f64, f64)>,
}

fn main() -> std::io::Result<()> {
    let rows = std::env::var("STUDY_LOG_ROWS").ok().and_then(|rows| rows.parse().ok()).unwrap_or(ROWS);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let log = folder.join("log.csv");
    write_log(&log, rows)?;
    std::fs::write(folder.join("log.study"), STUDY)?;
    let path = |path: &Path| path.display().to_string();
    let python = std::env::var("STUDY_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let peer = |script: &str| {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers").join(script);
        vec![python.clone(), path(&script), path(&log)]
    };
    let own = vec![env!("CARGO_BIN_EXE_study").to_owned(), "run".to_owned(), path(&folder.join("log.study"))];
    let mut contenders: Vec<Contender> = Vec::new();
    for (name, command) in [("study", own), ("DuckDB", peer("log_duckdb.py")), ("Polars", peer("log_polars.py"))] {
        match run(&command) {
            Some(_) => contenders.push(Contender { name, command, runs: Vec::new() }),
            None => println!("{name} is not installed or fails: left out"),
        }
    }
    for _ in 0..ROUNDS {
        for contender in &mut contenders {
            contender.runs.extend(run(&contender.command));
        }
    }
    let own = contenders.first_mut().map(median).unwrap_or_default();
    for contender in &mut contenders {
        let (seconds, memory) = median(contender);
        let ratio = seconds / own.0;
        println!("{:<8}{seconds:>7.3} s   {ratio:>5.1} ×   {memory:>6.0} MB", contender.name);
    }
    std::fs::remove_file(log)
}

/// Time and peak memory of one run; nothing if the program is not there or fails.
fn run(command: &[String]) -> Option<(f64, f64)> {
    let timed = Path::new("/usr/bin/time").exists();
    let mut whole: Vec<&str> = if timed { vec!["/usr/bin/time", "-f", "%M"] } else { Vec::new() };
    whole.extend(command.iter().map(String::as_str));
    let (program, arguments) = whole.split_first()?;
    let start = Instant::now();
    let ended = Command::new(program).args(arguments).stdout(Stdio::null()).output().ok()?;
    let seconds = start.elapsed().as_secs_f64();
    let said = String::from_utf8_lossy(&ended.stderr);
    let memory = said.lines().last().and_then(|line| line.trim().parse::<f64>().ok()).unwrap_or(0.0);
    ended.status.success().then_some((seconds, memory / 1024.0))
}

fn median(contender: &mut Contender) -> (f64, f64) {
    contender.runs.sort_by(|a, b| a.0.total_cmp(&b.0));
    contender.runs.get(contender.runs.len() / 2).copied().unwrap_or_default()
}

/// One step of xorshift64*.
fn next(state: &mut u64) -> u64 {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    state.wrapping_mul(0x2545_F491_4F6C_DD1D)
}

/// Stations in no order, times of two or three decimals around 20 to 40 s, with a long one now and then.
fn write_log(path: &Path, rows: u64) -> std::io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    writeln!(out, "station,cycle,time")?;
    let mut state = 0x9E37_79B9_7F4A_7C15;
    let names = ["packing", "welding", "press", "paint", "assembly", "test"];
    for row in 0..rows {
        let station = next(&mut state) % STATIONS;
        let name = names.get((station % 6) as usize).copied().unwrap_or_default();
        let draws: u64 = (0..4).map(|_| next(&mut state) % 5000).sum();
        let tail = if next(&mut state).is_multiple_of(200) { next(&mut state) % 90_000 } else { 0 };
        let time = 10_000 + 500 * station + draws + tail;
        let (seconds, rest) = (time / 1000, time % 1000);
        match rest % 10 {
            0 => writeln!(out, "{name}_{station:02},{row},{seconds}.{:02}", rest / 10)?,
            _ => writeln!(out, "{name}_{station:02},{row},{seconds}.{rest:03}")?,
        }
    }
    out.flush()
}
