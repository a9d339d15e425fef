//! Where a request comes from: for throttles alone, and written nowhere.

use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::request::Parts,
};

use super::App;

/// The address of who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sender(pub IpAddr);

impl FromRequestParts<App> for Sender {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let told = || {
            // Each proxy adds the address that it was asked from at the end: only the last is the word of our own.
            let list = parts.headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
            list.rsplit(',').next()?.trim().parse().ok()
        };
        let address = if app.notice().behind_proxy { told().or(peer) } else { peer };
        Ok(Self(address.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST))))
    }
}
