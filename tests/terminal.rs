//! The prompt at a terminal: keys are pressed, and what comes on the screen is awaited.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::Folder;
use pty_process::{Size, blocking::Pty};
use std::io::{Read, Write};
use std::process::{Child, ExitStatus};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const SMALL: &str = "\
unit item
operation pack \"Pack\" per item { crew: 2; standard_time: 30 s/item }
function f0(n: ratio): ratio = n + 1
";

/// A session in a pseudo-terminal.
struct AtTerminal {
    child: Child,
    terminal: Arc<Pty>,
    seen: Arc<Mutex<String>>,
    read: usize,
}

impl AtTerminal {
    fn open(folder: &Folder, file: &str) -> AtTerminal {
        let (terminal, other_end) = pty_process::blocking::open().unwrap();
        terminal.resize(Size::new(24, 80)).unwrap();
        let child = pty_process::blocking::Command::new(env!("CARGO_BIN_EXE_study"))
            .args(["repl", file])
            .current_dir(folder.path())
            .env("XDG_STATE_HOME", folder.path().join("state"))
            .env("TERM", "xterm")
            .env_remove("NO_COLOR")
            .spawn(other_end)
            .unwrap();
        let (terminal, seen) = (Arc::new(terminal), Arc::new(Mutex::new(String::new())));
        let (output, shared) = (terminal.clone(), seen.clone());
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = (&*output).read(&mut bytes) {
                shared.lock().unwrap().push_str(&String::from_utf8_lossy(&bytes[..count]));
            }
        });
        AtTerminal { child, terminal, seen, read: 0 }
    }

    fn press(&self, keys: &str) {
        (&*self.terminal).write_all(keys.as_bytes()).unwrap();
    }

    /// Waits until the words stand on the screen, behind what was waited for before.
    fn wait(&mut self, words: &str) {
        for _ in 0..400 {
            let seen = plain(&self.seen.lock().unwrap());
            let new = seen.get(self.read..).unwrap_or_default();
            if let Some(at) = new.find(words) {
                self.read += at + words.len();
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = self.child.kill();
        panic!("{words:?} does not come:\n{:?}", self.seen.lock().unwrap());
    }

    fn ended(&mut self) -> ExitStatus {
        for _ in 0..400 {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let _ = self.child.kill();
        panic!("the session does not end:\n{:?}", self.seen.lock().unwrap());
    }
}

/// What is written to a terminal, without what only moves and colours.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\u{1b}' => drop(signs.find(|sign| sign.is_ascii_alphabetic())),
            '\r' => {}
            sign => out.push(sign),
        }
    }
    out
}

#[test]
fn somebody_at_a_terminal_is_helped() {
    let folder = Folder::new();
    let slow: String =
        (1..28).map(|n| format!("function f{n}(n: ratio): ratio = f{}(n) + f{}(n)\n", n - 1, n - 1)).collect();
    folder.write("small.study", format!("{SMALL}{slow}"));
    let mut session = AtTerminal::open(&folder, "small.study");
    session.wait("`help` lists the commands");
    session.wait("> ");
    session.press("pack.outp\t");
    session.wait("> pack.output");
    session.press("\r");
    session.wait("\n240 item/h");
    session.wait("\n> ");
    session.press("pack.crw\u{1b}[D\u{1b}[De\u{1b}[C\u{1b}[C\u{8}w\u{1}\u{5}\r");
    session.wait("N212");
    session.wait("\n> ");
    session.press("sum([1,\r2])\r");
    session.wait("\n3");
    session.wait("\n> ");
    session.press("1 + (");
    session.wait("1 + (");
    session.press("\u{3}");
    session.wait("\n> ");
    session.press("20 + 2\r");
    session.wait("\n22");
    session.wait("\n> ");
    session.press("\u{1b}[A\u{8}3\r");
    session.wait("\n23");
    session.wait("\n> ");
    session.press("f26(1)\r");
    session.wait("> f26(1)\n");
    std::thread::sleep(Duration::from_millis(500));
    session.press("\u{3}");
    session.wait("stopped");
    session.wait("\n> ");
    session.press("pack.crew\r");
    session.wait("\n2");
    session.wait("\n> ");
    session.press("\u{1b}[200~let a = 3\nlet b = a\n  + 2\nb\u{1b}[201~\r");
    session.wait("\n5");
    session.wait("\n> ");
    session.press("\u{4}");
    assert!(session.ended().success());
    let history = folder.read("state/study/history");
    assert!(history.starts_with("pack.output\n") && history.contains("sum([1,\\n2])\n"), "{history}");
}

#[test]
fn a_large_sweep_stops_when_it_is_told_to() {
    let folder = Folder::new();
    folder.write("small.study", SMALL);
    let mut session = AtTerminal::open(&folder, "small.study");
    session.wait("> ");
    for seconds in [1, 3, 6] {
        session.press("sweep pack.crew from 1 to 900000 { show pack.output }\r");
        session.wait("}\n");
        std::thread::sleep(Duration::from_secs(seconds));
        session.press("\u{3}");
        let asked = std::time::Instant::now();
        session.press("pack.crew\r");
        session.wait("stopped");
        assert!(asked.elapsed() < Duration::from_secs(5), "{:?} after {seconds} s", asked.elapsed());
        session.wait("\n2\n");
        session.wait("> ");
    }
    session.press("\u{4}");
    assert!(session.ended().success());
}

#[test]
fn a_file_saved_while_the_prompt_waits_is_read_before_the_answer() {
    let folder = Folder::new();
    folder.write("small.study", SMALL);
    let mut session = AtTerminal::open(&folder, "small.study");
    session.wait("> ");
    folder.write("small.study", SMALL.replace("crew: 2", "crew: 17"));
    session.press("pack.crew\r");
    session.wait("small.study has changed");
    session.wait("\n17\n");
    session.press("\u{4}");
    assert!(session.ended().success());
}
