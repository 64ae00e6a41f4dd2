//! `danh serve`: a register for real use.

use crate::cli::{ServeArguments, StoreArguments};
use crate::platform::Platform;
use crate::{config, web};

pub(crate) fn run(arguments: &ServeArguments) -> anyhow::Result<()> {
    let config = config::load(arguments.config.as_deref())?;
    web::start_logging(&config.log.filter)?;
    let store = StoreArguments {
        data: config.data.folder.clone(),
        database: config.data.database.clone(),
    };
    let platform = Platform::open(&store)?;
    let listener = web::bind(config.server.listen)?;
    tracing::info!(address = %listener.local_addr()?, folder = %store.data.display(), "serving");
    web::serve(&platform, &config, listener)
}
