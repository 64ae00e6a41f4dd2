//! The address a request comes from, for slowing down guesses of passwords.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName};
use danh_identity::Client;

use crate::state::AppState;

/// Where proxies write down whom they speak for, the nearest last.
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address a request comes from: of the connection, or, when that is one of the
/// [proxies we trust](crate::AppParts::trusted_proxies), the one that the proxy names.
///
/// The program serves with the peer's address as an extension
/// ([`ConnectInfo<SocketAddr>`]); without that, all callers are one client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

impl ClientAddress {
    /// Walks from the nearest hop outwards for as long as the hops are proxies of ours: what the
    /// first stranger says of those before it may be invented.
    fn of(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> Self {
        let trusts = |address: IpAddr| trusted.contains(&address.to_canonical());
        let mut nearest = peer;
        let lines: Vec<&str> = headers
            .get_all(FORWARDED_FOR)
            .iter()
            .map(|line| line.to_str().unwrap_or_default())
            .collect();
        for hop in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
            if !trusts(nearest) {
                break;
            }
            let Some(address) = address_in(hop.trim()) else {
                break;
            };
            nearest = address;
        }
        Self(nearest)
    }
}

/// An address, which some proxies write with the port.
fn address_in(hop: &str) -> Option<IpAddr> {
    let with_port = || hop.parse().ok().map(|address: SocketAddr| address.ip());
    hop.parse().ok().or_else(with_port)
}

impl From<ClientAddress> for Client {
    fn from(address: ClientAddress) -> Self {
        address.0.into()
    }
}

impl<S> FromRequestParts<S> for ClientAddress
where
    AppState: FromRef<S>,
    S: Sync,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(Ipv4Addr::UNSPECIFIED.into(), |ConnectInfo(peer)| peer.ip());
        let state = AppState::from_ref(state);
        Ok(Self::of(peer, &parts.headers, &state.trusted_proxies))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen_from(peer: &str, forwarded: &[&'static str], trusted: &[&str]) -> String {
        let headers: HeaderMap = forwarded
            .iter()
            .map(|line| (FORWARDED_FOR, line.parse().unwrap()))
            .collect();
        let trusted: Vec<IpAddr> = trusted.iter().map(|proxy| proxy.parse().unwrap()).collect();
        let seen = ClientAddress::of(peer.parse().unwrap(), &headers, &trusted);
        seen.0.to_string()
    }

    #[test]
    fn a_stranger_speaks_for_nobody() {
        assert_eq!(seen_from("203.0.113.9", &["10.0.0.1"], &[]), "203.0.113.9");
        let trusted = ["127.0.0.1"];
        assert_eq!(
            seen_from("203.0.113.9", &["10.0.0.1"], &trusted),
            "203.0.113.9"
        );
        // The first of the two was sent by the caller.
        assert_eq!(
            seen_from("127.0.0.1", &["10.0.0.1, 203.0.113.9"], &trusted),
            "203.0.113.9"
        );
        assert_eq!(
            seen_from("127.0.0.1", &["10.0.0.1", "203.0.113.9"], &trusted),
            "203.0.113.9"
        );
    }

    #[test]
    fn our_proxies_say_whom_they_speak_for() {
        let chain = ["127.0.0.1", "192.0.2.7"];
        let seen = |forwarded| seen_from("127.0.0.1", &[forwarded], &chain);
        assert_eq!(seen("203.0.113.9, 192.0.2.7"), "203.0.113.9");
        assert_eq!(seen("203.0.113.9:4711"), "203.0.113.9");
        assert_eq!(seen("[2001:db8::1]:4711"), "2001:db8::1");
        assert_eq!(seen("unknown"), "127.0.0.1");
        assert_eq!(seen_from("127.0.0.1", &[], &chain), "127.0.0.1");
        let mapped = seen_from("::ffff:127.0.0.1", &["203.0.113.9"], &chain);
        assert_eq!(mapped, "203.0.113.9");
    }
}
