//! The server: routes, integrators beside it, a graceful stop.

mod connections;

use std::io::IsTerminal as _;
use std::net::{SocketAddr, TcpListener};
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use danh_api::staff::{PasswordSignIn, PasswordSignInParts};
use danh_api::{AppParts, AppState, PasswordChecks, RateLimits, RateQuota, SecureCookies};
use danh_desk::Desk;
use danh_operation::Serving;
use danh_vocabulary::Clock;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use crate::config::{Config, Log};
use crate::hashing;
use crate::installation;
use crate::integration::Running;
use crate::log_files::LogFiles;
use crate::platform::Platform;

/// Sessions, attempts and replies that are over are swept this often.
const SWEEP_EVERY: Duration = Duration::from_mins(10);
/// Durations of requests wait in memory until they are sorted into buckets.
const TIDY_EVERY: Duration = Duration::from_secs(5);
const DURATION_BUCKETS_SECONDS: [f64; 11] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0,
];

/// Logs to standard error, in the notation of tracing's EnvFilter.
pub(crate) fn start_logging(filter: &str) -> anyhow::Result<()> {
    let filter: tracing_subscriber::EnvFilter = filter.parse()?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    Ok(())
}

/// Logs as the configuration says: to standard error, or to files of its own.
pub(crate) fn start_logging_as(config: &Log, clock: Arc<dyn Clock>) -> anyhow::Result<()> {
    if config.folder.as_os_str().is_empty() {
        return start_logging(&config.filter);
    }
    let files = LogFiles::start(config, clock)
        .with_context(|| format!("cannot write a log in `{}`", config.folder.display()))?;
    let filter: tracing_subscriber::EnvFilter = config.filter.parse()?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(files)
        .with_ansi(false)
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

/// What is served beside the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beside {
    /// Nothing.
    Nothing,
    /// The pages that show what pages are made of.
    Components,
}

/// Serves until the process is told to stop, then lets requests and integrators finish.
pub(crate) fn serve(
    platform: &Platform,
    config: &Config,
    listener: TcpListener,
    beside: Beside,
) -> anyhow::Result<()> {
    let running = Running::start(platform)?;
    let metrics = PrometheusBuilder::new()
        .set_buckets(&DURATION_BUCKETS_SECONDS)?
        .install_recorder()?;
    let state = state(platform, config, &running, metrics.clone())?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let served = runtime.block_on(serve_until_stopped(state, listener, metrics, beside));
    runtime.shutdown_timeout(Duration::from_secs(1));
    running.stop();
    served
}

fn state(
    platform: &Platform,
    config: &Config,
    running: &Running,
    metrics: PrometheusHandle,
) -> anyhow::Result<AppState> {
    let serving = Serving {
        since: platform.clock.now(),
        process: std::process::id(),
    };
    let installation = installation::of(config, Some(serving));
    danh_exchange::shipped_agreements(&platform.directory)?;
    platform.store.set_slow_threshold(installation.limits.slow);
    Ok(AppState::new(AppParts {
        store: platform.store.clone(),
        register: platform.register.clone(),
        directory: Arc::clone(&platform.directory),
        desk: Desk::new(
            platform.keys.sealer(Desk::SEALER)?,
            Arc::clone(&platform.entropy),
        ),
        exchange: danh_exchange::Exchange::new(
            &platform.keys,
            Arc::clone(&platform.directory),
            &platform.origin,
        )?,
        handles: platform.keys.handles("staff")?,
        clock: Arc::clone(&platform.clock),
        entropy: Arc::clone(&platform.entropy),
        ids: Arc::clone(&platform.ids),
        ledgers: running.faces(),
        rate_limits: RateLimits::new(RateQuota {
            officer: config.server.officer_requests_a_minute,
            anonymous: config.server.anonymous_requests_a_minute,
        }),
        staff: Arc::new(PasswordSignIn::new(staff(platform, config)?)),
        secure_cookies: if config.server.secure_cookies {
            SecureCookies::Yes
        } else {
            SecureCookies::No
        },
        trusted_proxies: config.server.trusted_proxies.clone(),
        installation,
        metrics: Arc::new(move || metrics.render()),
    }))
}

/// How officers sign in.
fn staff(platform: &Platform, config: &Config) -> anyhow::Result<PasswordSignInParts> {
    let cost = hashing::cost(platform, config)?;
    let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    Ok(PasswordSignInParts {
        store: platform.store.clone(),
        directory: Arc::clone(&platform.directory),
        clock: Arc::clone(&platform.clock),
        entropy: Arc::clone(&platform.entropy),
        sealer: platform.keys.sealer(PasswordSignIn::SEALER)?,
        password_checks: PasswordChecks::new(cost, hashing::checks_at_once(cost, cores)),
        policy: config.sign_in.policy(),
        issuer: config.sign_in.issuer.clone(),
    })
}

async fn serve_until_stopped(
    state: AppState,
    listener: TcpListener,
    metrics: PrometheusHandle,
    beside: Beside,
) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let sweeping = tokio::spawn(sweep(state.clone()));
    let tidying = tokio::spawn(tidy(metrics));
    let mut routes = danh_api::routes(state.clone()).merge(danh_portal::router(state.clone()));
    if beside == Beside::Components {
        routes = routes.merge(danh_portal::component_pages(state.clone()));
    }
    let routes = danh_api::shell(routes, &state);
    tracing::info!(address = %listener.local_addr()?, "serving");
    connections::serve(listener, routes, told_to_stop()).await;
    sweeping.abort();
    tidying.abort();
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

/// Keeps what is measured small when nobody asks for it.
async fn tidy(metrics: PrometheusHandle) {
    let mut ticks = tokio::time::interval(TIDY_EVERY);
    loop {
        ticks.tick().await;
        metrics.run_upkeep();
    }
}

/// Removes sessions, sign-in attempts, kept replies, nonces and counts that are over.
async fn sweep(state: AppState) {
    let mut ticks = tokio::time::interval(SWEEP_EVERY);
    loop {
        ticks.tick().await;
        let now = state.clock.now();
        let swept = state
            .store
            .write(move |tx| {
                danh_identity::expired_remove(tx, now)?;
                danh_exchange::nonces_remove_expired(tx, now)?;
                danh_exchange::counts_remove_expired(tx, now)?;
                Desk::replies_remove_expired(tx, now)
            })
            .await;
        if let Err(error) = swept {
            tracing::warn!(%error, "cannot remove what has expired");
        }
    }
}
