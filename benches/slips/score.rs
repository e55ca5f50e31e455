//! What came of all claims, in tables.

use crate::slips::KINDS;
use crate::trial::Tried;
use std::collections::BTreeMap;
use std::time::Duration;

/// All claims that were put to the test.
#[derive(Default)]
pub struct Score {
    pub slips: Vec<Tried>,
    pub chance: Vec<Tried>,
}

/// How often what happened.
#[derive(Default)]
struct Counts {
    tried: usize,
    first: usize,
    shown: usize,
    nothing: usize,
    /// Another kind first, and the right one not far behind.
    behind: usize,
    /// Another kind first, and a slip of the pen leads to the very same digits.
    pen: usize,
    /// Another kind first, which is the same figure to all digits.
    same: usize,
    wrong: BTreeMap<&'static str, usize>,
}

impl Counts {
    fn add(&mut self, tried: &Tried) {
        self.tried += 1;
        self.first += usize::from(tried.is_first());
        self.shown += usize::from(tried.is_shown());
        let Some(slip) = tried.slips.first() else {
            self.nothing += 1;
            return;
        };
        if !tried.is_first() {
            self.behind += usize::from(tried.is_shown());
            self.pen += usize::from(tried.pen);
            self.same += usize::from(tried.same);
            *self.wrong.entry(slip.kind.name()).or_default() += 1;
        }
    }

    fn row(&self, name: &str) -> String {
        let share = |count: usize| format!("{:>5.1}", 100.0 * count as f64 / self.tried.max(1) as f64);
        let mut wrong: Vec<(&str, usize)> = self.wrong.iter().map(|(name, count)| (*name, *count)).collect();
        wrong.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let which: Vec<String> = wrong.iter().take(4).map(|(name, count)| format!("{name} {count}")).collect();
        let others: usize = wrong.iter().map(|(_, count)| count).sum();
        let numbers =
            [self.first, self.shown, self.nothing, others, self.behind, self.pen, self.same].map(share).join("  ");
        format!("{name:<44}{:>6}  {numbers}   {}", self.tried, which.join(", "))
    }
}

const HEADING: &str = "tried  first  shown  nothing wrong behind   pen   same   which";

impl Score {
    pub fn print(&self) {
        self.by_kind();
        self.by_way();
        self.by_template();
        self.by_digits();
        self.by_chance();
        self.times();
    }

    fn by_kind(&self) {
        println!("{:<44} {HEADING}", "Slips put in, in % of those tried");
        let mut all = Counts::default();
        for kind in KINDS {
            let mut counts = Counts::default();
            self.slips.iter().filter(|tried| tried.kind == kind).for_each(|tried| counts.add(tried));
            self.slips.iter().filter(|tried| tried.kind == kind).for_each(|tried| all.add(tried));
            if counts.tried > 0 {
                println!("{}", counts.row(kind.name()));
            }
        }
        println!("{}", all.row("all"));
        let mut long = Counts::default();
        self.slips.iter().filter(|tried| tried.digits > 2).for_each(|tried| long.add(tried));
        println!("{}", long.row("all of three digits and more"));
        println!(
            "behind: another kind first, the right one among those shown. pen: another kind first, and one digit of"
        );
        println!("the right figure changed, its point moved or its digits cut off gives the very same figure.");
        println!("same: another kind first, which is the same figure to all digits.");
    }

    fn by_way(&self) {
        let mut ways: BTreeMap<String, Counts> = BTreeMap::new();
        for tried in &self.slips {
            ways.entry(format!("{}: {}", tried.kind.name(), tried.how)).or_default().add(tried);
        }
        println!("\n{:<44} {HEADING}", "How they came about");
        ways.iter().for_each(|(way, counts)| println!("{}", counts.row(&crop(way, 43))));
    }

    fn by_template(&self) {
        let mut templates: BTreeMap<&str, Counts> = BTreeMap::new();
        self.slips.iter().for_each(|tried| templates.entry(tried.template).or_default().add(tried));
        println!("\n{:<44} {HEADING}", "In which studies");
        templates.iter().for_each(|(template, counts)| println!("{}", counts.row(template)));
    }

    fn by_digits(&self) {
        let mut digits: BTreeMap<usize, Counts> = BTreeMap::new();
        self.slips.iter().for_each(|tried| digits.entry(tried.digits.min(9)).or_default().add(tried));
        println!("\n{:<44} {HEADING}", "By the digits of the right figure");
        digits.iter().for_each(|(count, counts)| println!("{}", counts.row(&count.to_string())));
    }

    fn by_chance(&self) {
        if self.chance.is_empty() {
            return;
        }
        let explained = |tried: &&Tried| !tried.slips.is_empty();
        let share = |all: &[&Tried]| {
            let some = all.iter().filter(|tried| explained(tried)).count();
            format!(
                "{:>6} claims, explained {some:>4}, {:>6.2} %",
                all.len(),
                100.0 * some as f64 / all.len().max(1) as f64
            )
        };
        let all: Vec<&Tried> = self.chance.iter().collect();
        println!("\nOff by a random factor          {}", share(&all));
        let mut digits: BTreeMap<usize, Vec<&Tried>> = BTreeMap::new();
        all.iter().for_each(|tried| digits.entry(tried.digits.min(9)).or_default().push(tried));
        digits.iter().for_each(|(count, all)| println!("  {count} digits of the right figure  {}", share(all)));
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for slip in all.iter().filter_map(|tried| tried.slips.first()) {
            *kinds.entry(slip.kind.name()).or_default() += 1;
        }
        let mut kinds: Vec<_> = kinds.into_iter().collect();
        kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        println!("  by {}", kinds.iter().map(|(kind, count)| format!("{kind} {count}")).collect::<Vec<_>>().join(", "));
    }

    fn times(&self) {
        let mut times: Vec<Duration> = self.slips.iter().chain(&self.chance).map(|tried| tried.time).collect();
        times.sort_unstable();
        let middle = times.get(times.len() / 2).copied().unwrap_or_default();
        let most = times.last().copied().unwrap_or_default();
        println!(
            "\nTime a claim: median {:.2} ms, longest {:.2} ms.",
            middle.as_secs_f64() * 1e3,
            most.as_secs_f64() * 1e3
        );
    }
}

fn crop(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}
