//! Connections of the server: each is given so long to say what it wants, and there are only so many at once.
//!
//! `axum::serve` waits for ever for the headers of a request, so that a few slow strangers could hold every connection there is.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt as _;

use crate::process;

/// The headers of a request have this long to come, and a connection without a request is closed after it.
const HEADERS_WITHIN: Duration = Duration::from_secs(30);
/// Ample for the headers of any request; longer ones are refused.
const HEADER_BYTES_MAX: usize = 64 * 1024;
/// Requests under way have this long to end after a signal.
const STOP_WITHIN: Duration = Duration::from_secs(20);
/// More would only take memory.
const CONNECTIONS_MAX: u64 = 10_000;
/// Files that the database, the log and the rest of the process need.
const FILES_KEPT: u64 = 128;
/// When there is no file left for a connection, trying again at once is of no use.
const ACCEPT_AGAIN_AFTER: Duration = Duration::from_millis(100);

/// Serves until `stop`, then lets the requests under way finish.
pub(super) async fn serve(listener: TcpListener, routes: Router, stop: impl Future<Output = ()>) {
    let (graceful, places) = (GracefulShutdown::new(), places());
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = &mut stop => break,
        };
        tokio::spawn(accepted.serve(routes.clone(), graceful.watcher()));
    }
    tracing::info!("stopping");
    drop(listener);
    let ended = tokio::time::timeout(STOP_WITHIN, graceful.shutdown()).await;
    if ended.is_err() {
        tracing::warn!("some requests did not end in time");
    }
}

fn places() -> Arc<Semaphore> {
    let files = process::open_files_max().saturating_sub(FILES_KEPT);
    let places = files.clamp(1, CONNECTIONS_MAX);
    Arc::new(Semaphore::new(usize::try_from(places).unwrap_or(1)))
}

/// Waits for a place, then for a caller: who finds none waits outside, in the queue of the operating system.
async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> Accepted {
    loop {
        let place = Arc::clone(places).acquire_owned().await;
        match listener.accept().await {
            Ok((stream, peer)) => {
                return Accepted {
                    stream,
                    peer,
                    place,
                };
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(ACCEPT_AGAIN_AFTER).await;
            }
        }
    }
}

/// A connection and the place it takes.
struct Accepted {
    stream: TcpStream,
    peer: SocketAddr,
    place: Result<OwnedSemaphorePermit, AcquireError>,
}

impl Accepted {
    async fn serve(self, routes: Router, graceful: Watcher) {
        let Self {
            stream,
            peer,
            place,
        } = self;
        // Only speed is lost without.
        stream.set_nodelay(true).ok();
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            routes.clone().oneshot(request)
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADERS_WITHIN)
            .max_buf_size(HEADER_BYTES_MAX)
            .serve_connection(TokioIo::new(stream), service);
        // That a caller went away concerns nobody else.
        graceful.watch(connection).await.ok();
        drop(place);
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};

    use axum::routing::get;

    use super::*;

    /// What a server says to these bytes before it closes the connection. Its time flies.
    fn answer_to(request: &'static [u8]) -> String {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .start_paused(true)
            .build()
            .unwrap();
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let (told, stop) = tokio::sync::oneshot::channel();
            let caller = std::thread::spawn(move || {
                let mut stream = std::net::TcpStream::connect(address).unwrap();
                stream.write_all(request).unwrap();
                let mut answer = String::new();
                stream.read_to_string(&mut answer).unwrap();
                told.send(()).unwrap();
                answer
            });
            let peer = async |ConnectInfo(peer): ConnectInfo<SocketAddr>| peer.ip().to_string();
            let routes = Router::new().route("/", get(peer));
            serve(listener, routes, async { stop.await.unwrap() }).await;
            caller.join().unwrap()
        })
    }

    #[test]
    fn headers_that_do_not_come_to_an_end_close_the_connection() {
        assert_eq!(answer_to(b"GET / HTTP/1.1\r\nHost: danh\r\nX-Slow: "), "");
        assert_eq!(answer_to(b""), "");
    }

    #[test]
    fn a_request_is_answered_and_knows_its_peer() {
        let answer = answer_to(b"GET / HTTP/1.1\r\nHost: danh\r\nConnection: close\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
        assert!(answer.ends_with("127.0.0.1"), "{answer}");
    }
}
