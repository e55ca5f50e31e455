//! Sweeps and goals in the one layout.

use super::expressions::{CARRIED_ON, expression, quoted};
use super::pieces::{Piece, Pieces};
use crate::syntax::tree::{Axis, AxisValues, Solve, Sweep, Tornado};

/// `sweep a.b from 1 to 6 step 1 { show c }`: the braces go below if there is no room.
pub(super) fn sweep(sweep: &Sweep) -> Pieces<'_> {
    let label = sweep.label.as_ref().map(|label| format!("{}: ", quoted(label))).unwrap_or_default();
    let mut line = Pieces::of(format!("sweep {label}"));
    for (place, axis) in sweep.axes.iter().enumerate() {
        if place > 0 {
            line.text(", ");
        }
        line = self::axis(line, axis);
    }
    line.text(" {");
    line.push(Piece::Open(CARRIED_ON));
    line.push(Piece::BLANK);
    line.text("show ");
    line = line.several(&sweep.values, expression);
    line.push(Piece::Close);
    line.text(" }");
    line
}

/// `solve smallest a.b from 1 to 6 for c >= d`
pub(super) fn solve(solve: &Solve) -> Pieces<'_> {
    let extreme = solve.extreme.as_ref().map(|extreme| format!("{extreme} ")).unwrap_or_default();
    let label = solve.label.as_ref().map(|label| format!("{}: ", quoted(label))).unwrap_or_default();
    let mut line = axis(Pieces::of(format!("solve {extreme}{label}")), &solve.axis);
    line.push(Piece::Open(CARRIED_ON));
    line.push(Piece::BLANK);
    line = line.value("for ", Some(&solve.condition));
    line.push(Piece::Close);
    line
}

/// `tornado "…": a.c`
pub(super) fn tornado(tornado: &Tornado) -> Pieces<'_> {
    let label = tornado.label.as_ref().map(|label| format!("{}: ", quoted(label))).unwrap_or_default();
    Pieces::of(format!("tornado {label}")).value("", Some(&tornado.value))
}

fn axis<'t>(mut line: Pieces<'t>, axis: &'t Axis) -> Pieces<'t> {
    let path: Vec<&str> = axis.path.iter().map(|name| &*name.text).collect();
    line.text(path.join("."));
    match &axis.values {
        AxisValues::List(list) => line.value(" in ", Some(list)),
        AxisValues::Range { from, to, step } => {
            line.value(" from ", Some(from)).value(" to ", to.as_ref()).value(" step ", step.as_ref())
        }
    }
}
