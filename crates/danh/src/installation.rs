//! What is told of this installation to whoever operates it, and by which measure.

use std::time::Duration;

use danh_operation::{Installation, Limits, Serving, Transport};

use crate::commands::demo;
use crate::config::Config;

/// The installation that the configuration names; a process that serves says so.
pub(crate) fn of(config: &Config, serving: Option<Serving>) -> Installation {
    let (operation, server) = (&config.operation, &config.server);
    Installation {
        version: env!("CARGO_PKG_VERSION"),
        folder: config.data.folder.clone(),
        limits: Limits {
            disk_free_bytes_min: operation.disk_free_mib_min.saturating_mul(1 << 20),
            backup_days_max: config.backup.days_max,
            verified_days_max: operation.verified_days_max,
            slow: Duration::from_millis(operation.slow_ms),
        },
        serving,
        transport: if server.secure_cookies {
            Transport::Proxy
        } else if server.listen.ip().is_loopback() {
            Transport::Loopback
        } else {
            Transport::Unencrypted
        },
        is_demo: demo::is_demo(&config.data.folder),
    }
}
