//! The command line. Only here is the clock asked, and only when `--today` is missing.

mod cli;
#[cfg(feature = "serve")]
mod serve;

use clap::Parser;
use std::process::ExitCode;

/// Reading and rendering make and drop many small texts on several threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[expect(clippy::disallowed_methods, reason = "the one place that asks the clock")]
fn main() -> ExitCode {
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return ExitCode::from(cli::misused(&error)),
    };
    #[cfg(feature = "serve")]
    let preview = serve::run;
    #[cfg(not(feature = "serve"))]
    let preview = |_: &cli::BuildArgs, _, _| 2;
    ExitCode::from(cli::run(cli, || chrono::Local::now().date_naive(), preview))
}
