//! Computing: cells on demand, each once; a scenario shares with the study whatever its changes do not reach.

mod bootstrap;
mod changes;
mod claims;
mod draws;
mod effects;
mod engine;
mod error;
mod expression;
mod groups;
mod memory;
mod origins;
mod reach;
mod rows;
mod sources;
mod sweep;
mod symbols;
mod tables;
mod trace;
mod variant;
mod world;
mod writer;

pub use bootstrap::Drawn;
pub use changes::Memory;
pub use claims::{Verdict, judge};
pub use effects::{Effect, Effects};
pub use engine::Engine;
pub use error::{EvalError, Failure};
pub use reach::any_below;
pub use sweep::{Calendars, MOST_VARIANTS, Row, Solved};
pub use trace::{Action, Step, StepId, Trace};
pub use variant::VariantId;
pub use world::Sight;
pub use writer::{MISSING, Writer, clean, percent};
