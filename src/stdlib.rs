//! The standard library: `stdlib/*.study`, read when the program is built, or a folder that stands in its place.

use crate::base::{Diagnostics, Source, SourceId, Sources};
use crate::syntax::tree::File;
use crate::syntax::{self, visit};
use std::sync::Arc;

/// A module as the build left it.
struct Embedded {
    name: &'static str,
    path: &'static str,
    text: &'static str,
    tree: &'static [u8],
    declares: &'static [&'static str],
}

include!(concat!(env!("OUT_DIR"), "/library.rs"));

/// The library that a study is read with.
pub enum Library {
    /// The one built in.
    Embedded,
    /// Another, as names and texts.
    Texts(Vec<Module>),
}

/// A module of a library that is read from texts.
pub struct Module {
    name: String,
    source: Source,
    declares: Vec<String>,
}

impl Module {
    /// Reads a module.
    pub fn new(index: usize, name: &str, path: &str, text: &str) -> Module {
        let source = Source::new(path, text);
        let (file, _) = syntax::parse(&source, SourceId::library(index));
        let declares = visit::declared(&file).into_iter().map(str::to_owned).collect();
        Module { name: name.to_owned(), source, declares }
    }
}

/// A module taken out of the library.
pub struct Taken {
    /// Its tree.
    pub file: Arc<File>,
    /// What is wrong with it; nothing in the built-in library.
    pub problems: Diagnostics,
}

impl Library {
    /// The names of all modules.
    pub fn modules(&self) -> Vec<&str> {
        match self {
            Library::Embedded => MODULES.iter().map(|module| module.name).collect(),
            Library::Texts(modules) => modules.iter().map(|module| module.name.as_str()).collect(),
        }
    }

    /// The module of this name.
    pub fn module(&self, name: &str) -> Option<usize> {
        self.modules().iter().position(|module| *module == name)
    }

    /// The module that declares this name.
    pub fn declaring(&self, name: &str) -> Option<usize> {
        match self {
            Library::Embedded => MODULES.iter().position(|module| module.declares.contains(&name)),
            Library::Texts(modules) => modules.iter().position(|module| module.declares.iter().any(|own| own == name)),
        }
    }

    /// Every name that a module declares.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Library::Embedded => MODULES.iter().flat_map(|module| module.declares.iter().copied()).collect(),
            Library::Texts(modules) => {
                modules.iter().flat_map(|module| module.declares.iter().map(String::as_str)).collect()
            }
        }
    }

    /// Takes a module out, and its text into the sources.
    pub fn take(&self, index: usize, sources: &mut Sources) -> Option<Taken> {
        match self {
            Library::Embedded => {
                let module = MODULES.get(index)?;
                sources.add_library(index, Source::new(module.path, module.text));
                let file = postcard::from_bytes(module.tree).ok()?;
                Some(Taken { file: Arc::new(file), problems: Diagnostics::default() })
            }
            Library::Texts(modules) => {
                let module = modules.get(index)?;
                sources.add_library(index, Source::new(module.source.name.clone(), module.source.text()));
                let (file, problems) = syntax::parse(&module.source, SourceId::library(index));
                Some(Taken { file: Arc::new(file), problems })
            }
        }
    }
}
