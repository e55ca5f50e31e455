//! One claim put to the test.

use crate::random::Random;
use crate::running::{ATTACKED, Seen, explained, figures};
use crate::slips::{self, Case, SAME, Slip, Wrong};
use crate::studies::{self, Draft, Target};
use std::time::Duration;
use study::report::ClaimState;
use study::slip::{self, Kind};
use study::value::Number;
use study::value::number::Rounding;

/// So many studies are made until one takes the slip.
const STUDIES: usize = 400;

/// So many places are tried in each.
const PLACES: usize = 5;

/// A claim with a slip, and what was said of it.
pub struct Tried {
    pub kind: Kind,
    pub how: &'static str,
    pub template: &'static str,
    /// The study with the claim.
    pub text: String,
    /// What should be printed.
    pub right: String,
    /// What is printed.
    pub wrong: String,
    /// What was done to the study, line by line.
    pub changed: Vec<String>,
    /// Digits of the right figure.
    pub digits: usize,
    /// Whether a slip of the pen leads to the same digits.
    pub pen: bool,
    /// Whether the first explanation still holds when more digits of the wrong figure are printed.
    pub same: bool,
    pub slips: Vec<slip::Slip>,
    pub time: Duration,
}

impl Tried {
    /// Whether this is what was put in.
    fn is_right(&self, kind: Kind) -> bool {
        kind == self.kind
            || SAME.iter().any(|(own, how, other, _)| *own == self.kind && *how == self.how && *other == kind)
    }

    pub fn is_first(&self) -> bool {
        self.slips.first().is_some_and(|slip| self.is_right(slip.kind))
    }

    pub fn is_shown(&self) -> bool {
        self.slips.iter().any(|slip| self.is_right(slip.kind))
    }

    /// All about it.
    pub fn verbose(&self) -> String {
        let mut out = format!("──── {} by {}: {}\n", self.kind.name(), self.template, self.how);
        out.push_str(&self.text);
        for line in &self.changed {
            out.push_str(&format!("   was: {line}\n"));
        }
        out.push_str(&format!(
            "   right: {}   printed: {}{}\n",
            self.right,
            self.wrong,
            match (self.same, self.pen) {
                (true, _) => "   (the same to all digits)",
                (_, true) => "   (one digit away)",
                _ => "",
            }
        ));
        for slip in &self.slips {
            out.push_str(&format!("   → {} ({:.0}): {}\n", slip.kind.name(), slip.evidence, slip.sentence));
        }
        if self.slips.is_empty() {
            out.push_str("   → nothing\n");
        }
        out
    }
}

/// A study with all of its figures shown.
fn shown(draft: &Draft) -> String {
    let mut text = draft.text.clone();
    for (place, target) in draft.targets.iter().enumerate() {
        let unit = target.form.unit();
        let unit = if unit.is_empty() { unit } else { format!(" in {unit}") };
        text.push_str(&format!("show \"T{place}\": ({}) * 1{unit}\n", target.expr));
    }
    for line in draft.text.lines() {
        let name = line.strip_prefix("let ").and_then(|rest| rest.split_once(" = "));
        if let Some((name, _)) = name {
            text.push_str(&format!("show \"L:{name}\": {name}\n"));
        }
    }
    text
}

/// The study with its claims: the one put to the test, and some of the others as they are rightly printed.
fn claimed(draft: &Draft, seen: &Seen, (place, wrong): (usize, &str), random: &mut Random) -> String {
    let mut text = draft.text.clone();
    let attacked = draft.targets.get(place);
    for (other, target) in draft.targets.iter().enumerate() {
        let same = |attacked: &Target| attacked.expr == target.expr && attacked.form.unit() == target.form.unit();
        if other == place {
            text.push_str(&format!("claim \"{ATTACKED}\": {} is {wrong}\n", target.expr));
        } else if !attacked.is_some_and(same)
            && random.chance(0.5)
            && let Some(known) = seen.shown(&format!("T{other}"))
        {
            let printed = target.form.write(&known.number, Rounding::HalfUp, draft.workday);
            text.push_str(&format!("claim \"Table {other}\": {} is {printed}\n", target.expr));
        }
    }
    text
}

/// A study whose figures are known.
struct Ready {
    draft: Draft,
    text: String,
    seen: Seen,
}

fn ready(draft: Draft, with_cells: bool) -> Option<Ready> {
    let text = shown(&draft);
    let seen = figures(&text, with_cells).ok()?;
    Some(Ready { draft, text, seen })
}

/// A claim with a slip of this kind.
pub fn tried(kind: Kind, random: &mut Random) -> Option<Tried> {
    let way = random.below(slips::WAYS);
    for _ in 0..STUDIES {
        let draft = studies::draft(random);
        if !slips::may(kind, &draft) {
            continue;
        }
        let Some(ready) = ready(draft, kind == Kind::RoundedEarly) else { continue };
        for _ in 0..PLACES {
            if let Some(tried) = attempt((kind, way), &ready, random) {
                return Some(tried);
            }
        }
    }
    None
}

fn attempt((kind, way): (Kind, usize), ready: &Ready, random: &mut Random) -> Option<Tried> {
    let Ready { draft, text, seen } = ready;
    let place = random.below(draft.targets.len());
    let target = draft.targets.get(place)?;
    let right = &seen.shown(&format!("T{place}"))?.number;
    let printed = target.form.write(right, Rounding::HalfUp, draft.workday);
    let case = Case { draft, text, seen, target, place, right, printed: &printed };
    let slip = slips::slip(kind, way, &case, random)?;
    let (wrong, finer) = wrong_text(kind, &slip, &case)?;
    if wrong == printed {
        return None;
    }
    let claimed = claimed(draft, seen, (place, &wrong), random);
    let answer = explained(&claimed).ok()?;
    let same = finer.is_some_and(|finer| {
        let first = answer.slips.first().filter(|first| first.kind != kind).map(|first| first.kind);
        first.is_some_and(|first| still_holds(first, &claimed, &format!(" is {wrong}\n"), &format!(" is {finer}\n")))
    });
    let changed = match &slip.wrong {
        Wrong::Study(other) => differing(text, other),
        _ => Vec::new(),
    };
    (answer.state == ClaimState::Fails).then(|| Tried {
        kind,
        how: slip.how,
        template: draft.template,
        text: claimed,
        digits: target.form.digits(right),
        pen: slips::is_pen(&printed, &wrong),
        same,
        right: printed,
        wrong,
        changed,
        slips: answer.slips,
        time: answer.time,
    })
}

/// What is printed, and the same with more digits if there are any.
fn wrong_text(kind: Kind, slip: &Slip, case: &Case<'_>) -> Option<(String, Option<String>)> {
    let write = |number: &Number| {
        let mut finer = case.form().clone();
        finer.decimals += 4;
        let more = (number.terminating_decimals().is_none_or(|decimals| decimals > case.form().decimals))
            .then(|| finer.write(number, Rounding::HalfUp, case.draft.workday));
        (case.form().write(number, Rounding::HalfUp, case.draft.workday), more)
    };
    match &slip.wrong {
        Wrong::Printed(text) => Some((text.clone(), None)),
        Wrong::Number(number) => Some(write(number)),
        Wrong::Study(text) => {
            let seen = figures(text, false).ok()?;
            let number = &seen.shown(&format!("T{}", case.place))?.number;
            slips::is_believable(kind, case, number).then(|| write(number))
        }
    }
}

/// Whether a slip of this kind still leads to the figure when more of its digits are printed.
fn still_holds(kind: Kind, claimed: &str, printed: &str, finer: &str) -> bool {
    let label = format!("claim \"{ATTACKED}\": ");
    let Some(line) = claimed.lines().find(|line| line.starts_with(&label)) else { return false };
    let line = format!("{line}\n");
    let text = claimed.replacen(&line, &line.replace(printed, finer), 1);
    explained(&text).is_ok_and(|answer| answer.slips.iter().any(|slip| slip.kind == kind))
}

fn differing(one: &str, other: &str) -> Vec<String> {
    let own: Vec<&str> = one.lines().collect();
    let changed = other.lines().filter(|line| !own.contains(line)).map(|line| format!("+ {line}"));
    let others: Vec<&str> = other.lines().collect();
    let gone = own.iter().filter(|line| !others.contains(line)).map(|line| format!("- {line}"));
    gone.chain(changed).collect()
}

/// A claim off by a random factor.
pub fn by_chance(random: &mut Random) -> Option<Tried> {
    for _ in 0..STUDIES {
        let Some(ready) = ready(studies::draft(random), false) else { continue };
        let Ready { draft, seen, .. } = &ready;
        let place = random.below(draft.targets.len());
        let (Some(target), Some(known)) = (draft.targets.get(place), seen.shown(&format!("T{place}"))) else {
            continue;
        };
        let right = target.form.write(&known.number, Rounding::HalfUp, draft.workday);
        let factor = Number::from_f64(random.log(1.0 / 3.0, 3.0)).ok()?;
        let wrong = target.form.write(&known.number.multiply(&factor).ok()?, Rounding::HalfUp, draft.workday);
        let text = claimed(draft, seen, (place, &wrong), random);
        let Ok(answer) = explained(&text) else { continue };
        if wrong == right || answer.state != ClaimState::Fails {
            continue;
        }
        return Some(Tried {
            kind: Kind::Digit,
            how: "a random factor",
            template: draft.template,
            text,
            digits: target.form.digits(&known.number),
            pen: slips::is_pen(&right, &wrong),
            same: false,
            right,
            wrong,
            changed: Vec::new(),
            slips: answer.slips,
            time: answer.time,
        });
    }
    None
}

/// What does not go with the templates themselves.
pub fn problems(random: &mut Random) -> Vec<String> {
    let mut problems = Vec::new();
    for draft in studies::all(random) {
        let text = shown(&draft);
        match figures(&text, false) {
            Err(problem) => problems.push(format!("{}: {problem}\n{text}", draft.template)),
            Ok(seen) => {
                let missing = (0..draft.targets.len()).filter(|place| seen.shown(&format!("T{place}")).is_none());
                problems.extend(missing.map(|place| format!("{}: no figure for T{place}\n{text}", draft.template)));
            }
        }
    }
    problems
}
