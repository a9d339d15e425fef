//! XML as a tree of the shape that its publishers give the same data in JSON: attributes as `@name`, repeated elements
//! as arrays, a text alone as a string.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Map, Value};

/// How deep elements may stand in one another; none of the forms goes half as deep.
const DEPTH: usize = 64;

/// Why a document is no XML.
#[derive(Debug, PartialEq, Eq)]
pub struct Broken {
    /// The line, from 1.
    pub line: usize,
    /// What is there.
    pub found: String,
}

/// Elements of HTML that may stand unescaped in a text: they are kept in it, as written.
const INLINE: [&str; 24] = [
    "a", "b", "br", "center", "div", "em", "font", "i", "li", "ol", "p", "span", "strong", "sub", "sup", "table",
    "tbody", "td", "th", "tr", "u", "ul", "img", "hr",
];

/// An element on the way.
struct Open {
    name: String,
    children: Map<String, Value>,
    text: String,
}

/// Reads a document: the name of its root, without prefix, and what stands in it.
///
/// # Errors
/// [`Broken`] where it is not well-formed, cut, or too deep.
pub fn tree(document: &str) -> Result<(String, Value), Broken> {
    let mut reader = Reader::from_str(document);
    // Texts are written by hand in places: "Recherche & développement".
    reader.config_mut().allow_dangling_amp = true;
    let mut open: Vec<Open> = Vec::new();
    loop {
        let position = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let broken = |found: String| Broken { line: line(document, position), found };
        match reader.read_event().map_err(|error| broken(error.to_string()))? {
            Event::Start(start) if is_inline(&start) && !open.is_empty() => {
                push(&mut open, &format!("<{}>", start.local_name().as_ref()));
            }
            Event::Start(_) if open.len() == DEPTH => {
                return Err(broken("elements too deep in one another".to_owned()));
            }
            Event::Start(start) => open.push(opened(&start)),
            Event::Empty(start) => match open.last_mut() {
                Some(parent) if is_inline(&start) => {
                    parent.text.push_str(&format!("<{}>", start.local_name().as_ref()));
                }
                Some(parent) => {
                    let Open { name, children, text } = opened(&start);
                    add(&mut parent.children, name, closed(children, &text));
                }
                None => {
                    let Open { name, children, text } = opened(&start);
                    return Ok((name, closed(children, &text)));
                }
            },
            Event::End(end) => {
                let local = end.local_name();
                if INLINE.contains(&local.as_ref()) && open.last().is_some_and(|last| last.name != local.as_ref()) {
                    if let Some(parent) = open.last_mut() {
                        parent.text.push_str(&format!("</{}>", local.as_ref()));
                    }
                    continue;
                }
                let Some(Open { name, children, text }) = open.pop() else { continue };
                let value = closed(children, &text);
                match open.last_mut() {
                    Some(parent) => add(&mut parent.children, name, value),
                    None => return Ok((name, value)),
                }
            }
            Event::Text(text) => push(&mut open, &text.xml10_content()),
            Event::CData(text) => push(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(sign)) => push(&mut open, sign.encode_utf8(&mut [0; 4])),
                _ => match quick_xml::escape::resolve_predefined_entity(&reference) {
                    Some(sign) => push(&mut open, sign),
                    // An entity of HTML, which reading the text as HTML decodes.
                    None => push(&mut open, &format!("&{};", &*reference)),
                },
            },
            Event::Eof => {
                let within = open.last().map_or_else(String::new, |last| format!(" within <{}>", last.name));
                return Err(broken(format!("the end of the document{within}")));
            }
            _ => {}
        }
    }
}

fn line(document: &str, position: usize) -> usize {
    document.bytes().take(position).filter(|byte| *byte == b'\n').count() + 1
}

fn is_inline(start: &BytesStart<'_>) -> bool {
    INLINE.contains(&start.local_name().as_ref())
}

fn opened(start: &BytesStart<'_>) -> Open {
    let mut attributes = start.attributes();
    let named = attributes.with_checks(false).flatten();
    let children = named.map(|one| (format!("@{}", one.key.as_ref()), Value::String(one.value.into_owned()))).collect();
    Open { name: start.local_name().as_ref().to_owned(), children, text: String::new() }
}

fn push(open: &mut [Open], words: &str) {
    if let Some(last) = open.last_mut() {
        last.text.push_str(words);
    }
}

fn closed(mut children: Map<String, Value>, text: &str) -> Value {
    if children.is_empty() {
        return Value::String(text.to_owned());
    }
    if !text.trim().is_empty() {
        children.insert("#text".to_owned(), Value::String(text.to_owned()));
    }
    Value::Object(children)
}

/// Adds a child; the second one of a name makes an array.
fn add(children: &mut Map<String, Value>, name: String, value: Value) {
    match children.get_mut(&name) {
        None => {
            children.insert(name, value);
        }
        Some(Value::Array(values)) => values.push(value),
        Some(first) => {
            let first_value = std::mem::take(first);
            *first = Value::Array(vec![first_value, value]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn xml_has_the_shape_of_the_json_of_the_same_data() {
        let xml = "<?xml version=\"1.0\"?>\n<x:q xmlns:x=\"u\"><n>1</n><t a=\"b\"/><t>l&#233; &amp;lt; &eacute; R & D</t>\
                   <v><![CDATA[<p>a</p>]]></v><w>un<br/>deux <i>trois</i></w></x:q>";
        let (root, value) = tree(xml).unwrap();
        assert_eq!(root, "q");
        assert_eq!(
            value,
            json!({"@xmlns:x": "u", "n": "1", "t": [{"@a": "b"}, "lé &lt; &eacute; R & D"], "v": "<p>a</p>",
                   "w": "un<br>deux <i>trois</i>"})
        );
    }

    #[test]
    fn a_broken_document_says_where() {
        let broken = |xml: &str| tree(xml).unwrap_err();
        assert_eq!(
            broken("<a>\n<b>1</b>\n<c>"),
            Broken { line: 3, found: "the end of the document within <c>".into() }
        );
        assert_eq!(broken("").line, 1);
        assert_eq!(broken("<a>\n</b>").line, 2);
        assert_eq!(broken(&"<a1>".repeat(100)).found, "elements too deep in one another");
    }
}
