//! The standard library: `stdlib/*.study`, read when the program is built, or a folder that stands in its place.

use crate::base::{Diagnostics, Source, SourceId, Sources};
use crate::syntax::tree::File;
use crate::syntax::{self, visit};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

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
    source: Arc<Source>,
    declares: Vec<String>,
}

impl Module {
    /// Reads a module.
    pub fn new(index: usize, name: &str, path: &str, text: &str) -> Module {
        let source = Arc::new(Source::new(path, text));
        let (file, _) = syntax::parse(&source, SourceId::library(index));
        let declares = visit::declared(&file).into_iter().map(str::to_owned).collect();
        Module { name: name.to_owned(), source, declares }
    }
}

/// A module taken out of the library.
#[derive(Clone)]
pub struct Taken {
    /// Its tree.
    pub file: Arc<File>,
    /// The modules whose names it uses.
    pub needs: Arc<[usize]>,
}

/// A module of the built-in library with its text, opened once for all studies of a run.
struct Opened {
    source: Arc<Source>,
    taken: Taken,
}

/// The modules of the built-in library that have been needed so far.
fn opened(index: usize) -> Option<&'static Opened> {
    static OPENED: OnceLock<Vec<OnceLock<Option<Opened>>>> = OnceLock::new();
    let all = OPENED.get_or_init(|| MODULES.iter().map(|_| OnceLock::new()).collect());
    let open = || {
        let module = MODULES.get(index)?;
        let file: File = postcard::from_bytes(module.tree).ok()?;
        let taken = Library::Embedded.taken(file);
        Some(Opened { source: Arc::new(Source::new(module.path, module.text)), taken })
    };
    all.get(index)?.get_or_init(open).as_ref()
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
        static DECLARING: OnceLock<HashMap<&str, usize>> = OnceLock::new();
        match self {
            Library::Embedded => {
                let declaring = || {
                    let modules = MODULES.iter().enumerate().rev();
                    modules.flat_map(|(index, module)| module.declares.iter().map(move |name| (*name, index))).collect()
                };
                DECLARING.get_or_init(declaring).get(name).copied()
            }
            Library::Texts(modules) => modules.iter().position(|module| module.declares.iter().any(|own| own == name)),
        }
    }

    /// Every name that a module declares.
    pub fn names(&self) -> Arc<[String]> {
        static NAMES: OnceLock<Arc<[String]>> = OnceLock::new();
        match self {
            Library::Embedded => {
                let names =
                    || MODULES.iter().flat_map(|module| module.declares).map(|name| (*name).to_owned()).collect();
                NAMES.get_or_init(names).clone()
            }
            Library::Texts(modules) => modules.iter().flat_map(|module| module.declares.iter().cloned()).collect(),
        }
    }

    /// Takes a module out, and its text into the sources. What is wrong with it is added to the list; nothing is with the
    /// built-in library.
    pub fn take(&self, index: usize, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Taken> {
        match self {
            Library::Embedded => {
                let module = opened(index)?;
                sources.add_library(index, module.source.clone());
                Some(module.taken.clone())
            }
            Library::Texts(modules) => {
                let module = modules.get(index)?;
                sources.add_library(index, module.source.clone());
                let (file, problems) = syntax::parse(&module.source, SourceId::library(index));
                diagnostics.append(problems);
                Some(self.taken(file))
            }
        }
    }

    /// A module with what it needs.
    fn taken(&self, file: File) -> Taken {
        let own: BTreeSet<&str> = visit::declared(&file).into_iter().collect();
        let others = visit::names(&file).into_iter().filter(|name| !own.contains(name));
        let needs: BTreeSet<usize> = others.filter_map(|name| self.declaring(name)).collect();
        Taken { needs: needs.into_iter().collect(), file: Arc::new(file) }
    }
}
