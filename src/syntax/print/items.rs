//! Declarations and rows as lines and blocks, before it is known which of them stand on one line.

use super::pieces::{Pieces, WIDTH, width};
use crate::base::Span;
use crate::syntax::tree::Documentation;

/// A declaration or a row.
pub struct Item<'t> {
    /// The `##` lines before it.
    pub documentation: Option<&'t Documentation>,
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub form: Form<'t>,
}

/// Which items are aligned with each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Class<'t> {
    /// None.
    Alone,
    /// Given cells.
    Given,
    /// Columns of data.
    Column,
    /// Changes of a scenario.
    Change,
    /// Instances of one kind, each on one line.
    Instance(&'t str),
}

/// What an item is made of, in the order it is written.
pub struct Form<'t> {
    /// With which others it is aligned.
    pub class: Class<'t>,
    /// What may be padded.
    pub columns: Vec<String>,
    /// What follows.
    pub rest: Pieces<'t>,
    /// What stands between braces.
    pub body: Option<Body<'t>>,
    /// How wide it is on one line, if it can stand on one.
    flat: Option<usize>,
}

/// What stands between braces.
pub struct Body<'t> {
    /// From brace to brace.
    pub span: Span,
    /// The rows.
    pub items: Vec<Item<'t>>,
    /// Whether there is nothing at all in it.
    pub empty: bool,
    flat: Option<usize>,
}

impl<'t> Body<'t> {
    /// A body that the author wrote on one line, or not; `comments` says whether comments stand in it.
    pub fn new(span: Span, items: Vec<Item<'t>>, inline: bool, comments: bool) -> Body<'t> {
        let empty = items.is_empty() && !comments;
        let rows: Option<usize> = items.iter().map(|item| item.flat().map(|flat| flat + 2)).sum();
        let flat = match rows {
            _ if empty => Some(2),
            Some(rows) if inline && !comments => Some(rows + 2),
            _ => None,
        };
        Body { span, items, empty, flat }
    }

    fn write_flat(&self, out: &mut String) {
        out.push('{');
        for (index, item) in self.items.iter().enumerate() {
            out.push_str(if index > 0 { "; " } else { " " });
            item.form.write_flat(&[], out);
        }
        out.push_str(if self.empty { "}" } else { " }" });
    }
}

impl Item<'_> {
    fn flat(&self) -> Option<usize> {
        match self.documentation {
            Some(documentation) if !documentation.lines.is_empty() => None,
            _ => self.form.flat,
        }
    }
}

impl<'t> Form<'t> {
    /// Puts the parts together.
    pub fn new(class: Class<'t>, columns: Vec<String>, rest: Pieces<'t>, body: Option<Body<'t>>) -> Form<'t> {
        let body_width = match &body {
            Some(body) => body.flat.map(|flat| flat + 1),
            None => Some(0),
        };
        let between = usize::from(!rest.is_empty() && !columns.is_empty());
        let filled = columns.iter().filter(|column| !column.is_empty()).count();
        let head: usize = columns.iter().map(|column| width(column)).sum::<usize>() + filled.saturating_sub(1);
        let flat = body_width.map(|body| head + between + rest.width() + body);
        Form { class, columns, rest, body, flat }
    }

    /// A line of its own kind.
    pub fn line(rest: Pieces<'t>) -> Form<'t> {
        Form::new(Class::Alone, Vec::new(), rest, None)
    }

    /// Whether it stands on one line when it begins at `indent` and is padded by `more`.
    pub fn fits(&self, indent: usize, more: usize) -> bool {
        self.flat.is_some_and(|flat| indent + flat + more <= WIDTH)
    }

    /// The columns with their padding, and the blank before what follows.
    pub fn head(&self, padding: &[usize]) -> String {
        let mut head = String::new();
        for (index, column) in self.columns.iter().enumerate() {
            let wanted = padding.get(index).copied().unwrap_or(0);
            if index > 0 && (wanted > 0 || !column.is_empty()) {
                head.push(' ');
            }
            let blanks = " ".repeat(wanted.saturating_sub(width(column)));
            let (before, behind) = if self.is_sign(index) { (&*blanks, "") } else { ("", &*blanks) };
            head.extend([before, column, behind]);
        }
        if self.rest.is_empty() && self.body.is_none() {
            head.truncate(head.trim_end_matches(' ').len());
        } else if !self.rest.is_empty() && !head.is_empty() {
            head.push(' ');
        }
        head
    }

    /// `=`, `+=`: the equals signs stand below each other.
    fn is_sign(&self, column: usize) -> bool {
        self.class == Class::Change && column == 1
    }

    /// Writes it on one line.
    pub fn write_flat(&self, padding: &[usize], out: &mut String) {
        out.push_str(&self.head(padding));
        self.rest.write_flat(out);
        if let Some(body) = &self.body {
            out.push(' ');
            body.write_flat(out);
        }
    }
}
