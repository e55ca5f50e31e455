//! What figures are: exact numbers, dimensions and units, columns of data, and the operations on them. No spans here:
//! an operation that fails says why, and the caller knows where.

pub mod calendar;
pub mod coded;
pub mod column;
pub mod currency;
pub mod dimension;
pub mod error;
pub mod moment;
pub mod number;
pub mod operation;
pub mod quantity;
pub mod sample;
pub mod style;
pub mod symbolic;
pub mod table;
pub mod unit;
pub mod words;

mod values;

pub use calendar::Calendar;
pub use coded::Coded;
pub use dimension::{Base, Dimension};
pub use error::ValueError;
pub use moment::parse_clock;
pub use number::Number;
pub use sample::Sample;
pub use style::Style;
pub use symbolic::Symbolic;
pub use table::Table;
pub use unit::{Display, UnitId, UnitProduct, Units};
pub use values::{Proportion, Value};
