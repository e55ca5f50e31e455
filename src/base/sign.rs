//! Signs that are none to be read.

/// Whether a sign is none to be read, but tells a terminal or a page what to do: control codes, those that turn the
/// direction of what follows, and those that break a line or a paragraph.
pub fn is_command(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
