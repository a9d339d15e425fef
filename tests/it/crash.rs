//! Killed at any instant, an import has recorded all or nothing.

use std::{
    process::{Command, Stdio},
    time::Duration,
};

use jalons::{
    programme::{check, clock::Time, live::Live},
    store::Store,
};

#[test]
fn a_server_killed_while_it_loads_the_seed_leaves_all_or_nothing_and_goes_on_from_there() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("jalons.db").display());
    let mut seen = Vec::new();
    for wait in [30, 90, 180, 300, 450, 700] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_jalons"))
            .args(["import", "seed", "--database", &address])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Not a measure: only a way to fall at different instants.
        std::thread::park_timeout(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        seen.push(subjects(&address));
    }
    let done =
        Command::new(env!("CARGO_BIN_EXE_jalons")).args(["import", "seed", "--database", &address]).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let whole = subjects(&address);
    assert!(seen.iter().all(|count| *count == 0 || *count == whole), "half-written: {seen:?} of {whole}");
}

/// How many subjects the database holds, all of them sound.
fn subjects(address: &str) -> usize {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let store = Store::open(address).await.unwrap();
        store.migrate().await.unwrap();
        let live = Live::load(store.clone(), Time::system()).await.unwrap();
        assert_eq!(check::faults(&live.record()), Vec::<String>::new());
        store.close().await.unwrap();
        live.record().subjects().len()
    })
}
