//! Signs that are none to be read.

/// Whether a sign is none to be read, but tells a terminal or a page what to do: control codes, and those that turn the
/// direction of all that follows.
pub fn is_command(sign: char) -> bool {
    sign.is_control() || matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
