//! Why an operation on values failed.

use super::number::NumberError;
use crate::base::Text;
use thiserror::Error;

/// Why an operation on values failed, in the user's words; the caller knows where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[allow(missing_docs)]
pub enum ValueError {
    #[error(transparent)]
    Number(#[from] NumberError),
    #[error("the lists have {left} and {right} elements")]
    LengthsDiffer { left: usize, right: usize },
    #[error("{function} of nothing: the list is empty")]
    Empty { function: &'static str },
    #[error("{function} needs at least {least} values and got {found}")]
    TooFew { function: &'static str, least: usize, found: usize },
    #[error("{hits} of {total} is no proportion: the part is larger than the whole, or not a whole number")]
    NoProportion { hits: String, total: String },
    #[error("there is no place {place} in a list of {length}")]
    NoSuchPlace { place: String, length: usize },
    #[error("{function} needs {needs}")]
    Outside { function: &'static str, needs: &'static str },
    #[error("there is no room for {wanted} moments a day: the shift has {room} whole minutes outside of its breaks")]
    NoRoom { wanted: usize, room: usize },
    #[error("a list of {length} elements is longer than {most}")]
    TooLong { length: usize, most: usize },
    #[error("{operation} needs {}", open_values(parameters))]
    Open { operation: String, parameters: Vec<Text> },
    #[error("this is too intricate with parameters left open: a sum has {most} terms at the most")]
    TooManyTerms { most: usize },
    #[error("a range needs a step that is not nought")]
    NoStep,
    #[error("there is nothing to try")]
    NothingToTry,
    #[error("one cell cannot vary twice at once")]
    VariedTwice,
    #[error("these are more than {most} variants")]
    TooManyVariants { most: usize },
    #[error("{operation} does not work on {what}")]
    Unfit { operation: &'static str, what: &'static str },
}

impl ValueError {
    /// The same, where open parameters are the reason, with who needs their values.
    #[must_use]
    pub fn needed_by(self, operation: &str) -> ValueError {
        match self {
            ValueError::Open { parameters, .. } => ValueError::Open { operation: operation.to_owned(), parameters },
            other => other,
        }
    }
}

fn open_values(parameters: &[Text]) -> String {
    let names: Vec<String> = parameters.iter().map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => {
            format!("the values of {} and {last}, which are open", others.join(", "))
        }
        _ => format!("the value of {}, which is open", names.concat()),
    }
}
