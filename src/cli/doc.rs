//! `study doc`: the reference of the standard library.

use super::Exit;
use super::arguments::{Doc, View};
use super::session::{self, Session};
use super::terminal::Terminal;
use crate::base::{Language, nearest};
use crate::builtin;
use crate::check::Infer;
use crate::hir::{Function, Kind, KindCell, Study};
use crate::language::context;
use std::fmt::Write;
use std::path::Path;

/// Shows the reference, or one entry of it.
pub fn doc(arguments: &Doc, terminal: &mut Terminal) -> Exit {
    match told(arguments.library.as_deref(), arguments.name.as_deref(), terminal.language) {
        Ok(text) => {
            terminal.print(&text);
            Exit::Well
        }
        Err(reason) => terminal.refuse(&reason),
    }
}

/// The reference of a library, or one entry of it.
pub fn told(library: Option<&Path>, name: Option<&str>, language: Language) -> Result<String, String> {
    let view = View { library: library.map(Path::to_path_buf), ..View::default() };
    let names = session::library(library)?.names();
    let mut session = session::open(None, &names, &view)?;
    session.language = language;
    match name {
        None => Ok(contents(&session)),
        Some(name) => entry(&session, name).ok_or_else(|| unknown(&session, name)),
    }
}

fn unknown(session: &Session, name: &str) -> String {
    let kinds = session.study.kinds.iter().map(|kind| &*kind.name);
    let known = kinds.chain(builtin::names());
    match nearest(name, known) {
        Some(near) => format!("the library has nothing called `{name}`; did you mean `{near}`?"),
        None => format!("the library has nothing called `{name}`"),
    }
}

fn contents(session: &Session) -> String {
    let language = session.language;
    let mut out = format!("{}\n", language.say("Kinds"));
    for kind in &session.study.kinds {
        let _ = writeln!(out, "  {:<24}{}", kind.name, language.documentation(&kind.documentation, kind.span));
    }
    let _ = writeln!(out, "\n{}", language.say("Functions"));
    for function in &session.study.functions {
        let about = language.documentation(&function.documentation, function.span);
        let _ = writeln!(out, "  {:<24}{about}", function.name);
    }
    for builtin in builtin::all() {
        let about = language.say_in(context::DOCUMENTATION, builtin.documentation);
        let _ = writeln!(out, "  {:<24}{about}", builtin.name);
    }
    for special in builtin::SPECIALS {
        let about = language.say_in(context::DOCUMENTATION, special.documentation);
        let _ = writeln!(out, "  {:<24}{about}", special.name);
    }
    let _ = writeln!(out, "\n{}", language.say("`study doc NAME` says more of one of them."));
    out
}

/// What there is to say of a kind, a cell of one, or a function.
pub fn entry(session: &Session, name: &str) -> Option<String> {
    let study = &session.study;
    if let Some((kind, cell)) = name.split_once('.') {
        let kind = study.kinds.iter().find(|known| &*known.name == kind)?;
        let cell = kind.cells.iter().find(|known| &*known.name == cell)?;
        let mut out = String::new();
        cell_entry(&mut out, session, cell);
        return Some(out);
    }
    let kind = study.kinds.iter().find(|kind| &*kind.name == name).map(|kind| kind_entry(session, kind));
    let function = || study.functions.iter().find(|function| &*function.name == name);
    let function = || function().map(|function| function_entry(study, function, session.language));
    let builtin = || builtin::find(name).map(|known| (known.signature(), known.documentation, known.example));
    let special =
        || builtin::special(name).map(|known| (known.signature.to_owned(), known.documentation, known.example));
    let rust = || builtin().or_else(special).map(|known| rust_entry(known, session.language));
    kind.or_else(function).or_else(rust)
}

fn kind_entry(session: &Session, kind: &Kind) -> String {
    let owner = kind.owner.and_then(|owner| session.study.kind(owner));
    let mut out = format!("kind {}", kind.name);
    if let Some(owner) = owner {
        let _ = write!(out, " in {}", owner.name);
    }
    if let Some(per) = &kind.per {
        let _ = write!(out, " per {per}");
    }
    let _ = writeln!(out, "\n{}\n", session.language.documentation(&kind.documentation, kind.span));
    for cell in &kind.cells {
        cell_entry(&mut out, session, cell);
    }
    out
}

fn cell_entry(out: &mut String, session: &Session, cell: &KindCell) {
    let kind = described(&session.study, cell);
    let _ = writeln!(out, "  {}: {}", cell.name, session.language.say_in(context::THING, &kind));
    let _ = writeln!(out, "      {}", session.language.documentation(&cell.documentation, cell.span));
    if let Some(formula) = cell.formula.as_ref().filter(|_| cell.nested.is_none()) {
        let text = session.sources.slice(formula.expr.span).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "      = {text}");
        if let Some(inherited) = formula.prior.as_ref().filter(|_| text.contains("inherited")) {
            let text = session.sources.slice(inherited.expr.span).split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = writeln!(out, "      inherited = {text}");
        }
    }
    if let Some(citation) = &cell.citation {
        let source = session.language.fill("source: {citation}", &[("citation", citation)]);
        let _ = writeln!(out, "      {source}");
    }
}

fn described(study: &Study, cell: &KindCell) -> String {
    let mut unheard = crate::base::Diagnostics::default();
    Infer::new(study, &mut unheard, Default::default(), &[]).describe(&cell.kind)
}

fn function_entry(study: &Study, function: &Function, language: Language) -> String {
    let mut unheard = crate::base::Diagnostics::default();
    let infer = Infer::new(study, &mut unheard, Default::default(), &[]);
    let parameters: Vec<String> =
        function.parameters.iter().map(|(name, kind, _)| format!("{name}: {}", infer.describe(kind))).collect();
    let mut out = format!("{}({}): {}\n", function.name, parameters.join(", "), infer.describe(&function.result));
    let _ = writeln!(out, "  {}", language.documentation(&function.documentation, function.span));
    if let Some(citation) = &function.citation {
        let _ = writeln!(out, "  {}", language.fill("source: {citation}", &[("citation", citation)]));
    }
    out
}

/// What there is to say of a function of Rust.
fn rust_entry((signature, about, example): (String, &'static str, &str), language: Language) -> String {
    let about = language.say_in(context::DOCUMENTATION, about);
    let example = language.fill("example: {example}", &[("example", example)]);
    format!("{signature}\n  {about}\n  {example}\n")
}
