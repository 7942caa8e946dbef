//! A process with all that it starts: drivers leave browsers behind, and
//! browsers leave folders behind.

use anyhow::{Context, Result};
use rustix::process::{Pid, Signal, kill_process_group};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::runtime::Handle;
use tokio::signal::unix::{SignalKind, signal};

/// How long a group may take to end once it is asked to.
const GRACE: Duration = Duration::from_secs(2);

/// The groups that have been started and not yet ended.
static RUNNING: Mutex<Vec<(Pid, PathBuf)>> = Mutex::new(Vec::new());

/// A process and what it started, ended when it is dropped.
pub(crate) struct ProcessGroup {
    pub child: Child,
    id: Pid,
    /// For temporary files; it goes when the group does.
    scratch: PathBuf,
}

impl ProcessGroup {
    pub fn start(command: &mut Command) -> Result<Self> {
        let scratch = scratch_folder()?;
        let child = command.env("TMPDIR", &scratch).process_group(0).spawn()?;
        let id = Pid::from_child(&child);
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner).push((id, scratch.clone()));
        Ok(ProcessGroup { child, id, scratch })
    }

    pub fn has_ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }
}

impl Drop for ProcessGroup {
    fn drop(&mut self) {
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner).retain(|(id, _)| *id != self.id);
        // Asked first, they put away what they made outside the folder.
        let _ = kill_process_group(self.id, Signal::TERM);
        let deadline = Instant::now() + GRACE;
        while self.has_ended().is_none() && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(10));
        }
        end(self.id, &self.scratch);
        let _ = self.child.wait();
    }
}

/// Has Ctrl-C, or a request to end, take all drivers and browsers along: they
/// are in groups of their own, and would not hear of it.
pub fn end_all_when_interrupted(runtime: &Handle) {
    runtime.spawn(async {
        if interrupted().await.is_ok() {
            end_all();
            std::process::exit(130);
        }
    });
}

async fn interrupted() -> std::io::Result<()> {
    let mut terminated = signal(SignalKind::terminate())?;
    tokio::select! {
        result = tokio::signal::ctrl_c() => result,
        _ = terminated.recv() => Ok(()),
    }
}

fn end_all() {
    let mut groups = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    for (id, scratch) in groups.drain(..) {
        end(id, &scratch);
    }
}

fn end(id: Pid, scratch: &Path) {
    let _ = kill_process_group(id, Signal::KILL);
    let _ = std::fs::remove_dir_all(scratch);
}

/// Not below the workspace: browsers put sockets there, and the path of a
/// socket has a hundred bytes at most.
fn scratch_folder() -> Result<PathBuf> {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = std::env::temp_dir().join(format!("sidelight-{}-{number}", std::process::id()));
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    Ok(folder)
}
