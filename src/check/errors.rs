//! Errors in names and dimensions.

use miette::{Diagnostic, SourceSpan};
use thiserror::Error;

/// Errors in names and dimensions.
#[derive(Debug, Error, Diagnostic)]
#[allow(missing_docs)]
pub enum CheckError {
    #[error("there is nothing called `{name}`")]
    #[diagnostic(code(N210), help("{help}"))]
    UnknownName {
        name: String,
        help: String,
        #[label("not found")]
        place: SourceSpan,
    },
    #[error("there is no kind `{name}`")]
    #[diagnostic(code(N211), help("{help}"))]
    UnknownKind {
        name: String,
        help: String,
        #[label("not a kind")]
        place: SourceSpan,
    },
    #[error("{what} has no `{name}`")]
    #[diagnostic(code(N212), help("{help}"))]
    UnknownCell {
        what: String,
        name: String,
        help: String,
        #[label("not found")]
        place: SourceSpan,
    },
    #[error("there is no function `{name}`")]
    #[diagnostic(code(N213), help("{help}"))]
    UnknownFunction {
        name: String,
        help: String,
        #[label("not found")]
        place: SourceSpan,
    },
    #[error("the formulas go round in a circle: {path}")]
    #[diagnostic(code(N214), help("give one of them a value of its own"))]
    Cycle {
        path: String,
        #[label("this one leads back to itself")]
        place: SourceSpan,
    },
    #[error("{problem}")]
    #[diagnostic(code(N215), help("{help}"))]
    Misplaced {
        problem: String,
        help: String,
        #[label("here")]
        place: SourceSpan,
    },
    #[error("{problem}")]
    #[diagnostic(code(N216), help("{help}"))]
    WrongPer {
        problem: String,
        help: String,
        #[label("here")]
        place: SourceSpan,
    },
    #[error("`{name}` is given twice")]
    #[diagnostic(code(N217), help("a cell has one value; take one of them away"))]
    GivenTwice {
        name: String,
        #[label("first here")]
        first: SourceSpan,
        #[label("and again here")]
        second: SourceSpan,
    },
    #[error("`{name}` is declared twice here")]
    #[diagnostic(code(N221), help("give one of them another name"))]
    Duplicate {
        name: String,
        #[label("first here")]
        first: SourceSpan,
        #[label("and again here")]
        second: SourceSpan,
    },
    #[error("`{cell}` is changed by both `{first}` and `{second}`")]
    #[diagnostic(code(N218), help("say in this scenario what it shall be: `{cell} = …`"))]
    ChangedTwice {
        cell: String,
        first: String,
        second: String,
        #[label("includes both")]
        place: SourceSpan,
    },
    #[error("the function `{name}` calls itself")]
    #[diagnostic(code(N219), help("a function is a formula: it cannot go on from its own result"))]
    Recursive {
        name: String,
        #[label("calls itself")]
        place: SourceSpan,
    },
    #[error("the kind `{name}` is like itself")]
    #[diagnostic(code(N222), help("one of them must stand by itself"))]
    LikeItself {
        name: String,
        #[label("comes back to itself")]
        place: SourceSpan,
    },
    #[error("`{path}` does not say which `{name}`")]
    #[diagnostic(code(N223), help("{help}"))]
    NotChosen {
        path: String,
        name: String,
        help: String,
        #[label("`{name}` is not given")]
        place: SourceSpan,
    },
    #[error("there is no warning `{code}`")]
    #[diagnostic(code(N224), help("{help}"))]
    UnknownWarning {
        code: String,
        help: String,
        #[label("not found")]
        place: SourceSpan,
    },
    #[error("the scenario `{name}` includes itself")]
    #[diagnostic(code(N220), help("take it out of one of them"))]
    IncludesItself {
        name: String,
        #[label("comes back to itself")]
        place: SourceSpan,
    },
    #[error("{problem}")]
    #[diagnostic(code(D301), help("{help}"))]
    Mismatch {
        problem: String,
        left: String,
        right: String,
        help: String,
        #[label("{left}")]
        first: SourceSpan,
        #[label("{right}")]
        second: SourceSpan,
    },
    #[error("{what} is {expected}, not {found}")]
    #[diagnostic(code(D302), help("{help}"))]
    WrongType {
        what: String,
        expected: String,
        found: String,
        help: String,
        #[label("{found}")]
        place: SourceSpan,
    },
    #[error("`day` may mean two things")]
    #[diagnostic(
        code(D303),
        help("write `workday` for a day of work (8 h, or what the calendar says), or `24 h` for a day and a night")
    )]
    Day {
        #[label("which of the two?")]
        place: SourceSpan,
    },
    #[error("there is no unit `{name}`")]
    #[diagnostic(code(D304), help("{help}"))]
    UnknownUnit {
        name: String,
        help: String,
        #[label("not a unit")]
        place: SourceSpan,
    },
    #[error("{found} cannot be given in {target}")]
    #[diagnostic(code(D305), help("{help}"))]
    CannotConvert {
        found: String,
        target: String,
        help: String,
        #[label("{found}")]
        place: SourceSpan,
        #[label("{target}")]
        unit: SourceSpan,
    },
    #[error("{operation} does not work on {found}")]
    #[diagnostic(code(D306), help("{help}"))]
    WrongOperand {
        operation: String,
        found: String,
        help: String,
        #[label("{found}")]
        place: SourceSpan,
    },
    #[error("the power of {dimension} must be a whole number that stands in the text")]
    #[diagnostic(code(D307), help("only plain numbers can be raised to a power that is computed"))]
    UnknownPower {
        dimension: String,
        #[label("this power")]
        place: SourceSpan,
    },
    #[error("{problem}")]
    #[diagnostic(code(D308), help("it is called as `{signature}`"))]
    Arguments {
        problem: String,
        signature: String,
        #[label("here")]
        place: SourceSpan,
    },
    #[error("this number cannot be taken as it stands: {reason}")]
    #[diagnostic(code(D309), help("a number has up to 28 digits and a power of ten that fits them"))]
    Literal {
        reason: String,
        #[label("this number")]
        place: SourceSpan,
    },
    #[error("`is` compares with a figure as it is printed, and this is none")]
    #[diagnostic(
        code(D310),
        help("write the printed figure, `is 15_269.22 s/month`; two computed values are compared with `==`")
    )]
    NotPrinted {
        #[label("not a printed figure")]
        place: SourceSpan,
    },
    #[error("`same` compares two figures of the same thing")]
    #[diagnostic(code(D316), help("write `same \"where\": this and that`; for three figures write two of them"))]
    NotTwoFigures {
        #[label("these are not two figures")]
        place: SourceSpan,
    },
    #[error("`{name}` is not measured alike for every {kind}")]
    #[diagnostic(code(D311), help("{help}"))]
    Differs {
        name: String,
        kind: String,
        help: String,
        #[label("differs")]
        place: SourceSpan,
    },
    #[error("{name} cannot be varied")]
    #[diagnostic(code(D317), help("vary a single figure, such as `overlock.rating` or `overlock.crew`"))]
    VariesNot {
        name: String,
        #[label("{found}")]
        place: SourceSpan,
        found: String,
    },
    #[error("a range has two ends")]
    #[diagnostic(code(D318), help("write `from 95% to 115% step 5%`"))]
    NoRange {
        #[label("from here to where?")]
        place: SourceSpan,
    },
    #[error("{name} needs a step")]
    #[diagnostic(code(D319), help("write `{written}`; only counts go up by one"))]
    NoStep {
        name: String,
        written: &'static str,
        #[label("by how much from one to the next?")]
        place: SourceSpan,
    },
    #[error("a claim is a comparison")]
    #[diagnostic(code(D312), help("write `claim \"…\": x is 12.5 s`, or a comparison such as `x <= y`"))]
    NoComparison {
        #[label("{found}")]
        place: SourceSpan,
        found: String,
    },
    #[error("there are more than {most} units")]
    #[diagnostic(
        code(D314),
        help("a product is an instance, `product … per item`; a unit is what several of them are counted in")
    )]
    TooManyUnits {
        most: usize,
        #[label("and this one")]
        place: SourceSpan,
    },
    #[error("a list of lists of lists cannot lie in another list")]
    #[diagnostic(code(D315), help("put the values into one list, or into a data file"))]
    DeepList {
        #[label("one level too many")]
        place: SourceSpan,
    },
    #[error("this unit is too intricate: {what}")]
    #[diagnostic(code(D313), help("no figure needs powers past 100 or more than eight units at once"))]
    Intricate {
        what: String,
        #[label("here")]
        place: SourceSpan,
    },
}
