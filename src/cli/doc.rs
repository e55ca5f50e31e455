//! `study doc`: the reference of the standard library.

use super::Exit;
use super::arguments::{Doc, View};
use super::session::{self, Session};
use super::terminal::Terminal;
use crate::base::nearest;
use crate::builtin::{self, Builtin};
use crate::check::Infer;
use crate::hir::{Function, Kind, KindCell, Study};
use std::fmt::Write;
use std::path::Path;

/// Shows the reference, or one entry of it.
pub fn doc(arguments: &Doc, terminal: &mut Terminal) -> Exit {
    match told(arguments.library.as_deref(), arguments.name.as_deref()) {
        Ok(text) => {
            terminal.print(&text);
            Exit::Well
        }
        Err(reason) => terminal.refuse(&reason),
    }
}

/// The reference of a library, or one entry of it.
pub fn told(library: Option<&Path>, name: Option<&str>) -> Result<String, String> {
    let view = View { library: library.map(Path::to_path_buf), ..View::default() };
    let names = session::library(library)?.names();
    let session = session::open(None, &names, &view)?;
    match name {
        None => Ok(contents(&session)),
        Some(name) => entry(&session, name).ok_or_else(|| unknown(&session, name)),
    }
}

fn unknown(session: &Session, name: &str) -> String {
    let kinds = session.study.kinds.iter().map(|kind| &*kind.name);
    let known = kinds.chain(builtin::all().map(|builtin| builtin.name));
    let near = nearest(name, known).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    format!("the library has nothing called `{name}`{near}")
}

fn contents(session: &Session) -> String {
    let mut out = String::from("Kinds\n");
    for kind in &session.study.kinds {
        let _ = writeln!(out, "  {:<24}{}", kind.name, kind.documentation);
    }
    out.push_str("\nFunctions\n");
    for function in &session.study.functions {
        let _ = writeln!(out, "  {:<24}{}", function.name, function.documentation);
    }
    for builtin in builtin::all() {
        let _ = writeln!(out, "  {:<24}{}", builtin.name, builtin.documentation);
    }
    out.push_str("\n`study doc NAME` says more of one of them.\n");
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
    let function = || study.functions.iter().find(|function| &*function.name == name).map(|f| function_entry(study, f));
    kind.or_else(function).or_else(|| builtin::find(name).map(builtin_entry))
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
    let _ = writeln!(out, "\n{}\n", kind.documentation);
    for cell in &kind.cells {
        cell_entry(&mut out, session, cell);
    }
    out
}

fn cell_entry(out: &mut String, session: &Session, cell: &KindCell) {
    let _ = writeln!(out, "  {}: {}", cell.name, described(&session.study, cell));
    let _ = writeln!(out, "      {}", cell.documentation);
    if let Some(formula) = cell.formula.as_ref().filter(|_| cell.nested.is_none()) {
        let text = session.sources.slice(formula.expr.span).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "      = {text}");
        if let Some(inherited) = formula.prior.as_ref().filter(|_| text.contains("inherited")) {
            let text = session.sources.slice(inherited.expr.span).split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = writeln!(out, "      inherited = {text}");
        }
    }
    if let Some(citation) = &cell.citation {
        let _ = writeln!(out, "      source: {citation}");
    }
}

fn described(study: &Study, cell: &KindCell) -> String {
    let mut unheard = crate::base::Diagnostics::default();
    Infer::new(study, &mut unheard, Default::default(), &[]).describe(&cell.kind)
}

fn function_entry(study: &Study, function: &Function) -> String {
    let mut unheard = crate::base::Diagnostics::default();
    let infer = Infer::new(study, &mut unheard, Default::default(), &[]);
    let parameters: Vec<String> =
        function.parameters.iter().map(|(name, kind, _)| format!("{name}: {}", infer.describe(kind))).collect();
    let mut out = format!("{}({}): {}\n", function.name, parameters.join(", "), infer.describe(&function.result));
    let _ = writeln!(out, "  {}", function.documentation);
    if let Some(citation) = &function.citation {
        let _ = writeln!(out, "  source: {citation}");
    }
    out
}

fn builtin_entry(builtin: &'static Builtin) -> String {
    format!("{}\n  {}\n  example: {}\n", builtin.signature(), builtin.documentation, builtin.example)
}
