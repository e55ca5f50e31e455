//! The parser that pest makes of `grammar/`.

#![allow(missing_docs)]

#[derive(pest_derive::Parser)]
#[grammar = "../grammar/study.pest"]
#[grammar = "../grammar/work.pest"]
#[grammar = "../grammar/observation.pest"]
#[grammar = "../grammar/improvement.pest"]
#[grammar = "../grammar/claim.pest"]
#[grammar = "../grammar/what_if.pest"]
#[grammar = "../grammar/kind.pest"]
#[grammar = "../grammar/expression.pest"]
#[grammar = "../grammar/lexical.pest"]
pub struct StudyParser;
