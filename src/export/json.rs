//! JSON: `data`, `meta` and `links`, as the API gives them, on one page.

use serde::Serialize;

use super::{Format, Sheet, Unwritten};

pub(super) const FORMAT: Format = Format {
    suffix: "json",
    media_type: "application/json",
    name: "JSON",
    purpose: "pour un programme\u{a0}: tout ce que donne l’API, en une page",
    dated_only: false,
    write,
};

#[derive(Serialize)]
struct Links<'s> {
    #[serde(rename = "self", skip_serializing_if = "Option::is_none")]
    itself: Option<String>,
    page: String,
    licence: &'s str,
}

fn write(sheet: &Sheet<'_>) -> Result<Vec<u8>, Unwritten> {
    let stamp = &sheet.stamp;
    let links = Links { itself: stamp.address(&FORMAT), page: stamp.page(), licence: stamp.licence_address };
    let parts = [
        b"{\"data\":".to_vec(),
        sheet.content.data()?,
        b",\"meta\":".to_vec(),
        serde_json::to_vec(stamp)?,
        b",\"links\":".to_vec(),
        serde_json::to_vec(&links)?,
        b"}\n".to_vec(),
    ];
    Ok(parts.concat())
}
