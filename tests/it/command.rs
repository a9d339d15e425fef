//! The program itself, run as a script runs it.

use std::{
    path::Path,
    process::{Command, Output},
};

/// Runs the program in a folder, in which its database is.
pub fn jalons(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jalons"))
        .current_dir(folder)
        .env_remove("DATABASE_URL")
        .args(arguments)
        .output()
        .unwrap()
}

/// What it printed, then what it told.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}
