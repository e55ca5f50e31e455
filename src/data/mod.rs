//! Data files into tables of typed columns, with the line that each value came from.

mod cells;
mod csv;
mod errors;

pub use csv::read;
pub use errors::DataError;
