//! The files that a study consists of: its own, those it uses, and the library modules that any of them mentions.

use super::errors::ResolveError;
use crate::base::{Diagnostics, Language, SourceId, Sources, Span, nearest};
use crate::stdlib::Library;
use crate::syntax::ExpressionNode;
use crate::syntax::tree::{DeclarationNode, File, Name, RowNode, UseTarget};
use crate::syntax::{self, visit};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where `use "file.study"` finds its text.
pub trait Files {
    /// Reads the file at `path`, seen from the file `from`; the same file gives the same number.
    fn read(&mut self, path: &str, from: SourceId, sources: &mut Sources) -> Result<SourceId, String>;
}

/// A study that uses no other file.
pub struct NoFiles;

impl Files for NoFiles {
    fn read(&mut self, _: &str, _: SourceId, _: &mut Sources) -> Result<SourceId, String> {
        Err("there are no files here".to_owned())
    }
}

/// One file of a study.
pub struct Part {
    /// Its tree.
    pub file: Arc<File>,
    /// Its text.
    pub source: SourceId,
}

/// All files of a study, the library modules first.
#[derive(Default)]
pub struct Program {
    /// The files.
    pub parts: Vec<Part>,
    /// The names that the rest of the library declares: offered when a name is misspelt.
    pub library_names: Arc<[String]>,
}

/// Modules that every study has, because its report and its calendar come from them.
const ALWAYS: [&str; 3] = ["calendar", "scenario", "study"];

/// Gathers the files of the study whose text is `main`. `extra` are names that the command line mentions.
pub fn load(
    main: SourceId,
    extra: &BTreeSet<String>,
    library: &Library,
    files: &mut dyn Files,
    sources: &mut Sources,
) -> (Program, Diagnostics) {
    load_all(&[main], extra, library, files, sources)
}

/// Gathers the files of a study that begins with several texts.
pub fn load_all(
    texts: &[SourceId],
    extra: &BTreeSet<String>,
    library: &Library,
    files: &mut dyn Files,
    sources: &mut Sources,
) -> (Program, Diagnostics) {
    let mut loading =
        Loading { library, files, sources, user: Vec::new(), taken: Vec::new(), diagnostics: Diagnostics::default() };
    for text in texts {
        loading.file(*text);
    }
    for name in ALWAYS.iter().copied().chain(extra.iter().map(String::as_str)) {
        loading.need(name);
    }
    let trees: Vec<Arc<File>> = loading.user.iter().map(|part| part.file.clone()).collect();
    for tree in &trees {
        for name in visit::names(tree) {
            loading.need(name);
        }
    }
    let Loading { user, mut taken, diagnostics, .. } = loading;
    taken.sort_by_key(|(index, _)| *index);
    let parts = taken.into_iter().map(|(_, part)| part).chain(user).collect();
    (Program { parts, library_names: library.names() }, diagnostics)
}

/// The language that a study names in its header, as far as its text can be read.
pub fn language(program: &Program) -> Language {
    let own = program.parts.iter().filter(|part| !part.is_library());
    let declarations = own.flat_map(|part| &part.file.declarations);
    let rows = declarations.filter_map(|declaration| match &declaration.node {
        DeclarationNode::Instance(instance) if &*instance.kind.text == "study" => Some(&instance.rows),
        _ => None,
    });
    let mut words = rows.flatten().filter_map(|row| match &row.node {
        RowNode::Given { name, value } if &*name.text == "lang" => match &*value.node {
            ExpressionNode::Name(word) => Language::of(word),
            _ => None,
        },
        _ => None,
    });
    words.next_back().unwrap_or_default()
}

struct Loading<'a> {
    library: &'a Library,
    files: &'a mut dyn Files,
    sources: &'a mut Sources,
    user: Vec<Part>,
    taken: Vec<(usize, Part)>,
    diagnostics: Diagnostics,
}

impl Loading<'_> {
    /// Reads a file and all that it uses, each once.
    fn file(&mut self, first: SourceId) {
        let mut waiting = vec![first];
        while let Some(id) = waiting.pop() {
            if self.user.iter().any(|part| part.source == id) {
                continue;
            }
            let Some(source) = self.sources.get(id).cloned() else { continue };
            let (file, problems) = syntax::parse(&source, id);
            self.diagnostics.append(problems);
            for declaration in &file.declarations {
                if let DeclarationNode::Use(target) = &declaration.node {
                    waiting.extend(self.used(target, id));
                }
            }
            self.user.push(Part { file: Arc::new(file), source: id });
        }
    }

    fn used(&mut self, target: &UseTarget, from: SourceId) -> Option<SourceId> {
        match target {
            UseTarget::File(path) => match self.files.read(&path.text, from, self.sources) {
                Ok(id) => Some(id),
                Err(reason) => {
                    let (name, place) = (path.text.to_string(), path.span.bytes());
                    self.diagnostics.push(path.span, ResolveError::UnreadableFile { name, reason, place });
                    None
                }
            },
            UseTarget::Module(name) => {
                match self.library.module(&name.text) {
                    Some(index) => self.take(index),
                    None => self.unknown_module(name),
                }
                None
            }
        }
    }

    fn unknown_module(&mut self, name: &Name) {
        let modules = self.library.modules();
        let help = match nearest(&name.text, modules.iter().copied()) {
            Some(near) => format!("did you mean `{near}`? A file beside the study is named in quotes"),
            None => format!("the library has {}; a file beside the study is named in quotes", modules.join(", ")),
        };
        let error = ResolveError::UnknownModule { name: name.text.to_string(), help, place: name.span.bytes() };
        self.diagnostics.push(name.span, error);
    }

    fn need(&mut self, name: &str) {
        if let Some(index) = self.library.declaring(name) {
            self.take(index);
        }
    }

    fn take(&mut self, index: usize) {
        let mut waiting = vec![index];
        while let Some(index) = waiting.pop() {
            if self.taken.iter().any(|(taken, _)| *taken == index) {
                continue;
            }
            let Some(module) = self.library.take(index, self.sources, &mut self.diagnostics) else { continue };
            waiting.extend(module.needs.iter());
            self.taken.push((index, Part { file: module.file, source: SourceId::library(index) }));
        }
    }
}

impl Part {
    /// Whether it is a module of the library.
    pub fn is_library(&self) -> bool {
        self.source.is_library()
    }

    /// The beginning of its text.
    pub fn start(&self) -> Span {
        Span::new(self.source, 0, 0)
    }
}
