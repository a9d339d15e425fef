//! The settings: read once, at the start, from flags and the environment; all that is wrong with them told at once.
//!
//! A setting is one line of [`SETTINGS`] (its name, its default, what it means), one field of [`Config`] and one
//! line of [`Config::read`].

use std::net::SocketAddr;

use tracing_subscriber::EnvFilter;

use crate::access::mail::Mailer;

/// A setting, as the documentation tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The variable of the environment.
    pub variable: &'static str,
    /// The flag that goes before it.
    pub flag: &'static str,
    /// What it is where neither is given.
    pub default: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// What stands for a setting that nobody gave and that has no good default.
const NOT_SAID: &str = "not said";

/// Every setting.
pub const SETTINGS: &[Setting] = &[
    Setting {
        variable: "DATABASE_URL",
        flag: "--database",
        default: "sqlite:jalons.db",
        meaning: "the database: sqlite:FILE, made where it is absent, or postgres://USER@HOST/NAME",
    },
    Setting { variable: "JALONS_LISTEN", flag: "--listen", default: "127.0.0.1:3000", meaning: "where to answer" },
    Setting {
        variable: "JALONS_SITE",
        flag: "--site",
        default: "http://127.0.0.1:3000",
        meaning: "the address under which readers know the site, for the links in files",
    },
    Setting {
        variable: "JALONS_PUBLISHER",
        flag: "--publisher",
        default: NOT_SAID,
        meaning: "who publishes the site, and how to write to them: told by its legal notice",
    },
    Setting {
        variable: "JALONS_HOST",
        flag: "--host",
        default: NOT_SAID,
        meaning: "who hosts the site, by name and address: told by its legal notice",
    },
    Setting {
        variable: "JALONS_PROXY",
        flag: "--proxy",
        default: "no",
        meaning: "yes where a proxy of yours stands before it: who asks is then read from X-Forwarded-For",
    },
    Setting {
        variable: "JALONS_SMTP",
        flag: "--smtp",
        default: NOT_SAID,
        meaning: "the server that sends links by mail: smtps://USER:PASSWORD@HOST, smtp://HOST:25 …",
    },
    Setting {
        variable: "JALONS_SENDER",
        flag: "--sender",
        default: NOT_SAID,
        meaning: "the address that these letters come from",
    },
    Setting {
        variable: "JALONS_LOG",
        flag: "--log",
        default: "warn",
        meaning: "what to log on standard error, as JSON lines: error, warn, info, debug, or a filter by module",
    },
];

/// The settings, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The address of the database.
    pub database: String,
    /// Where to answer.
    pub listen: SocketAddr,
    /// The address under which readers know the site, without a slash at its end.
    pub site: String,
    /// Who publishes the site, and how to write to them.
    pub publisher: Option<String>,
    /// Who hosts it.
    pub host: Option<String>,
    /// Whether a proxy says in `X-Forwarded-For` who asks.
    pub behind_proxy: bool,
    /// The server that sends mail, and the address that it comes from.
    pub smtp: Option<(String, String)>,
    /// What to log.
    pub log: String,
}

/// What flags say, before the environment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// `--database`.
    pub database: Option<String>,
    /// `--listen`.
    pub listen: Option<String>,
    /// `--site`.
    pub site: Option<String>,
    /// `--publisher`.
    pub publisher: Option<String>,
    /// `--host`.
    pub host: Option<String>,
    /// `--proxy`.
    pub proxy: Option<String>,
    /// `--smtp`.
    pub smtp: Option<String>,
    /// `--sender`.
    pub sender: Option<String>,
    /// `--log`.
    pub log: Option<String>,
}

/// What is wrong with a setting.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{variable} ({flag}): found “{found}”, expected {expected}")]
pub struct ConfigError {
    /// The variable.
    pub variable: &'static str,
    /// Its flag.
    pub flag: &'static str,
    /// What was found. Never a password: of an address, its scheme alone.
    pub found: String,
    /// What was expected.
    pub expected: &'static str,
}

impl Config {
    /// Reads flags, then the environment, then defaults.
    ///
    /// # Errors
    /// Every [`ConfigError`] at once.
    pub fn read(flags: &Flags, environment: impl Fn(&str) -> Option<String>) -> Result<Self, Vec<ConfigError>> {
        let mut errors = Vec::new();
        let mut read = |variable: &'static str, flag: Option<&String>, check: fn(&str) -> Result<(), Wrong>| {
            let setting = SETTINGS.iter().find(|setting| setting.variable == variable);
            let given = flag.cloned().or_else(|| environment(variable)).filter(|given| !given.trim().is_empty());
            let value = given.unwrap_or_else(|| setting.map(|setting| setting.default).unwrap_or_default().to_owned());
            if let Err(Wrong { found, expected }) = check(&value) {
                let flag = setting.map(|setting| setting.flag).unwrap_or_default();
                errors.push(ConfigError { variable, flag, found, expected });
            }
            value
        };
        let database = read("DATABASE_URL", flags.database.as_ref(), is_database);
        let listen = read("JALONS_LISTEN", flags.listen.as_ref(), is_listen);
        let site = read("JALONS_SITE", flags.site.as_ref(), is_site);
        let publisher = read("JALONS_PUBLISHER", flags.publisher.as_ref(), |_| Ok(()));
        let host = read("JALONS_HOST", flags.host.as_ref(), |_| Ok(()));
        let proxy = read("JALONS_PROXY", flags.proxy.as_ref(), is_yes_or_no);
        let smtp = read("JALONS_SMTP", flags.smtp.as_ref(), is_smtp);
        let sender = read("JALONS_SENDER", flags.sender.as_ref(), is_sender);
        let log = read("JALONS_LOG", flags.log.as_ref(), is_log);
        let letters = [&smtp, &sender].map(|text| text != NOT_SAID);
        if letters[0] != letters[1] {
            let expected = "both the server and the sender, or neither";
            errors.push(ConfigError {
                variable: "JALONS_SENDER",
                flag: "--sender",
                found: if letters[1] { sender.clone() } else { String::new() },
                expected,
            });
        }
        match listen.parse() {
            Ok(listen) if errors.is_empty() => {
                let said = |text: String| (text != NOT_SAID).then_some(text);
                let site = site.trim_end_matches('/').to_owned();
                Ok(Self {
                    database,
                    listen,
                    site,
                    publisher: said(publisher),
                    host: said(host),
                    behind_proxy: proxy == "yes",
                    smtp: said(smtp).zip(said(sender)),
                    log,
                })
            }
            _ => Err(errors),
        }
    }
}

/// What is wrong with a value.
struct Wrong {
    found: String,
    expected: &'static str,
}

fn is_database(address: &str) -> Result<(), Wrong> {
    let scheme = address.split_once(':').map_or(address, |(scheme, _)| scheme);
    match scheme {
        "sqlite" | "postgres" | "postgresql" if scheme.len() + 1 < address.len() => Ok(()),
        _ => Err(Wrong { found: scheme.to_owned(), expected: "sqlite:FILE or postgres://USER@HOST/NAME" }),
    }
}

fn is_listen(address: &str) -> Result<(), Wrong> {
    let expected = "an address and a port, such as 127.0.0.1:3000 or [::]:8080";
    address.parse::<SocketAddr>().map(|_| ()).map_err(|_| Wrong { found: address.to_owned(), expected })
}

fn is_site(address: &str) -> Result<(), Wrong> {
    let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).unwrap_or_default();
    if host.trim_end_matches('/').is_empty() || host.contains(char::is_whitespace) {
        return Err(Wrong { found: address.to_owned(), expected: "an address such as https://jalons.example" });
    }
    Ok(())
}

fn is_yes_or_no(text: &str) -> Result<(), Wrong> {
    if matches!(text, "yes" | "no") { Ok(()) } else { Err(Wrong { found: text.to_owned(), expected: "yes or no" }) }
}

fn is_smtp(address: &str) -> Result<(), Wrong> {
    let expected = "smtps://USER:PASSWORD@HOST or smtp://HOST:PORT";
    let scheme = address.split_once("://").map(|(scheme, _)| scheme);
    match scheme {
        _ if address == NOT_SAID => Ok(()),
        Some("smtp" | "smtps") if Mailer::new(address, "jalons@exemple.fr").is_ok() => Ok(()),
        // Never the password: of an address, its scheme alone.
        scheme => Err(Wrong { found: scheme.unwrap_or_default().to_owned(), expected }),
    }
}

fn is_sender(address: &str) -> Result<(), Wrong> {
    if address == NOT_SAID || Mailer::new("smtp://localhost", address).is_ok() {
        return Ok(());
    }
    Err(Wrong { found: address.to_owned(), expected: "an e-mail address, such as jalons@region.example" })
}

fn is_log(filter: &str) -> Result<(), Wrong> {
    let expected = "error, warn, info, debug, trace, or a filter such as warn,jalons=debug";
    filter.parse::<EnvFilter>().map(|_| ()).map_err(|_| Wrong { found: filter.to_owned(), expected })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_go_before_the_environment_and_that_before_defaults() {
        let environment = |variable: &str| (variable == "DATABASE_URL").then(|| "postgres://x/y".to_owned());
        let read = |flag: Option<&str>, environment: &dyn Fn(&str) -> Option<String>| {
            Config::read(&Flags { database: flag.map(str::to_owned), ..Flags::default() }, environment)
                .unwrap()
                .database
        };
        assert_eq!(read(Some("sqlite:a.db"), &environment), "sqlite:a.db");
        assert_eq!(read(None, &environment), "postgres://x/y");
        assert_eq!(read(None, &|_| None), "sqlite:jalons.db");
        assert_eq!(read(None, &|_| Some(" ".to_owned())), "sqlite:jalons.db");
    }

    #[test]
    fn a_wrong_address_is_told_without_its_password() {
        let errors =
            Config::read(&Flags { database: Some("mysql://me:secret@host".to_owned()), ..Flags::default() }, |_| None)
                .unwrap_err();
        let told = errors[0].to_string();
        assert_eq!(told, "DATABASE_URL (--database): found “mysql”, expected sqlite:FILE or postgres://USER@HOST/NAME");
        assert!(Config::read(&Flags { database: Some("jalons.db".to_owned()), ..Flags::default() }, |_| None).is_err());
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let flags = Flags {
            database: Some("mysql:x".to_owned()),
            listen: Some("localhost".to_owned()),
            site: Some("jalons.example".to_owned()),
            log: Some("warn,=".to_owned()),
            ..Flags::default()
        };
        let told: Vec<&str> = Config::read(&flags, |_| None).unwrap_err().iter().map(|error| error.variable).collect();
        assert_eq!(told, ["DATABASE_URL", "JALONS_LISTEN", "JALONS_SITE", "JALONS_LOG"]);
    }

    #[test]
    fn the_readme_names_each_setting_its_flag_and_its_default() {
        let readme = include_str!("../README.md");
        for setting in SETTINGS {
            let line = format!("| `{}` | `{}` | `{}` |", setting.variable, setting.flag, setting.default);
            assert!(readme.contains(&line), "README.md lacks {line}");
        }
    }
}
