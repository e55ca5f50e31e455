//! Computing: cells on demand, each once; a scenario shares with the study whatever its changes do not reach.

mod bootstrap;
mod changes;
mod claims;
mod engine;
mod error;
mod expression;
mod groups;
mod memory;
mod sources;
mod sweep;
mod symbols;
mod trace;
mod variant;
mod writer;

pub use bootstrap::Drawn;
pub use changes::Memory;
pub use claims::{Verdict, judge};
pub use engine::Engine;
pub use error::{EvalError, Failure};
pub use sweep::{Effect, MOST_VARIANTS, Row, Solved};
pub use trace::{Action, Step, StepId, Trace};
pub use variant::VariantId;
pub use writer::{MISSING, Writer, clean, percent};
