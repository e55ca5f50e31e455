//! Every figure of a rollup by itself, for formats that have one figure a row.

use super::sums::{Count, Sums, whole};
use super::{Head, Rollup, Saved, Scope};
use crate::report::Figure;
use crate::value::Number;

/// One figure.
pub struct Fact<'r> {
    /// The studies that it is of.
    pub scope: &'r Scope,
    /// The indicator that it is of; nothing for what studies say of themselves, and for money saved.
    pub indicator: Option<&'r str>,
    /// What it is.
    pub figure: String,
    /// How much.
    pub value: Figure,
}

/// All figures: those of the studies, then those of each indicator, then money.
pub fn facts(rollup: &Rollup) -> Vec<Fact<'_>> {
    let mut facts = Gathering::default();
    for (scope, head) in rollup.scopes.iter().zip(&rollup.heads) {
        facts.head(scope, head);
    }
    for indicator in &rollup.indicators {
        for (scope, changes) in rollup.scopes.iter().zip(&indicator.sums) {
            if changes.studies == 0 {
                continue;
            }
            facts.indicator = Some(&indicator.name);
            facts.plain(scope, "studies", changes.studies);
            facts.middles(scope, "before", &changes.before, &indicator.unit);
            facts.middles(scope, "after", &changes.after, &indicator.unit);
            facts.middles(scope, "change", &changes.change, &indicator.unit);
            facts.middles(scope, "change_share", &changes.change_share, "%");
            facts.count(scope, "improved", changes.improved);
            facts.count(scope, "reached", changes.reached);
        }
    }
    facts.indicator = None;
    for saved in &rollup.savings {
        facts.saved(&rollup.scopes, saved);
    }
    facts.all
}

#[derive(Default)]
struct Gathering<'r> {
    indicator: Option<&'r str>,
    all: Vec<Fact<'r>>,
}

impl<'r> Gathering<'r> {
    fn add(&mut self, scope: &'r Scope, figure: String, number: Number, unit: &str) {
        let value = Figure { number, unit: unit.to_owned() };
        self.all.push(Fact { scope, indicator: self.indicator, figure, value });
    }

    fn plain(&mut self, scope: &'r Scope, figure: &str, count: usize) {
        self.add(scope, figure.to_owned(), whole(count), "");
    }

    fn head(&mut self, scope: &'r Scope, head: &Head) {
        self.plain(scope, "studies", head.studies);
        if let Some(employees) = &head.employees {
            self.add(scope, "employees".to_owned(), employees.clone(), "");
        }
        self.plain(scope, "claims", head.claims);
        self.plain(scope, "claims_fallen", head.fallen);
    }

    fn middles(&mut self, scope: &'r Scope, figure: &str, sums: &Option<Sums>, unit: &str) {
        let Some(sums) = sums else { return };
        self.add(scope, format!("{figure}_mean"), sums.mean.clone(), unit);
        self.add(scope, format!("{figure}_median"), sums.median.clone(), unit);
    }

    /// How many, of how many it is known, and the share.
    fn count(&mut self, scope: &'r Scope, figure: &str, count: Count) {
        let Some(share) = count.percent() else { return };
        self.plain(scope, figure, count.hits);
        self.plain(scope, &format!("{figure}_of"), count.of);
        self.add(scope, format!("{figure}_share"), share, "%");
    }

    fn saved(&mut self, scopes: &'r [Scope], saved: &Saved) {
        for (scope, sums) in scopes.iter().zip(&saved.sums) {
            let Some(sums) = sums else { continue };
            self.plain(scope, "saved_studies", sums.count);
            self.add(scope, "saved_total".to_owned(), sums.total.clone(), &saved.unit);
            self.middles(scope, "saved", &Some(sums.clone()), &saved.unit);
        }
    }
}
