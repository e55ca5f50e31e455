//! `study`: a language for productivity studies, and its interpreter.
//!
//! The rooms stand in this order, and each uses only those before it: `base`, `language`, `value`, `builtin`, `syntax`,
//! `stdlib`, `resolve`, `hir`, `check`, `eval`, `data`, `slip`, `report`, `cli`.

pub mod base;
pub mod builtin;
pub mod check;
pub mod cli;
pub mod data;
pub mod eval;
pub mod hir;
pub mod language;
pub mod report;
pub mod resolve;
pub mod slip;
pub mod stdlib;
pub mod syntax;
pub mod value;
