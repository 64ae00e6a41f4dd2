//! A fresh database on each engine for a test.

use std::sync::atomic::{AtomicU32, Ordering};

use postgres::{Client, NoTls};

use crate::{Migrations, Store, StoreConfig};

/// The environment variable that holds the URL of a server on which tests may make databases.
pub const POSTGRES_VARIABLE: &str = "DANH_TEST_POSTGRES";

/// Runs `body` on a fresh `SQLite` file and, where [`POSTGRES_VARIABLE`] is set, on a fresh `PostgreSQL` database.
///
/// # Panics
///
/// When a database cannot be made, or `body` panics.
pub fn on_both_engines(migrations: &[Migrations], mut body: impl FnMut(&Store)) {
    each_fresh_config(|config| {
        let store = Store::open(config, migrations).expect("a fresh database opens");
        body(&store);
    });
}

/// Like [`on_both_engines`], for tests that open the database themselves, perhaps more than once.
///
/// # Panics
///
/// When a database cannot be made, or `body` panics.
pub fn each_fresh_config(mut body: impl FnMut(&StoreConfig)) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    body(&StoreConfig::Sqlite {
        path: folder.path().join("test.db"),
        readers: 2,
    });
    match std::env::var(POSTGRES_VARIABLE) {
        Ok(server) => {
            let database = FreshDatabase::create(&server);
            body(&StoreConfig::Postgres {
                url: database.url.clone(),
                connections: 8,
            });
        }
        Err(_) => eprintln!("skipped on PostgreSQL: {POSTGRES_VARIABLE} is not set"),
    }
}

struct FreshDatabase {
    server: String,
    name: String,
    url: String,
}

impl FreshDatabase {
    fn create(server: &str) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("danh_test_{}_{number}", std::process::id());
        let mut client = Client::connect(server, NoTls).expect("the test server answers");
        // A process of an earlier run may have had the same number and been killed.
        client
            .batch_execute(&format!("DROP DATABASE IF EXISTS {name}"))
            .expect("database dropped");
        client
            .batch_execute(&format!("CREATE DATABASE {name}"))
            .expect("database made");
        let (base, _) = server.rsplit_once('/').expect("the URL names a database");
        Self {
            server: server.to_owned(),
            url: format!("{base}/{name}"),
            name,
        }
    }
}

impl Drop for FreshDatabase {
    fn drop(&mut self) {
        // Left behind rather than panicking twice when the test itself failed.
        if let Ok(mut client) = Client::connect(&self.server, NoTls) {
            drop(client.batch_execute(&format!(
                "DROP DATABASE IF EXISTS {} WITH (FORCE)",
                self.name
            )));
        }
    }
}
