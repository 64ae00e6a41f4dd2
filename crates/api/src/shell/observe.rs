//! A span and metrics for every request: its route and outcome, nothing of what it carries.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use metrics::{counter, histogram};
use tracing::Instrument;

use super::RequestId;

pub(super) async fn observe(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = method_word(request.method());
    // The route's pattern, not the address: handles stay out of logs, and metrics stay few.
    let path = request.extensions().get::<MatchedPath>().cloned();
    let path = path.map_or_else(|| "unmatched".to_owned(), |path| path.as_str().to_owned());
    let id = request.extensions().get::<RequestId>();
    let span = tracing::info_span!(
        "request",
        id = id.map(RequestId::as_str),
        method,
        path,
        status = tracing::field::Empty
    );
    let response = next.run(request).instrument(span.clone()).await;
    let status = response.status();
    span.record("status", status.as_u16());
    let elapsed = started.elapsed();
    tracing::debug!(parent: &span, elapsed_micros = elapsed.as_micros(), "answered");
    let labels = [
        ("method", method.to_owned()),
        ("path", path),
        ("status", format!("{}xx", status.as_u16() / 100)),
    ];
    counter!("danh_http_requests_total", &labels).increment(1);
    histogram!("danh_http_request_duration_seconds", &labels).record(elapsed.as_secs_f64());
    response
}

/// Anyone can invent methods; each would be a metric of its own.
fn method_word(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};
    use std::sync::{Arc, Mutex};

    use metrics_exporter_prometheus::PrometheusBuilder;
    use serde_json::json;

    use crate::testing::{PASSWORD, on_both_engines};

    #[test]
    fn requests_are_counted_by_route_and_outcome() {
        on_both_engines(|office| {
            let recorder = PrometheusBuilder::new().build_recorder();
            let metrics = recorder.handle();
            metrics::with_local_recorder(&recorder, || {
                office.get(&office.path_of(office.mother), None);
                office.get("/nowhere/1", None);
                office.get("/nowhere/2", None);
            });
            let rendered = metrics.render();
            for line in [
                "danh_http_requests_total{method=\"GET\",path=\"/api/v1/persons/{handle}\",status=\"4xx\"} 1",
                "danh_http_requests_total{method=\"GET\",path=\"unmatched\",status=\"4xx\"} 2",
            ] {
                assert!(rendered.contains(line), "{rendered}");
            }
            assert!(rendered.contains("danh_http_request_duration_seconds"));
        });
    }

    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn the_log_tells_the_route_and_nothing_of_persons() {
        on_both_engines(|office| {
            let (log, token) = (Log::default(), office.token());
            let writer = log.clone();
            let subscriber = tracing_subscriber::fmt()
                .with_max_level(tracing::Level::TRACE)
                .with_ansi(false)
                .with_writer(move || writer.clone())
                .finish();
            let number = tracing::subscriber::with_default(subscriber, || {
                let path = office.path_of(office.mother);
                let file = office
                    .get(&format!("{path}?on=2025-01-01"), Some(&token))
                    .json();
                let number = file["file"]["number"].as_str().unwrap().to_owned();
                let search = "/api/v1/persons/search";
                office.post(search, Some(&token), &json!({ "number": number }));
                office.post(search, Some(&token), &json!({"number": [number]}));
                office.post(
                    search,
                    Some(&token),
                    &json!({"name": "Nguyễn Thị Mai", "born": "1995-03-15"}),
                );
                for (login, password) in [("lan.nguyen", PASSWORD), ("my-pass-word", "my-login")] {
                    let credentials = json!({"login": login, "password": password});
                    office.post("/api/v1/sessions", None, &credentials);
                }
                office.lose_access_records();
                office.post(search, Some(&token), &json!({ "number": number }));
                number
            });
            let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
            assert!(log.contains("/api/v1/persons/search"), "{log}");
            assert!(log.contains("no access record"), "{log}");
            assert!(log.contains(": signed in login=lan.nguyen"), "{log}");
            assert!(!log.contains("password given"), "nothing is owed: {log}");
            assert!(log.contains("not signed in client=0.0.0.0"), "{log}");
            let handle = office.state.handle_of(office.mother);
            let typed = [PASSWORD, "my-pass-word", "my-login"];
            for secret in [&*number, "Mai", "1995", "2025-01-01", &*handle, &*token]
                .iter()
                .chain(&typed)
            {
                assert!(!log.contains(secret), "{secret}: {log}");
            }
        });
    }
}
