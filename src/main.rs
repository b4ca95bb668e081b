//! The program `lm`: gathers the outside world and hands it to the library.

use std::process::ExitCode;

/// Reading a record is many small texts and lists, taken and given back at once.
#[cfg(unix)]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    lm::cli::main()
}
