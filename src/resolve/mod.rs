//! From files to names: which files and library modules a study consists of, and what each name at the top stands for.

mod errors;
mod names;
mod program;

pub use errors::ResolveError;
pub use names::{InstanceEntry, Names, Symbol, resolve};
pub use program::{Files, NoFiles, Part, Program, language, load, load_all};
