//! The server: routes, integrators beside it, a graceful stop.

use std::net::{SocketAddr, TcpListener};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use danh_api::{AppParts, AppState, LedgerFace, PasswordChecks, SecureCookies};
use danh_identity::HashingCost;
use metrics_exporter_prometheus::PrometheusBuilder;

use crate::config::Config;
use crate::integration::{self, Running};
use crate::platform::Platform;

/// Requests under way have this long to end after a signal.
const STOP_SECONDS_MAX: u64 = 20;
/// Sessions and attempts that are over are swept this often.
const SWEEP_EVERY: Duration = Duration::from_mins(10);

/// Logs to standard error, in the notation of tracing's EnvFilter.
pub(crate) fn start_logging(filter: &str) -> anyhow::Result<()> {
    let filter = filter
        .parse::<tracing_subscriber::EnvFilter>()
        .context("log.filter")?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    Ok(())
}

/// Takes the address before anything else is started, so that a port in use is told at once.
pub(crate) fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    let listener =
        TcpListener::bind(address).with_context(|| format!("cannot listen on {address}"))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Serves until the process is told to stop, then lets requests and integrators finish.
pub(crate) fn serve(
    platform: &Platform,
    config: &Config,
    listener: TcpListener,
) -> anyhow::Result<()> {
    let (state, running) = start(platform, config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let served = runtime.block_on(serve_until_stopped(state, listener));
    runtime.shutdown_timeout(Duration::from_secs(1));
    running.stop();
    served
}

fn start(platform: &Platform, config: &Config) -> anyhow::Result<(AppState, Running)> {
    let origin = &config.ledger.origin;
    let running = Running::start(platform, origin)?;
    let ledgers = running
        .bells()
        .map(|(log, bell)| {
            let verifier_key = integration::verifier_key(platform, origin, log)?.to_string();
            Ok(LedgerFace {
                log,
                verifier_key,
                bell,
            })
        })
        .collect::<anyhow::Result<_>>()?;
    let recorder = PrometheusBuilder::new().install_recorder()?;
    let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let state = AppState::new(AppParts {
        store: platform.store.clone(),
        register: platform.register.clone(),
        directory: Arc::clone(&platform.directory),
        handles: platform.keys.handles("staff")?,
        clock: Arc::clone(&platform.clock),
        entropy: Arc::clone(&platform.entropy),
        ids: Arc::clone(&platform.ids),
        ledgers,
        password_checks: PasswordChecks::new(HashingCost::STANDARD, cores),
        secure_cookies: if config.server.secure_cookies {
            SecureCookies::Yes
        } else {
            SecureCookies::No
        },
        trusted_proxies: config.server.trusted_proxies.clone(),
        metrics: Arc::new(move || recorder.render()),
    });
    Ok((state, running))
}

async fn serve_until_stopped(state: AppState, listener: TcpListener) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let sweeping = tokio::spawn(sweep(state.clone()));
    let routes = danh_api::routes(state.clone()).merge(danh_portal::router(state.clone()));
    let routes = danh_api::shell(routes, &state);
    let service = routes.into_make_service_with_connect_info::<SocketAddr>();
    let (told, stopping) = tokio::sync::oneshot::channel();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        told_to_stop().await;
        tracing::info!("stopping");
        // Nobody listens if the server failed by itself.
        told.send(()).ok();
    });
    let too_long = async {
        if stopping.await.is_ok() {
            tokio::time::sleep(Duration::from_secs(STOP_SECONDS_MAX)).await;
        } else {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        ended = server => ended?,
        () = too_long => tracing::warn!("some requests did not end in time"),
    }
    sweeping.abort();
    Ok(())
}

async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        tracing::error!("cannot hear SIGTERM");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

/// Removes sessions and sign-in attempts that are over.
async fn sweep(state: AppState) {
    let mut ticks = tokio::time::interval(SWEEP_EVERY);
    loop {
        ticks.tick().await;
        let now = state.clock.now();
        let swept = state
            .store
            .write(move |tx| danh_identity::expired_remove(tx, now))
            .await;
        if let Err(error) = swept {
            tracing::warn!(%error, "cannot remove what has expired");
        }
    }
}
