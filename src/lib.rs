//! `study`: a language for productivity studies, and its interpreter.
//!
//! The rooms read from left to right, and each uses only those before it:
//! `base ← language ← value ← builtin`; `base ← syntax ← stdlib ← resolve ← check → hir ← eval ← slip ← report ← cli`.

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
