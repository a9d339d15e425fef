//! The command line, as a script sees it.

use std::process::Output;

use crate::command::jalons;

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

#[test]
fn a_script_can_tell_how_a_command_ended() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let good = "territoire;document;signe_le;source\n1-ti-3205;contrat;17/12/2019;https://exemple.fr/\n";
    std::fs::write(folder.join("contrats.csv"), good).unwrap();
    std::fs::write(folder.join("refus.csv"), good.replace("17/12", "32/12")).unwrap();

    for arguments in [&["check"][..], &["export", "csv"]] {
        let output = jalons(folder, arguments);
        assert_eq!(code(&output), 1);
        assert!(String::from_utf8_lossy(&output.stderr).contains("there is no database"), "{arguments:?}");
        assert!(!folder.join("jalons.db").exists(), "{arguments:?} makes none");
    }

    let early = jalons(folder, &["import", "contracts", "contrats.csv"]);
    assert_eq!(code(&early), 3);
    assert!(String::from_utf8_lossy(&early.stderr).contains("jalons import seed"), "an empty database is told");

    for (arguments, expected) in [
        (&["migrate"][..], 0),
        (&["import", "seed"], 0),
        (&["import", "contracts", "contrats.csv", "--dry-run"], 0),
        (&["import", "contrats", "contrats.csv"], 0),
        (&["import", "contracts", "refus.csv"], 3),
        (&["import", "contracts", "absent.csv"], 1),
        (&["import", "contracts"], 2),
        (&["import", "seed", "contrats.csv"], 2),
        (&["import", "plans", "contrats.csv"], 2),
        (&["--database", "mysql://me:secret@host/x", "migrate"], 2),
        (&["--help"], 0),
        (&["plop"], 2),
        (&["export", "pdf"], 2),
        (&["export", "csv", "--region", "Nord"], 2),
        (&["check"], 0),
    ] {
        let output = jalons(folder, arguments);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(code(&output), expected, "{arguments:?}: {told}");
        assert!(!told.contains("secret"), "{told}");
        assert!(told.is_empty() != (expected > 0), "{arguments:?} tells of its failure: {told}");
    }
}

#[test]
fn the_help_of_import_lists_the_columns_of_each_kind() {
    let folder = tempfile::tempdir().unwrap();
    let output = jalons(folder.path(), &["import", "--help"]);
    let help = String::from_utf8(output.stdout).unwrap();
    for kind in jalons::import::Kind::ALL {
        assert!(help.contains(kind.name));
        for column in kind.columns() {
            assert!(help.contains(column.name) && help.contains(column.example), "{} {}", kind.name, column.name);
        }
    }
}
