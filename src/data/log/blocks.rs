//! A part of a file in blocks of whole lines, through one buffer of fixed size.

use super::Reason;
use super::cells::PADDING;
use memchr::{memchr, memrchr};
use std::fs::File;
use std::io;

/// A line longer than this is no line of a log.
const LONGEST_LINE: usize = 1 << 24;
/// Behind the end of a part, only the rest of its last line is read.
const BEHIND: u64 = 4096;

/// Which bytes of a file a part begins and ends with. Its lines are those that begin within it.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Where the lines of the whole file begin.
    pub start: u64,
    /// Where the part begins.
    pub from: u64,
    /// Where it ends.
    pub to: u64,
    /// Where the file ends.
    pub length: u64,
}

/// The lines of a part.
#[derive(Debug)]
pub struct Blocks<'f> {
    file: &'f File,
    part: Part,
    buffer: Vec<u8>,
    /// The place in the file of the first byte in the buffer.
    base: u64,
    filled: usize,
    used: usize,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    InForeignLine,
    InLines,
    Done,
}

/// Whole lines, and `PADDING` bytes behind them.
#[derive(Debug)]
pub struct Block<'b> {
    /// The bytes.
    pub bytes: &'b [u8],
    /// The place in the file of the first of them.
    pub place: u64,
}

impl Block<'_> {
    /// How many bytes the lines have.
    pub fn length(&self) -> u64 {
        self.bytes.len().saturating_sub(PADDING) as u64
    }
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], place: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, place)
}

#[cfg(windows)]
fn read_at(file: &File, buffer: &mut [u8], place: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, place)
}

#[cfg(not(any(unix, windows)))]
fn read_at(mut file: &File, buffer: &mut [u8], place: u64) -> io::Result<usize> {
    use std::io::{Read, Seek};
    // The threads share the place of the file.
    static TURN: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _turn = TURN.lock();
    file.seek(io::SeekFrom::Start(place))?;
    file.read(buffer)
}

impl<'f> Blocks<'f> {
    /// The lines of a part, so many bytes at a time. The buffer comes from the last part read, if there was one.
    pub fn new(file: &'f File, part: Part, size: usize, mut buffer: Vec<u8>) -> Blocks<'f> {
        if buffer.len() < size + PADDING {
            buffer.resize(size + PADDING, b'\n');
        }
        // A part begins behind the first newline at or behind the byte before it.
        let (base, state) = match part.from > part.start {
            true => (part.from - 1, State::InForeignLine),
            false => (part.start, State::InLines),
        };
        Blocks { file, part, buffer, base, filled: 0, used: 0, state }
    }

    /// The buffer, for the next part.
    pub fn into_buffer(self) -> Vec<u8> {
        self.buffer
    }

    /// The next lines, if there are any.
    pub fn advance(&mut self) -> Result<Option<Block<'_>>, (u64, Reason)> {
        let place = self.base + self.used as u64;
        match self.lines() {
            Ok(0) => Ok(None),
            Ok(end) => {
                let block = Block { bytes: self.buffer.get(..end + PADDING).unwrap_or_default(), place: self.base };
                self.used = end;
                Ok(Some(block))
            }
            Err(reason) => Err((place, reason)),
        }
    }

    /// Fills the buffer so that whole lines stand at its front: so many bytes of them.
    fn lines(&mut self) -> Result<usize, Reason> {
        while self.state != State::Done {
            self.drop_used();
            let more = self.fill()?;
            if self.state == State::InForeignLine {
                self.skip_foreign(more);
                continue;
            }
            if let Some(end) = self.end_of_lines(more) {
                return Ok(end);
            }
            if more {
                self.make_room()?;
            }
        }
        Ok(0)
    }

    fn drop_used(&mut self) {
        self.buffer.copy_within(self.used..self.filled, 0);
        self.base += self.used as u64;
        self.filled -= self.used;
        self.used = 0;
    }

    /// Reads once. False at the end of the file.
    fn fill(&mut self) -> Result<bool, Reason> {
        let place = self.base + self.filled as u64;
        let behind = place + BEHIND.min(self.part.length.saturating_sub(place));
        let wanted = usize::try_from(self.part.to.max(behind).saturating_sub(place)).unwrap_or(usize::MAX);
        let room = self.buffer.len().saturating_sub(PADDING);
        let free = self.buffer.get_mut(self.filled..room.min(self.filled.saturating_add(wanted))).unwrap_or_default();
        if place >= self.part.length || free.is_empty() {
            return Ok(place < self.part.length);
        }
        match read_at(self.file, free, place) {
            Ok(0) => Err(Reason::Shortened),
            Ok(count) => {
                self.filled += count;
                Ok(true)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(true),
            Err(error) => Err(Reason::Unreadable(error.kind())),
        }
    }

    /// The line that began before the part belongs to the part before.
    fn skip_foreign(&mut self, more: bool) {
        let found = memchr(b'\n', self.buffer.get(..self.filled).unwrap_or_default());
        self.used = found.map_or(self.filled, |newline| newline + 1);
        if found.is_some() {
            let begins = self.base + self.used as u64;
            self.state = if begins >= self.part.to { State::Done } else { State::InLines };
        } else if !more {
            self.state = State::Done;
        }
    }

    /// Behind the last newline, or behind the one that ends the part.
    fn end_of_lines(&mut self, more: bool) -> Option<usize> {
        let last = usize::try_from(self.part.to.saturating_sub(1).saturating_sub(self.base)).unwrap_or(usize::MAX);
        let filled = self.buffer.get(..self.filled).unwrap_or_default();
        if let Some(found) = filled.get(last..).and_then(|behind| memchr(b'\n', behind)) {
            self.state = State::Done;
            return Some(last + found + 1);
        }
        if more {
            return memrchr(b'\n', filled).map(|newline| newline + 1);
        }
        // The last line of a file may lack its newline: the padding has room for it.
        self.state = State::Done;
        if filled.is_empty() || filled.ends_with(b"\n") {
            return (self.filled > 0).then_some(self.filled);
        }
        if let Some(end) = self.buffer.get_mut(self.filled) {
            *end = b'\n';
        }
        self.buffer.push(b'\n');
        self.filled += 1;
        Some(self.filled)
    }

    fn make_room(&mut self) -> Result<(), Reason> {
        let room = self.buffer.len().saturating_sub(PADDING);
        if self.filled < room {
            return Ok(());
        }
        if room >= LONGEST_LINE {
            return Err(Reason::LongLine);
        }
        self.buffer.resize(2 * room.max(1) + PADDING, b'\n');
        Ok(())
    }
}
