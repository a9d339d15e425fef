//! What tests of the officials' pages speak: accounts, and a browser that keeps its cookie.

use std::net::SocketAddr;

use axum::{Router, body::Body, extract::ConnectInfo, http::Request};
use http_body_util::BodyExt as _;
use jalons::{
    access::{
        account::{self, Account, NewAccount},
        link,
    },
    programme::live::Live,
    web::App,
};
use tower::ServiceExt as _;

use crate::harness::{Answer, Programme};

/// The password of every account of the tests.
pub const PASSWORD: &str = "orage sur la Deûle en mars";

/// An account that has chosen no password yet; gives the secret of its link.
pub async fn invited(programme: &Programme, login: &str, role: &str, regions: &[&str]) -> String {
    let new = NewAccount {
        login: login.to_owned(),
        name: "Camille Exemple".to_owned(),
        role: role.to_owned(),
        regions: regions.iter().map(|code| (*code).to_owned()).collect(),
    };
    let (store, now) = (programme.live.store(), programme.live.time.now());
    let account = account::create(store, &new, now).await.unwrap();
    link::create(store, &account, now).await.unwrap().reveal().to_owned()
}

/// An account with [`PASSWORD`].
pub async fn agent(programme: &Programme, login: &str, role: &str, regions: &[&str]) -> Account {
    invited(programme, login, role, regions).await;
    let account = account::named(programme.live.store(), login).await.unwrap().unwrap();
    account::set_password(programme.live.store(), &account, PASSWORD.to_owned()).await.unwrap();
    account
}

/// A browser: it keeps the cookie that it is given.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    /// The cookie, as it is sent.
    pub cookie: Option<String>,
    address: SocketAddr,
}

impl Browser {
    /// A browser before the site over a record.
    pub fn over(live: &Live) -> Self {
        Self::of(App::new(live.clone()))
    }

    /// A browser before a site.
    pub fn of(app: App) -> Self {
        Self { router: app.router(), cookie: None, address: "127.0.0.1:40000".parse().unwrap() }
    }

    /// The same, asking from another address.
    pub fn from(mut self, address: &str) -> Self {
        self.address.set_ip(address.parse().unwrap());
        self
    }

    /// Another browser before the same site, elsewhere.
    pub fn elsewhere(&self, address: &str) -> Self {
        Self { cookie: None, ..self.clone() }.from(address)
    }

    /// The same with a cookie from elsewhere.
    pub fn with_cookie(mut self, cookie: &str) -> Self {
        self.cookie = Some(cookie.to_owned());
        self
    }

    /// Opens a page.
    pub async fn get(&mut self, address: &str) -> Answer {
        self.send(Request::get(address), Body::empty()).await
    }

    /// Sends a form.
    pub async fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_with(address, fields, &[("sec-fetch-site", "same-origin")]).await
    }

    /// Sends a form with other headers.
    pub async fn post_with(&mut self, address: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
        let form = serde_urlencoded::to_string(fields).unwrap();
        let mut request = Request::post(address).header("content-type", "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request, Body::from(form)).await
    }

    /// Signs in with [`PASSWORD`].
    pub async fn sign_in(&mut self, login: &str) -> Answer {
        self.post("/connexion", &[("login", login), ("password", PASSWORD)]).await
    }

    /// Sends any request, and keeps the cookie of the answer.
    pub async fn send(&mut self, mut request: axum::http::request::Builder, body: Body) -> Answer {
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        let mut request = request.body(body).unwrap();
        request.extensions_mut().insert(ConnectInfo(self.address));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        if let Some(cookie) = parts.headers.get("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            self.cookie = (!pair.ends_with('=')).then(|| pair.to_owned());
        }
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}
