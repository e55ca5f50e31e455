//! Files as text.

use std::path::Path;

/// Why a file could not be had as text.
#[derive(Debug)]
pub enum Unread {
    /// There is none.
    NotThere,
    /// The system says why.
    System(String),
    /// It holds a byte that is no text, at this place.
    NotUtf8(usize),
}

impl Unread {
    /// The reason in words.
    pub fn reason(&self) -> String {
        match self {
            Unread::NotThere => "there is no such file".to_owned(),
            Unread::System(reason) => reason.clone(),
            Unread::NotUtf8(at) => format!("it is not UTF-8: byte {} is no text", at + 1),
        }
    }

    /// From what the system says.
    pub fn of(error: &std::io::Error) -> Unread {
        match error.kind() {
            std::io::ErrorKind::NotFound => Unread::NotThere,
            std::io::ErrorKind::PermissionDenied => Unread::System("reading it is not allowed".to_owned()),
            std::io::ErrorKind::IsADirectory => Unread::System("it is a folder".to_owned()),
            _ => Unread::System(error.to_string()),
        }
    }
}

/// Reads a text, without the byte-order mark.
pub fn read_text(path: &Path) -> Result<String, Unread> {
    let known = std::fs::metadata(path).map_err(|error| Unread::of(&error))?;
    if !known.is_file() {
        let what = if known.is_dir() { "it is a folder" } else { "it is no ordinary file" };
        return Err(Unread::System(what.to_owned()));
    }
    let bytes = std::fs::read(path).map_err(|error| Unread::of(&error))?;
    let mut text = String::from_utf8(bytes).map_err(|error| Unread::NotUtf8(error.utf8_error().valid_up_to()))?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}
