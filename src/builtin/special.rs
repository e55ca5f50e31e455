//! Functions with rules of their own: what they are given is looked at as it is written, and not only computed.

/// One of them.
pub struct Special {
    /// What it is called.
    pub name: &'static str,
    /// Which it is.
    pub form: Form,
    /// How it is called, as a reader sees it.
    pub signature: &'static str,
    /// What it does, in one sentence.
    pub documentation: &'static str,
    /// An expression that is true of a study with two operations, `sewing` one of them.
    pub example: &'static str,
}

/// Which function with rules of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For every word of a choice its value.
    Choose,
    /// Whether there is a figure.
    Known,
    /// From how many places a list is drawn.
    Sources,
}

/// All of them.
pub const SPECIALS: &[Special] = &[
    Special {
        name: "choose",
        form: Form::Choose,
        signature: "choose(choice, word: value, …)",
        documentation: "The value that stands behind the word that a choice is; every word of the choice has one.",
        example: "choose(sewing.timing, snap_back: 1, continuous: 2) == 1",
    },
    Special {
        name: "known",
        form: Form::Known,
        signature: "known(figure): yes/no",
        documentation: "Whether there is such a figure; an open parameter is none.",
        example: "known(2 s) and not known(missing)",
    },
    Special {
        name: "sources",
        form: Form::Sources,
        signature: "sources(list): number",
        documentation: "From how many columns or instances a list is drawn; of a whole column, into how many groups a column of words parts the rows.",
        example: "sources(every operation.cycle_time) == 2",
    },
];

/// The one of this name.
pub fn special(name: &str) -> Option<&'static Special> {
    SPECIALS.iter().find(|special| special.name == name)
}

impl Form {
    /// How it is called, as a reader sees it.
    pub fn signature(self) -> &'static str {
        SPECIALS.iter().find(|special| special.form == self).map_or("", |special| special.signature)
    }
}
