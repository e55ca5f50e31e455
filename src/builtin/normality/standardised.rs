//! A sample freed of its location and scale.

use super::Unfit;

/// A sample in ascending order, measured from its least value in units of its range so that no sum of squares can
/// overflow or drown in a large mean.
#[derive(Clone, Debug)]
pub(super) struct Sample {
    /// The least value, as it was given.
    pub least: f64,
    /// The greatest value less the least, as they were given.
    pub range: f64,
    /// The values from 0 to 1.
    pub relative: Vec<f64>,
    /// The mean of `relative`.
    pub mean: f64,
    /// The sum of squared distances of `relative` from its mean.
    pub squares: f64,
}

impl Sample {
    /// Sorts and scales; refuses fewer values than `fewest`, values that are not finite and values that are all equal.
    pub fn new(values: &[f64], fewest: usize) -> Result<Self, Unfit> {
        if values.len() < fewest {
            return Err(Unfit::TooFew { least: fewest, found: values.len() });
        }
        if !values.iter().all(|value| value.is_finite()) {
            return Err(Unfit::NotFinite);
        }
        let mut relative = values.to_vec();
        relative.sort_by(f64::total_cmp);
        let (Some(&least), Some(&greatest)) = (relative.first(), relative.last()) else {
            return Err(Unfit::TooFew { least: fewest, found: 0 });
        };
        let range = greatest - least;
        if range == 0.0 {
            return Err(Unfit::AllEqual);
        }
        if !range.is_finite() {
            return Err(Unfit::NotFinite);
        }
        relative.iter_mut().for_each(|value| *value = (*value - least) / range);
        let mean = relative.iter().sum::<f64>() / count(&relative);
        let squares = relative.iter().map(|value| (value - mean).powi(2)).sum();
        Ok(Self { least, range, relative, mean, squares })
    }

    /// How many values there are.
    pub fn count(&self) -> f64 {
        count(&self.relative)
    }

    /// The sample standard deviation of `relative`, with n − 1.
    pub fn deviation(&self) -> f64 {
        (self.squares / (self.count() - 1.0)).sqrt()
    }

    /// The values less their mean, in units of their sample standard deviation, ascending.
    pub fn scores(&self) -> impl DoubleEndedIterator<Item = f64> + Clone {
        let deviation = self.deviation();
        self.relative.iter().map(move |value| (value - self.mean) / deviation)
    }
}

/// A length as f64; exact for any sample that fits in memory.
fn count(values: &[f64]) -> f64 {
    values.len() as f64
}
