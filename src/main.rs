//! The program `lm`: gathers the outside world and hands it to the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    lm::cli::main()
}
