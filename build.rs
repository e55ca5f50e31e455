//! Reads the standard library once, so that the program need not read it at every start.

#![allow(dead_code, unused_imports, missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "src/base/mod.rs"]
mod base;
#[path = "src/syntax/mod.rs"]
mod syntax;

use base::{Source, SourceId};
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn main() {
    for watched in ["stdlib", "grammar", "src/base", "src/syntax", "build.rs"] {
        println!("cargo:rerun-if-changed={watched}");
    }
    let mut files: Vec<PathBuf> =
        std::fs::read_dir("stdlib").expect("stdlib/").map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "study"));
    files.sort();
    let out = PathBuf::from(std::env::var("OUT_DIR").unwrap());
    let mut table = String::from("static MODULES: &[Embedded] = &[\n");
    for (index, path) in files.iter().enumerate() {
        table.push_str(&module(index, path, &out));
    }
    table.push_str("];\n");
    std::fs::write(out.join("library.rs"), table).unwrap();
}

/// One row of the table: the module's text, its tree as bytes, the names it declares.
fn module(index: usize, path: &Path, out: &Path) -> String {
    let shown = path.to_str().unwrap().replace('\\', "/");
    let name = path.file_stem().unwrap().to_str().unwrap();
    let source = Source::new(shown.clone(), std::fs::read_to_string(path).unwrap());
    let (file, problems) = syntax::parse(&source, SourceId::library(index));
    let mut report = String::new();
    for problem in problems.in_order() {
        let (line, column) = source.position(problem.place.start as usize);
        let labels = problem.diagnostic.labels().into_iter().flatten();
        let labels: Vec<String> = labels.filter_map(|label| label.label().map(str::to_owned)).collect();
        writeln!(report, "{shown}:{line}:{column}: {} ({})", problem.diagnostic, labels.join("; ")).unwrap();
    }
    assert!(report.is_empty(), "the standard library has errors:\n{report}");
    let tree = out.join(format!("{name}.tree"));
    std::fs::write(&tree, postcard::to_stdvec(&file).unwrap()).unwrap();
    let text = std::fs::canonicalize(path).unwrap();
    format!(
        "    Embedded {{ name: {name:?}, path: {shown:?}, text: include_str!({text:?}), tree: include_bytes!({tree:?}), declares: &{:?} }},\n",
        syntax::visit::declared(&file)
    )
}
