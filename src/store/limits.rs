//! How much of a file is read before it is refused. A year of a pupil's sessions is some 60 kB and
//! five levels deep; these limits leave room and still bound time and memory.

/// The longest file, in bytes.
pub const MAX_FILE: u64 = 1 << 20;

/// How many lists and entries may stand inside each other.
pub const MAX_DEPTH: usize = 24;

/// How many texts, keys, lists and entries a file may have.
pub const MAX_NODES: u32 = 100_000;

/// The longest single text, in bytes.
pub const MAX_TEXT: usize = 256 * 1024;
