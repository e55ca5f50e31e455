//! The languages that are spoken to the reader.

/// A language that is spoken to the reader. What a study says is code and reads the same in all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// What everything is written in first.
    #[default]
    English,
    /// Bahasa Indonesia.
    Indonesian,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 2] = [Language::English, Language::Indonesian];

    /// What it is called in a study and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Indonesian => "id",
        }
    }

    /// What stands between thousands, and before decimals.
    pub fn marks(self) -> (char, char) {
        match self {
            Language::English => (',', '.'),
            Language::Indonesian => ('.', ','),
        }
    }

    /// The language of this code.
    pub fn of(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.code() == code)
    }
}
