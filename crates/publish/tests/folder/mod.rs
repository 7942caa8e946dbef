//! The program in a folder of its own, as people call it.

// Not every test uses all of it.
#![allow(dead_code)]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder of its own in which the program runs.
pub struct Folder(TempDir);

/// What came of a run.
#[derive(Debug, PartialEq)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    pub fn silent(code: i32) -> Self {
        Self { code, stdout: String::new(), stderr: String::new() }
    }
}

impl Folder {
    pub fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(TempDir::new().expect("a folder"));
        for (name, text) in files {
            fs::write(folder.path(name), text).expect("a file");
        }
        folder
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a text file")
    }

    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("a folder");
        let mut names: Vec<_> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with_input(arguments, b"")
    }

    pub fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut program = Command::new(env!("CARGO_BIN_EXE_sidelight"))
            .args(arguments)
            .current_dir(self.0.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        // A program that reads no input may be gone already.
        let _ = program.stdin.take().expect("its input").write_all(input);
        let Output { status, stdout, stderr } = program.wait_with_output().expect("its output");
        let text = |bytes| String::from_utf8(bytes).expect("text");
        Run { code: status.code().expect("an exit code"), stdout: text(stdout), stderr: text(stderr) }
    }
}
