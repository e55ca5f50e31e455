//! A bar on standard error while a large file or many studies are read and somebody waits at a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Nobody minds waiting so long.
const PATIENCE: Duration = Duration::from_secs(1);

/// How a bar tells how far a file has been read.
const BYTES: &str = "{msg} {bar:30} {percent}% of {total_bytes}";

/// How a bar tells how many of several are done.
const MANY: &str = "{msg} {bar:30} {pos} of {len}";

/// How far a file has been read, or how many of several are done.
pub struct Progress {
    name: String,
    template: &'static str,
    began: Instant,
    watched: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// For the file of this name.
    pub fn new(name: &str) -> Progress {
        Progress::telling(name, BYTES)
    }

    /// For many things of this name.
    pub fn of_many(name: &str) -> Progress {
        Progress::telling(name, MANY)
    }

    fn telling(name: &str, template: &'static str) -> Progress {
        let watched = std::io::stderr().is_terminal();
        let name = crate::eval::clean(name);
        Progress { name, template, began: Instant::now(), watched, bar: OnceLock::new() }
    }

    /// Hears that so many bytes, or things, of so many are done.
    pub fn hear(&self, done: u64, whole: u64) {
        if !self.watched || self.began.elapsed() < PATIENCE {
            return;
        }
        self.bar.get_or_init(|| self.drawn(whole)).set_position(done);
    }

    fn drawn(&self, whole: u64) -> ProgressBar {
        let bar = ProgressBar::with_draw_target(Some(whole), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template(self.template);
        bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())).with_message(self.name.clone())
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}
