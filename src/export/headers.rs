//! What the headers of an answer say of the file that it bears: its name, licence, attribution, last update and clock.

use super::{Format, Stamp, stamp::rfc3339};

impl Stamp {
    /// The headers of an answer that bears the file, names in lower case, values in ASCII.
    ///
    /// The licence and the attribution are links (RFC 8288); the clock has two headers of our own, without the `X-`
    /// that RFC 6648 does away with.
    #[must_use]
    pub fn headers(&self, format: &Format) -> Vec<(&'static str, String)> {
        let attribution = encoded(self.attribution);
        let mut headers = vec![
            ("content-type", format.media_type.to_owned()),
            ("content-disposition", disposition(&self.file_name(format))),
            ("content-language", "fr".to_owned()),
            ("link", format!("<{}>; rel=\"license\"; title=\"{}\"", self.licence_address, self.licence)),
            ("link", format!("<{}/>; rel=\"author\"; title*=UTF-8''{attribution}", self.base)),
            ("link", format!("<{}>; rel=\"alternate\"; type=\"text/html\"", self.page())),
            ("jalons-known-on", self.known_on.to_string()),
        ];
        if let Some(moment) = self.recorded_at {
            headers.push(("jalons-recorded-at", rfc3339(moment)));
        }
        if let Some(moment) = self.last_update {
            headers.push(("last-modified", moment.format("%a, %d %b %Y %H:%M:%S GMT").to_string()));
        }
        headers
    }
}

/// How the file is to be kept (RFC 6266): under its name, with an ASCII one for readers of old.
pub(super) fn disposition(name: &str) -> String {
    if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)) {
        return format!("attachment; filename=\"{name}\"");
    }
    let plain: String = deunicode::deunicode(name)
        .chars()
        .map(|sign| if sign.is_ascii_alphanumeric() || "-_.".contains(sign) { sign } else { '-' })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", encoded(name))
}

/// A text as the value of an extended parameter (RFC 8187): everything but a few signs percent-encoded.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_accents_has_a_plain_one_beside_it() {
        assert_eq!(
            disposition("jalons-regions-au-2019-07-30.csv"),
            "attachment; filename=\"jalons-regions-au-2019-07-30.csv\""
        );
        assert_eq!(
            disposition("départements \"x\".csv"),
            "attachment; filename=\"departements--x-.csv\"; filename*=UTF-8''d%C3%A9partements%20%22x%22.csv"
        );
    }
}
