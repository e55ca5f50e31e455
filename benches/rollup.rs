//! Many studies: `study rollup` over the 2,300 of a programme, as a whole process, against `study run` of each of them by
//! itself, of which 50 are run and the time of the others is reckoned.
//!
//! Run with `cargo bench --bench rollup`.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const STUDIES: usize = 2_300;
const ALONE: usize = 50;
const ROUNDS: usize = 7;

fn main() {
    let folder = std::env::temp_dir().join(format!("study-rollup-{}", std::process::id()));
    let studies = programme(&folder);
    let paths: Vec<&Path> = studies.iter().map(PathBuf::as_path).collect();
    let every = (STUDIES / ALONE).max(1);
    let (mut together, mut grouped, mut alone) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        together.extend(run(&["rollup"], &[&folder]));
        grouped.extend(run(&["rollup", "--by", "sector", "--format", "csv"], &[&folder]));
        let start = Instant::now();
        for path in paths.iter().step_by(every).take(ALONE) {
            run(&["run"], &[path]);
        }
        alone.push(start.elapsed() * u32::try_from(STUDIES / ALONE).unwrap_or(1));
    }
    let _ = std::fs::remove_dir_all(&folder);
    let whole = median(&mut together);
    println!("rollup of {STUDIES} studies        {:>9.1} ms", milliseconds(whole));
    println!("by sector, as CSV             {:>9.1} ms", milliseconds(median(&mut grouped)));
    let each = median(&mut alone);
    let ratio = each.as_secs_f64() / whole.as_secs_f64();
    println!("`study run` of each, reckoned {:>9.1} ms   {ratio:>5.1} ×", milliseconds(each));
}

/// The time of one call; nothing if it fails.
fn run(arguments: &[&str], paths: &[&Path]) -> Option<Duration> {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_study"));
    let ended = command.args(arguments).args(paths).stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    ended.success().then(|| start.elapsed())
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Writes the studies of a programme, always the same ones.
fn programme(folder: &Path) -> Vec<PathBuf> {
    let mut random = Random(2_021);
    let mut studies = Vec::with_capacity(STUDIES);
    for number in 0..STUDIES {
        let region = folder.join(format!("region_{:02}", number % 14));
        let path = region.join(format!("enterprise_{number:04}.study"));
        let written = std::fs::create_dir_all(&region).and_then(|()| std::fs::write(&path, study(number, &mut random)));
        if let Err(reason) = written {
            println!("{} cannot be written: {reason}", path.display());
        }
        studies.push(path);
    }
    studies
}

/// What an enterprise of a programme looks like: a header, some indicators, in a third of them an operation that was timed,
/// and in a sixth a product and a scenario besides.
fn study(number: usize, random: &mut Random) -> String {
    let sectors = ["Food and drink", "Garments", "Crafts", "Furniture", "Metal", "Automotive"];
    let sector = sectors.get(random.below(sectors.len())).copied().unwrap_or_default();
    let (employees, days) = (random.from(4, 220), random.from(22, 26));
    let mut text = format!(
        "study \"Enterprise {number}\" {{\n  source: \"coach {}\"\n  enterprise: \"Enterprise {number}\"\n  sector: \"{sector}\"\n  \
         region: \"Region {}\"\n  employees: {employees}\n}}\n\nunit piece\ncalendar {{ month: {days} workday }}\n\n",
        number % 40,
        number % 14,
    );
    let (before, after) = (random.from(6, 30), random.from(0, 14));
    let _ = writeln!(
        text,
        "indicator overtime \"Overtime per worker\" {{ before: {before} h/month; after: {after} h/month; target: 4 h/month }}"
    );
    // Nobody's sheet is always right: that of every twentieth study says something else.
    let change = after as i64 - before as i64 + i64::from(number.is_multiple_of(20));
    let (before, after) = (random.from(30, 120), random.from(10, 60));
    let _ = writeln!(
        text,
        "indicator defects \"Defects\" {{ before: {}.{}%; after: {}.{}%; target: 1% }}",
        before / 10,
        before % 10,
        after / 10,
        after % 10
    );
    if random.below(2) == 0 {
        let (before, after) = (random.from(900, 9_000), random.from(700, 7_000));
        let _ = writeln!(
            text,
            "indicator electricity \"Electricity\" {{ before: {before}_000 IDR/month; after: {after}_000 IDR/month; better: lower }}"
        );
    }
    if random.below(3) > 0 {
        let (before, more) = (random.from(40, 400), random.from(0, 90));
        let _ = writeln!(
            text,
            "indicator output \"Output\" {{ before: {before} piece/workday; after: {} piece/workday; better: higher }}",
            before + more
        );
    }
    let timed = random.below(6);
    if timed < 2 {
        let readings: Vec<String> = (0..10).map(|_| format!("{}.{}", random.from(38, 44), random.below(10))).collect();
        let _ = writeln!(text, "\nallowance usual {{ basis: total; personal: 2%; fatigue: 6%; delay: 2% }}");
        let _ = writeln!(
            text,
            "operation packing \"Packing\" per piece {{ readings: [{}] s; allowance: usual }}",
            readings.join(", ")
        );
    }
    if timed == 0 {
        let demand = random.from(4, 19);
        let _ = writeln!(
            text,
            "product parcel \"Parcel\" per piece {{ route: [packing]; demand: {demand}_000 piece/month }}"
        );
        let _ = writeln!(text, "scenario two {{ packing.crew = 2 }}");
    }
    let _ = writeln!(text, "\nclaim \"The coach's sheet\": overtime.change is {change} h/month");
    text
}

/// Random numbers that are the same in every run: Knuth's multiplier for 64 bits.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % most
    }

    fn from(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }
}
