//! Text with places where it may go on in the next line, and the choice among them. Groups are decided from the
//! outermost inwards: one that fits in the line stays there, in one that does not every place breaks. All of it runs
//! over a flat list, so that neither depth nor length of an expression matters.

use std::borrow::Cow;

/// The widest line.
pub const WIDTH: usize = 110;

/// Deeper nesting is not indented further: the output stays in proportion to the input.
const MOST_INDENT: usize = 40;

/// One step of the text.
pub enum Piece<'t> {
    /// Text that never breaks.
    Text(Cow<'t, str>),
    /// A place where the innermost group may break.
    Break {
        /// What stands there when it does not.
        flat: &'static str,
        /// What stands before the line end when it does.
        broken: &'static str,
        /// Whether the next line begins where the line around the group does.
        outward: bool,
    },
    /// A group begins, indented by so much.
    Open(usize),
    /// It ends.
    Close,
}

impl Piece<'_> {
    /// A blank, or a line end.
    pub const BLANK: Piece<'static> = Piece::Break { flat: " ", broken: "", outward: false };
    /// Nothing, or a line end.
    pub const NOTHING: Piece<'static> = Piece::Break { flat: "", broken: "", outward: false };

    /// Before a closing bracket: nothing, or `last` and a line end.
    pub fn closing(last: &'static str) -> Piece<'static> {
        Piece::Break { flat: "", broken: last, outward: true }
    }

    fn flat(&self) -> &str {
        match self {
            Piece::Text(text) => text,
            Piece::Break { flat, .. } => flat,
            Piece::Open(_) | Piece::Close => "",
        }
    }
}

/// A text in steps.
#[derive(Default)]
pub struct Pieces<'t>(Vec<Piece<'t>>);

struct Frame {
    indent: usize,
    broken: bool,
}

impl<'t> Pieces<'t> {
    /// Adds a step.
    pub fn push(&mut self, piece: Piece<'t>) {
        self.0.push(piece);
    }

    /// Adds plain text.
    pub fn text(&mut self, text: impl Into<Cow<'t, str>>) {
        self.0.push(Piece::Text(text.into()));
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How wide it is on one line.
    pub fn width(&self) -> usize {
        self.0.iter().map(|piece| width(piece.flat())).sum()
    }

    /// Writes it on one line.
    pub fn write_flat(&self, out: &mut String) {
        self.0.iter().for_each(|piece| out.push_str(piece.flat()));
    }

    /// Writes it from `column` on; lines that it begins stand at `indent` or further in.
    pub fn write(&self, out: &mut String, indent: usize, mut column: usize) {
        let needs = self.needs();
        let mut frames = vec![Frame { indent, broken: true }];
        for (piece, need) in self.0.iter().zip(needs) {
            let inner = frames.last().map_or((indent, true), |frame| (frame.indent, frame.broken));
            match piece {
                Piece::Open(further) => {
                    let broken = inner.1 && column + need > WIDTH;
                    frames.push(Frame { indent: inner.0 + further, broken });
                }
                Piece::Close => {
                    frames.pop();
                }
                Piece::Break { broken, outward, .. } if inner.1 => {
                    let around = frames.iter().rev().nth(1).map_or(indent, |frame| frame.indent);
                    out.push_str(broken);
                    out.push('\n');
                    column = write_indent(out, if *outward { around } else { inner.0 });
                }
                piece => {
                    out.push_str(piece.flat());
                    column += width(piece.flat());
                }
            }
        }
    }

    /// For every group, how much room it and what cannot be parted from it need.
    fn needs(&self) -> Vec<usize> {
        let mut needs = vec![0; self.0.len()];
        let mut closes = Vec::new();
        // From a place to the end of the text, and from there to the next place that may break.
        let (mut to_end, mut to_break) = (0, 0);
        for (piece, need) in self.0.iter().zip(&mut needs).rev() {
            let flat = width(piece.flat());
            to_end += flat;
            match piece {
                Piece::Text(_) => to_break += flat,
                Piece::Break { broken, .. } => to_break = width(broken),
                Piece::Close => closes.push((to_end, to_break)),
                Piece::Open(_) => {
                    let (behind, tail) = closes.pop().unwrap_or_default();
                    *need = to_end - behind + tail;
                }
            }
        }
        needs
    }
}

/// Begins a line and says how far in.
pub fn write_indent(out: &mut String, indent: usize) -> usize {
    let indent = indent.min(MOST_INDENT);
    out.extend(std::iter::repeat_n(' ', indent));
    indent
}

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    text.chars().count()
}
