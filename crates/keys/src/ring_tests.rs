use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::thread;

use danh_vocabulary::SeededEntropy;
use tempfile::TempDir;

use super::*;
use crate::sealer::SealContext;

fn ring(folder: &TempDir, seed: u64) -> KeyRing {
    KeyRing::open_or_create(&folder.path().join("keys"), &SeededEntropy::new(seed)).unwrap()
}

fn key_path(folder: &TempDir, file: &str) -> PathBuf {
    folder.path().join("keys").join(file)
}

#[test]
fn a_key_is_made_once_and_read_ever_after() {
    let folder = TempDir::new().unwrap();
    let first = ring(&folder, 1).signer("journal").unwrap().public_key();
    // Another seed would give another key, had the file not been there.
    assert_eq!(
        ring(&folder, 2).signer("journal").unwrap().public_key(),
        first
    );
    assert_ne!(
        ring(&folder, 1).signer("access").unwrap().public_key(),
        first
    );

    let handle = ring(&folder, 1).handles("api").unwrap().seal(7);
    assert_eq!(
        ring(&folder, 2).handles("api").unwrap().open(&handle),
        Some(7)
    );
}

#[test]
fn files_and_folder_are_private_and_no_draft_stays() {
    let folder = TempDir::new().unwrap();
    let ring = ring(&folder, 1);
    ring.signer("journal").unwrap();
    ring.handles("api").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder.path().join("keys")), 0o700);
    let mut files: Vec<_> = fs::read_dir(folder.path().join("keys"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    assert_eq!(files, ["handles.secret", "journal.ed25519"]);
    for file in files {
        assert_eq!(mode(&key_path(&folder, &file)), 0o600);
    }
}

#[test]
fn a_ring_that_only_opens_makes_nothing() {
    let folder = TempDir::new().unwrap();
    let keys = folder.path().join("keys");
    let missing = KeyRing::open(&keys).unwrap_err();
    assert_eq!(
        missing.to_string(),
        format!("cannot use the key folder `{}`", keys.display())
    );

    let made = ring(&folder, 1).signer("journal").unwrap().public_key();
    let opened = KeyRing::open(&keys).unwrap();
    assert_eq!(opened.signer("journal").unwrap().public_key(), made);
    assert!(matches!(
        opened.signer("access"),
        Err(KeyRingError::Missing { .. })
    ));
    assert!(matches!(
        opened.handles("api"),
        Err(KeyRingError::Missing { .. })
    ));
    assert!(!key_path(&folder, "access.ed25519").exists());
}

#[test]
fn a_key_open_to_others_is_refused() {
    let folder = TempDir::new().unwrap();
    let ring = ring(&folder, 1);
    ring.signer("journal").unwrap();
    let path = key_path(&folder, "journal.ed25519");
    for mode in [0o640, 0o604, 0o620, 0o601] {
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        let error = ring.signer("journal").unwrap_err();
        assert!(
            matches!(error, KeyRingError::File(KeyFileError::TooOpen { .. })),
            "{error}"
        );
        assert!(
            error.to_string().contains(&format!("mode {mode:04o}")),
            "{error}"
        );
    }
    fs::set_permissions(&path, Permissions::from_mode(0o400)).unwrap();
    ring.signer("journal").unwrap();
}

#[test]
fn a_key_of_the_wrong_length_is_refused_and_kept() {
    let folder = TempDir::new().unwrap();
    let ring = ring(&folder, 1);
    ring.signer("journal").unwrap();
    let path = key_path(&folder, "journal.ed25519");
    for length in [0, 31, 33] {
        fs::write(&path, vec![1; length]).unwrap();
        let error = ring.signer("journal").unwrap_err();
        assert!(
            matches!(error, KeyRingError::File(KeyFileError::WrongLength { .. })),
            "{error}"
        );
        assert_eq!(fs::read(&path).unwrap().len(), length);
    }
}

#[test]
fn what_is_no_file_is_unreadable() {
    let folder = TempDir::new().unwrap();
    let ring = ring(&folder, 1);
    fs::create_dir(key_path(&folder, "journal.ed25519")).unwrap();
    assert!(ring.signer("journal").is_err());
}

#[test]
fn names_that_could_leave_the_folder_are_refused() {
    let folder = TempDir::new().unwrap();
    let ring = ring(&folder, 1);
    let long = "a".repeat(65);
    for name in [
        "",
        "..",
        "../journal",
        "a/b",
        "Journal",
        "a b",
        "a.b",
        "nhật-ký",
        &long,
    ] {
        assert!(
            matches!(ring.signer(name), Err(KeyRingError::Name { .. })),
            "{name}"
        );
    }
    ring.signer(&"a".repeat(64)).unwrap();
}

#[test]
fn sealing_keys_are_numbered_and_the_older_ones_stay() {
    let folder = TempDir::new().unwrap();
    let ring = ring(&folder, 1);
    let context = SealContext(b"a test");
    let seal = |sealer: &Sealer| sealer.seal(&SeededEntropy::new(9), context, b"text");
    let old = seal(&ring.sealer("contact").unwrap());
    let read_only = KeyRing::open(&folder.path().join("keys")).unwrap();
    assert_eq!(
        read_only
            .sealer("contact")
            .unwrap()
            .open(context, &old)
            .unwrap(),
        b"text"
    );
    assert!(matches!(
        read_only.sealer("other"),
        Err(KeyRingError::Missing { .. })
    ));
    assert!(matches!(
        read_only.add_sealing_key("contact"),
        Err(KeyRingError::Missing { .. })
    ));

    let new = seal(&ring.add_sealing_key("contact").unwrap());
    assert_ne!(new, old);
    let opened = ring.sealer("contact").unwrap();
    assert_eq!(opened.key_count(), 2);
    for sealed in [&old, &new] {
        assert_eq!(opened.open(context, sealed).unwrap(), b"text");
    }
    for file in ["contact.seal-1", "contact.seal-2"] {
        let mode = fs::metadata(key_path(&folder, file))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    assert!(matches!(
        ring.sealer("../contact"),
        Err(KeyRingError::Name { .. })
    ));
}

#[test]
fn those_who_make_a_key_at_once_agree_on_one() {
    let folder = TempDir::new().unwrap();
    let rings: Vec<_> = (0..16).map(|seed| ring(&folder, seed)).collect();
    let keys: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = rings
            .iter()
            .map(|ring| scope.spawn(|| ring.signer("journal").unwrap().public_key()))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    assert!(keys.iter().all(|key| key == &keys[0]));
}

#[test]
fn the_files_of_a_ring_are_listed_and_open_ones_are_told() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let keys = folder.path().join("keys");
    let ring = KeyRing::open_or_create(&keys, &SeededEntropy::new(1)).unwrap();
    ring.signer("b").unwrap();
    ring.signer("a").unwrap();
    let listed = |keys: &Path| -> Vec<(String, bool)> {
        let files = key_files(keys).unwrap();
        files.into_iter().map(|it| (it.name, it.is_open)).collect()
    };
    let expected = |open| {
        vec![
            ("a.ed25519".to_owned(), false),
            ("b.ed25519".to_owned(), open),
        ]
    };
    assert_eq!(listed(&keys), expected(false));
    let file = keys.join("b.ed25519");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(listed(&keys), expected(true));
    assert!(key_files(&folder.path().join("nowhere")).is_err());
}
