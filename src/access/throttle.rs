//! Throttles: how often an address may try a login, or send a correction. Kept in memory and for minutes only; no
//! address is written anywhere.

use std::{hash::Hash, net::IpAddr, num::NonZeroU32, time::Duration};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock as _};

/// How many keys are kept before those that have recovered are let go.
const MANY: usize = 10_000;

/// The throttles of one instance.
#[derive(Debug)]
pub struct Throttles {
    /// By login and address: who tries to guess one password.
    guesses: DefaultKeyedRateLimiter<(String, Network)>,
    /// By login: who tries from many addresses. Generous: thirty addresses that never stop are needed to shut its holder
    /// out, for as long as they go on.
    logins: DefaultKeyedRateLimiter<String>,
    /// By address: who tries many logins.
    addresses: DefaultKeyedRateLimiter<Network>,
    /// By address: who sends corrections.
    corrections: DefaultKeyedRateLimiter<Network>,
}

/// What counts as one sender: an IPv4 address, or the /64 that an IPv6 one is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network(u128);

impl From<IpAddr> for Network {
    fn from(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => Self(u128::from(address.to_bits())),
            IpAddr::V6(address) => Self(address.to_bits() & !u128::from(u64::MAX) | 1 << 33),
        }
    }
}

/// Too many requests: after so long one more is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany(pub Duration);

impl Default for Throttles {
    fn default() -> Self {
        Self {
            guesses: throttle(8, 30),
            logins: throttle(120, 1),
            addresses: throttle(30, 10),
            corrections: throttle(5, 300),
        }
    }
}

impl Throttles {
    /// Counts one try to sign in.
    ///
    /// # Errors
    /// [`TooMany`] where the login, the address or both have tried too often.
    pub fn sign_in(&self, login: &str, address: IpAddr) -> Result<(), TooMany> {
        let (login, network) = (login.trim().to_lowercase(), Network::from(address));
        count(&self.addresses, &network)?;
        count(&self.guesses, &(login.clone(), network))?;
        count(&self.logins, &login)
    }

    /// Counts one correction sent by a reader.
    ///
    /// # Errors
    /// [`TooMany`] where the address has sent too many.
    pub fn correction(&self, address: IpAddr) -> Result<(), TooMany> {
        count(&self.corrections, &Network::from(address))
    }
}

/// A throttle that takes `burst` at once, and one more every so many seconds.
fn throttle<K: Clone + Eq + Hash>(burst: u32, seconds: u64) -> DefaultKeyedRateLimiter<K> {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::with_period(Duration::from_secs(seconds)).unwrap_or_else(|| Quota::per_minute(burst));
    RateLimiter::keyed(quota.allow_burst(burst))
}

fn count<K: Clone + Eq + Hash>(throttle: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), TooMany> {
    if throttle.len() > MANY {
        throttle.retain_recent();
    }
    throttle.check_key(key).map_err(|until| TooMany(until.wait_time_from(throttle.clock().now())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_guesser_is_stopped_and_the_holder_elsewhere_is_not() {
        let throttles = Throttles::default();
        let tries = (0..20).filter(|_| throttles.sign_in("agent", address("192.0.2.1")).is_ok()).count();
        assert_eq!(tries, 8);
        let TooMany(wait) = throttles.sign_in("agent", address("192.0.2.1")).unwrap_err();
        assert!(wait <= Duration::from_secs(30), "never for ever");
        assert!(throttles.sign_in("Agent ", address("192.0.2.2")).is_ok());
    }

    #[test]
    fn a_house_with_many_addresses_is_one_sender() {
        let throttles = Throttles::default();
        let sent = (0..20).filter(|n| throttles.correction(address(&format!("2001:db8:1:2::{n}"))).is_ok()).count();
        assert_eq!(sent, 5);
        assert!(throttles.correction(address("2001:db8:1:3::1")).is_ok());
    }
}
