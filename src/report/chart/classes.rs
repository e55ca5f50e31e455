//! The classes of a histogram: their edges are exact, and what is printed as an edge is the edge.

use crate::report::Chart;
use crate::value::Number;

/// Values that differ by finer steps than this, of all that they range over, get edges on a coarser grid.
const FINEST: i64 = 10_000;

/// Classes of one width, with how many values fall into each.
pub struct Classes {
    /// Where each class begins, and where the last one ends.
    pub edges: Vec<Number>,
    /// How many values each has; a value on an edge belongs to the class that begins there.
    pub counts: Vec<usize>,
}

/// Where values can lie: at the first, and so many steps on.
struct Grid {
    first: Number,
    step: Number,
    /// How far below the first value the first class begins.
    before: Number,
}

impl Classes {
    /// About as many classes as Sturges (1926) has, each as wide as a whole number of the steps in which the values differ:
    /// otherwise one class would hold more of the possible values than the next.
    pub fn of(chart: &Chart) -> Option<Classes> {
        let values: Vec<&Number> = chart.values.iter().flatten().map(|figure| &figure.number).collect();
        let (least, most) = (values.iter().min()?, values.iter().max()?);
        let grid = Grid::of(&values).or_else(|| Grid::coarse(least, most))?;
        let places =
            most.subtract(&grid.first).ok()?.divide(&grid.step).ok()?.floor(&Number::ONE).ok()?.to_usize()? + 1;
        let wanted = (1.0 + (values.len() as f64).log2()).ceil().clamp(1.0, 20.0) as usize;
        let each = places.div_ceil(wanted);
        let low = grid.first.subtract(&grid.before).ok()?;
        let edge = |class: usize| low.add(&grid.step.multiply(&Number::from_integer((each * class) as i64)).ok()?).ok();
        let edges: Vec<Number> = (0..=places.div_ceil(each)).map(edge).collect::<Option<_>>()?;
        let mut counts = vec![0; edges.len().saturating_sub(1)];
        for value in values {
            let class = edges.partition_point(|edge| edge <= value).checked_sub(1);
            *counts.get_mut(class?)? += 1;
        }
        Some(Classes { edges, counts })
    }

    /// The largest count.
    pub fn most(&self) -> usize {
        self.counts.iter().copied().max().unwrap_or(0).max(1)
    }

    /// Where the first class begins and the last one ends.
    pub fn ends(&self) -> Option<(&Number, &Number)> {
        self.edges.first().zip(self.edges.last())
    }

    /// Every class: where it begins and ends, and how many values it has.
    pub fn each(&self) -> impl Iterator<Item = (&Number, &Number, usize)> {
        let ends = self.edges.iter().zip(self.edges.iter().skip(1));
        ends.zip(&self.counts).map(|((from, to), count)| (from, to, *count))
    }

    /// As many decimals as the edges have.
    pub fn decimals(&self) -> u32 {
        self.edges.iter().filter_map(Number::terminating_decimals).max().unwrap_or(0)
    }
}

impl Grid {
    /// The widest steps that lead from any value to any other. Classes begin half-way between, where no value can lie. Nothing
    /// where the values have endless decimals, or where the steps are too fine for edges that can be read.
    fn of(values: &[&Number]) -> Option<Grid> {
        let decimals = values.iter().map(|value| value.terminating_decimals());
        let decimals = decimals.collect::<Option<Vec<u32>>>()?.into_iter().max().filter(|decimals| *decimals <= 18)?;
        let unit = Number::from_mantissa(1, decimals);
        let counted = values.iter().map(|value| value.divide(&unit).ok()?.to_i64().map(i128::from));
        let counted: Vec<i128> = counted.collect::<Option<_>>()?;
        let (least, most) = (counted.iter().min()?, counted.iter().max()?);
        let step = counted.iter().fold(0, |step, value| greatest_common(step, value - least));
        if step == 0 || (most - least) / step > i128::from(FINEST) {
            return None;
        }
        let at = |units: i128| Number::from_mantissa(units, decimals);
        let before = at(step).divide(&Number::from_integer(2)).ok()?;
        Some(Grid { first: at(*least), step: at(step), before })
    }

    /// Steps of a power of ten, some hundreds of them.
    fn coarse(least: &Number, most: &Number) -> Option<Grid> {
        let range = most.subtract(least).ok()?.to_f64();
        let power = Some(range.log10().floor()).filter(|power| power.is_finite())? as i32 - 2;
        let step = Number::from_integer(10).power(&Number::from_integer(power.into())).ok()?;
        Some(Grid { first: least.floor(&step).ok()?, step, before: Number::ZERO })
    }
}

fn greatest_common(one: i128, other: i128) -> i128 {
    if other == 0 { one } else { greatest_common(other, one % other) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::report::Figure;

    fn classes(values: &[&str]) -> Classes {
        let figure = |text: &&str| Figure { number: Number::parse(text).unwrap(), unit: "s".to_owned() };
        let chart = Chart { values: values.iter().map(|text| Some(figure(text))).collect(), ..Chart::default() };
        Classes::of(&chart).unwrap()
    }

    fn edges(classes: &Classes) -> Vec<String> {
        classes.edges.iter().map(Number::exact_text).collect()
    }

    #[test]
    fn edges_lie_half_way_between_the_values_there_can_be() {
        let found = classes(&["1", "2", "2", "3", "4", "2"]);
        assert_eq!(edges(&found), ["0.5", "1.5", "2.5", "3.5", "4.5"]);
        assert_eq!(found.counts, [1, 3, 1, 1]);
        let found = classes(&["60", "120", "120", "180"]);
        assert_eq!(
            (edges(&found), found.counts),
            (["30", "90", "150", "210"].map(String::from).to_vec(), vec![1, 2, 1])
        );
    }

    #[test]
    fn endless_and_very_fine_values_get_edges_that_can_be_read() {
        let third = Number::from_ratio(1, 3).unwrap();
        let figure = |number: Number| Some(Figure { number, unit: String::new() });
        let values = [third, Number::ONE, Number::from_integer(2), Number::ZERO].map(figure).to_vec();
        let found = Classes::of(&Chart { values, ..Chart::default() }).unwrap();
        assert_eq!(edges(&found), ["0", "0.67", "1.34", "2.01"]);
        assert_eq!(found.counts, [2, 1, 1]);
        let found = classes(&["0.00001234567", "1.00004", "2", "-1"]);
        assert_eq!((edges(&found).last().unwrap().as_str(), found.decimals()), ("2.03", 2));
        assert_eq!(found.counts.iter().sum::<usize>(), 4);
    }
}
