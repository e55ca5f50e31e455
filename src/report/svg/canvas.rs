//! What pictures are put together from: lines, boxes, points and words, with everything escaped.

use crate::base::is_command;
use std::fmt::Write;

/// All pictures are so wide; the page makes them smaller where there is less room.
pub const WIDTH: f64 = 560.0;

/// About so wide is a letter of the size that pictures have.
const LETTER: f64 = 7.7;

/// The inside of a picture, as it grows.
#[derive(Debug, Default)]
pub struct Canvas {
    body: String,
    lowest: f64,
}

/// On which side of its place a text stands.
#[derive(Clone, Copy, Debug)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

impl Anchor {
    fn word(self) -> &'static str {
        match self {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        }
    }
}

impl Canvas {
    /// A straight line.
    pub fn line(&mut self, from: (f64, f64), to: (f64, f64), class: &str) {
        self.reach(from.1.max(to.1));
        let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(place);
        let _ = write!(self.body, r#"<line class="{class}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>"#);
    }

    /// A box from one corner to the other; what it stands for is told to who points at it.
    pub fn bar(&mut self, from: (f64, f64), to: (f64, f64), class: &str, tip: &str) {
        self.reach(from.1.max(to.1));
        let (x, y) = (place(from.0.min(to.0)), place(from.1.min(to.1)));
        let (width, height) = (place((from.0 - to.0).abs().max(0.75)), place((from.1 - to.1).abs().max(0.75)));
        let tip = escaped(tip);
        let _ = write!(
            self.body,
            r#"<rect class="{class}" x="{x}" y="{y}" width="{width}" height="{height}"><title>{tip}</title></rect>"#
        );
    }

    /// A box with round corners that holds words.
    pub fn frame(&mut self, from: (f64, f64), to: (f64, f64), class: &str) {
        self.reach(to.1);
        let [x, y, width, height] = [from.0, from.1, to.0 - from.0, to.1 - from.1].map(place);
        let _ =
            write!(self.body, r#"<rect class="{class}" x="{x}" y="{y}" width="{width}" height="{height}" rx="5"/>"#);
    }

    /// A point.
    pub fn point(&mut self, at: (f64, f64), class: &str, tip: &str) {
        self.reach(at.1 + 4.0);
        let ([x, y], tip) = ([at.0, at.1].map(place), escaped(tip));
        let _ = write!(self.body, r#"<circle class="{class}" cx="{x}" cy="{y}" r="3.5"><title>{tip}</title></circle>"#);
    }

    /// A point that stands out by its form and not by its colour alone.
    pub fn diamond(&mut self, (x, y): (f64, f64), half: f64, class: &str, tip: &str) {
        self.reach(y + half);
        let corners = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)];
        let tip = escaped(tip);
        let _ = write!(self.body, r#"<path class="{class}" d="{} Z"><title>{tip}</title></path>"#, steps(&corners));
    }

    /// A line through many places.
    pub fn path(&mut self, through: &[(f64, f64)], class: &str) {
        through.iter().for_each(|(_, y)| self.reach(*y));
        let _ = write!(self.body, r#"<path class="{class}" d="{}"/>"#, steps(through));
    }

    /// A line through many places that is seen on whatever lies below it.
    pub fn path_over(&mut self, through: &[(f64, f64)], class: &str) {
        self.path(through, "halo");
        self.path(through, class);
    }

    /// Words.
    pub fn text(&mut self, at: (f64, f64), anchor: Anchor, class: &str, text: &str) {
        self.reach(at.1 + 4.0);
        let ([x, y], text) = ([at.0, at.1].map(place), escaped(text));
        let anchor = anchor.word();
        let _ = write!(self.body, r#"<text class="{class}" x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>"#);
    }

    /// Words that rise to the right and end at their place.
    pub fn slanted(&mut self, at: (f64, f64), class: &str, text: &str) {
        self.reach(at.1 + width_of(text) * 0.82 + 6.0);
        let ([x, y], text) = ([at.0, at.1].map(place), escaped(text));
        let _ = write!(
            self.body,
            r#"<text class="{class}" x="{x}" y="{y}" text-anchor="end" transform="rotate(-55 {x} {y})">{text}</text>"#
        );
    }

    /// Makes the picture reach down to here.
    pub fn reach(&mut self, y: f64) {
        if y.is_finite() {
            self.lowest = self.lowest.max(y);
        }
    }

    /// What has been drawn, and how high it is.
    pub fn finished(self) -> (String, f64) {
        (self.body, (self.lowest + 8.0).ceil())
    }
}

fn steps(through: &[(f64, f64)]) -> String {
    let mut out = String::new();
    for (number, (x, y)) in through.iter().enumerate() {
        let _ = write!(out, "{}{} {}", if number == 0 { "M" } else { " L" }, place(*x), place(*y));
    }
    out
}

/// A place to a tenth of a point; one that is none lies at the edge.
fn place(x: f64) -> String {
    let x = if x.is_finite() { x.clamp(-1e5, 1e5) } else { 0.0 };
    let text = format!("{x:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// Text that no browser takes for anything else.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match (entity(sign), sign) {
            (Some(entity), _) => out.push_str(entity),
            (None, sign) if is_command(sign) && sign != '\n' => out.push('\u{fffd}'),
            (None, sign) => out.push(sign),
        }
    }
    out
}

/// What stands for a sign that means something in HTML and SVG.
pub fn entity(sign: char) -> Option<&'static str> {
    Some(match sign {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => return None,
    })
}

/// About how wide a text is.
pub fn width_of(text: &str) -> f64 {
    text.chars().count() as f64 * LETTER
}

/// So many letters have room; a text has room in its own width.
fn letters_in(room: f64) -> usize {
    (room / LETTER + 1e-6) as usize
}

/// As much of a text as there is room for.
pub fn fitting(text: &str, room: f64) -> String {
    let letters = letters_in(room).max(2);
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let kept: String = text.chars().take(letters - 1).collect();
    format!("{}…", kept.trim_end())
}

/// A text in lines for which there is room, as many as are allowed.
pub fn wrapped(text: &str, room: f64, most: usize) -> Vec<String> {
    let letters = letters_in(room).max(4);
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let more = lines.len() > most;
    lines.truncate(most);
    if let Some(last) = lines.last_mut().filter(|_| more) {
        last.push_str(" …");
    }
    lines.iter().map(|line| fitting(line, room)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_fits_into_its_own_width() {
        for length in 2..60 {
            let text = "n".repeat(length);
            assert_eq!(fitting(&text, width_of(&text)), text);
            assert_eq!(wrapped(&text, width_of(&text) + 14.0 - 14.0, 2).len(), 1);
            assert!(length < 4 || wrapped(&text, width_of(&text) + 14.0 - 14.0, 2) == [text.clone()]);
            assert!(length < 3 || fitting(&text, width_of(&text) - 1.0).ends_with('…'));
        }
    }
}
