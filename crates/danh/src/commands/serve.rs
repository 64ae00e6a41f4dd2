//! `danh serve`: a register for real use.

use std::sync::Arc;

use danh_ambient::SystemClock;

use crate::cli::StoreArguments;
use crate::config::Config;
use crate::platform::Platform;
use crate::verification::Verifying;
use crate::{config, web};

pub(crate) fn run(arguments: &StoreArguments) -> anyhow::Result<()> {
    let config = config::of_arguments(arguments)?;
    web::start_logging_as(&config.log, Arc::new(SystemClock))?;
    warn_of_plain_http(&config);
    let platform = Platform::open(&config)?;
    let listener = web::bind(config.server.listen)?;
    let verifying = Verifying::start(&platform, &config.operation)?;
    let served = web::serve(&platform, &config, listener, web::Beside::Nothing);
    if let Some(verifying) = verifying {
        verifying.stop();
    }
    served
}

fn warn_of_plain_http(config: &Config) {
    let listen = config.server.listen;
    if !listen.ip().is_loopback() && !config.server.secure_cookies {
        tracing::warn!(%listen, "others can reach this address, and passwords and cookies travel unencrypted; put a TLS proxy before it and set `server.secure_cookies`");
    }
}
