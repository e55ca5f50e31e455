//! Plans for rounds of observation: at what times of which day to look.

use super::clocks::Stretch;
use super::random::Random;
use super::{Builtin, Shape, argument, required};
use crate::value::moment::{DAY, SECOND, clock_at};
use crate::value::number::Number;
use crate::value::operation;
use crate::value::{Value, ValueError};

const MINUTE: i64 = 60 * SECOND;

/// A plan has so many moments at the most.
const MOST: usize = 1_000_000;

pub(super) const ROWS: &[Builtin] = &[
    Builtin {
        name: "random_moments",
        parameters: &[
            required("observations", Shape::Setting),
            required("days", Shape::Setting),
            required("shift", Shape::Clocks),
            required("breaks", Shape::Breaks),
            required("seed", Shape::Setting),
        ],
        result: Shape::Moments,
        documentation: "Random times for so many observations: whole minutes of the shift outside of its breaks, none twice a day, in their order day by day, and as many a day as `random_days` says. The same seed gives the same times everywhere.",
        example: "all_of(random_moments(4, days: 2, shift: 07:00 to 07:04, breaks: [07:01 to 07:03], seed: 1) == [07:00, 07:03, 07:00, 07:03])",
        code: |values| {
            let counts = counts_by_day(values, "random_moments")?;
            let seed = argument(values, 4)?.number()?.to_i64();
            let seed = seed.ok_or(ValueError::Outside { function: "random_moments", needs: "a seed that is whole" })?;
            let (shift, breaks) = (shift(values, 2)?, Stretch::all(argument(values, 3)?)?);
            let first = (-shift.begin).rem_euclid(MINUTE);
            let mut minutes: Vec<i64> = moments(shift, &breaks, first, MINUTE).collect();
            let mut random = Random::new(seed.cast_unsigned());
            let mut plan = Vec::new();
            for count in counts {
                random.choose(count, &mut minutes);
                let chosen = minutes.get(..count).ok_or(ValueError::NoRoom { wanted: count, room: minutes.len() })?;
                let mut chosen = chosen.to_vec();
                chosen.sort_unstable();
                plan.extend(chosen.into_iter().map(|after| Value::Clock(clock_at(shift.begin + after))));
            }
            Ok(operation::list(plan))
        },
    },
    Builtin {
        name: "random_days",
        parameters: &[required("observations", Shape::Setting), required("days", Shape::Setting)],
        result: Shape::Counts,
        documentation: "The day of each of the observations that `random_moments` plans, counted from 1: as many on each, and what is left over on the first ones.",
        example: "all_of(random_days(5, days: 2) == [1, 1, 1, 2, 2])",
        code: |values| {
            let counts = counts_by_day(values, "random_days")?;
            let days = counts.zip(1_usize..).flat_map(|(count, day)| std::iter::repeat_n(Number::from(day), count));
            Ok(operation::list(days.map(Value::Number).collect()))
        },
    },
    Builtin {
        name: "fixed_moments",
        parameters: &[
            required("every", Shape::Time),
            required("shift", Shape::Clocks),
            required("breaks", Shape::Breaks),
        ],
        result: Shape::Moments,
        documentation: "The times of one shift at a fixed interval, the first when it begins; those in a break are left out.",
        example: "all_of(fixed_moments(every: 30 min, shift: 07:00 to 09:00, breaks: [07:30 to 07:45]) == [07:00, 08:00, 08:30])",
        code: |values| {
            let every = argument(values, 0)?.number()?.to_i64().filter(|seconds| *seconds > 0);
            let needs = "an interval of one second or more, and whole seconds";
            let every = every.ok_or(ValueError::Outside { function: "fixed_moments", needs })?;
            let (shift, breaks) = (shift(values, 1)?, Stretch::all(argument(values, 2)?)?);
            let moments = moments(shift, &breaks, 0, every.saturating_mul(SECOND));
            Ok(operation::list(moments.map(|after| Value::Clock(clock_at(shift.begin + after))).collect()))
        },
    },
];

/// A shift that ends when it begins is a whole day.
fn shift(values: &[Value], index: usize) -> Result<Stretch, ValueError> {
    let shift = Stretch::of(argument(values, index)?)?;
    Ok(if shift.length == 0 { Stretch { length: DAY, ..shift } } else { shift })
}

/// How long after the beginning of the shift the moments lie that are in no break.
fn moments(shift: Stretch, breaks: &[Stretch], first: i64, every: i64) -> impl Iterator<Item = i64> {
    let all = std::iter::successors(Some(first), move |after| after.checked_add(every));
    let inside = all.take_while(move |after| *after < shift.length);
    inside.filter(move |after| !breaks.iter().any(|stretch| stretch.holds(shift.begin + after)))
}

/// How many observations fall on each day; the first two values say how many there are, and on how many days.
fn counts_by_day(values: &[Value], function: &'static str) -> Result<impl Iterator<Item = usize>, ValueError> {
    let whole = |index: usize| Ok::<_, ValueError>(argument(values, index)?.number()?.to_usize());
    let (observations, days) = (whole(0)?, whole(1)?.filter(|days| *days > 0));
    let needs = "a whole number of observations, and a whole number of days, 1 or more";
    let (observations, days) = observations.zip(days).ok_or(ValueError::Outside { function, needs })?;
    if observations.max(days) > MOST {
        return Err(ValueError::TooLong { length: observations.max(days), most: MOST });
    }
    Ok((0..days).map(move |day| observations / days + usize::from(day < observations % days)))
}
