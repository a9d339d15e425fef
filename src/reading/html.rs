//! HTML made readable: tags dropped, entities decoded, a line for each block.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use regex::Regex;

use super::pattern::pattern;

/// Whether an element ends the line before and after it.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "br"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "tr"
            | "ul"
            | "video"
    )
}

/// Elements whose content is no text for a reader.
const UNREAD: [&str; 5] = ["script", "style", "noscript", "template", "title"];

/// Elements of a page that hold navigation and other things beside its subject.
const ASIDES: [&str; 8] = ["nav", "footer", "aside", "form", "select", "button", "svg", "textarea"];

/// The readable text of a fragment: tags, scripts and styles dropped, entities decoded, a run of spaces and line
/// breaks made one space (U+00A0 kept), a line for each block.
#[must_use]
pub fn readable(fragment: &str) -> String {
    if !fragment.contains(['<', '&']) {
        let mut page = Page::default();
        page.write(fragment);
        return page.finish();
    }
    tokenized(fragment, Page::default()).finish()
}

/// A text whose tags were written with entities (`&lt;br&gt;`), with its tags.
#[must_use]
pub fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Whether a document is HTML by its beginning.
#[must_use]
pub fn is_page(document: &str) -> bool {
    let start = document.trim_start();
    let end = (0..=4096.min(start.len())).rev().find(|end| start.is_char_boundary(*end)).unwrap_or(0);
    start.starts_with('<')
        && pattern!(r"<(?:!doctype html|html|head|body|div|main|article|section|table|h1|p)(?-u:\b)")
            .is_match(start.get(..end).unwrap_or_default())
}

/// The readable text of the body of a page, without its navigation, its comments and the boxes beside its subject:
/// they are known by their element, and by their class or id. A box in which a line of the subject itself stands
/// (`landmark`) is kept. With it the address that the page holds of itself: its canonical link, or the one that a browser
/// noted when it was saved.
#[must_use]
pub fn page(document: &str, landmark: &'static Regex) -> (String, Option<String>) {
    let mut page = tokenized(document, Page { landmark: Some(landmark), ..Page::default() });
    let address = page.address.take();
    (page.finish(), address)
}

fn tokenized(document: &str, page: Page) -> Page {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(document));
    let tokenizer = Tokenizer::new(Sink(RefCell::new(page)), TokenizerOpts::default());
    // Nothing suspends it: the sink runs no script.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// What the tokenizer writes to.
struct Sink(RefCell<Page>);

/// Text on the way, box in box.
#[derive(Default)]
struct Page {
    /// The text outside of boxes.
    text: String,
    boxes: Vec<Aside>,
    /// Set for a whole page: whether a line is one of its subject.
    landmark: Option<&'static Regex>,
    /// The element whose content is not read, while in it.
    unread: Option<String>,
    address: Option<String>,
}

/// A box beside the subject of a page, while it is open.
struct Aside {
    element: String,
    /// How many elements of this name are open in it.
    depth: usize,
    text: String,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let Ok(mut page) = self.0.try_borrow_mut() else { return TokenSinkResult::Continue };
        match token {
            Token::CharacterTokens(words) if page.unread.is_none() => page.write(&words),
            Token::TagToken(tag) => return page.tag(&tag),
            Token::CommentToken(comment) => {
                let saved = pattern!(r"saved from url=\(\d+\)(\S+)").captures(&comment);
                if let Some(saved) = saved.and_then(|saved| saved.get(1)) {
                    page.address.get_or_insert_with(|| saved.as_str().to_owned());
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Page {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let opens = tag.kind == TagKind::StartTag;
        if UNREAD.contains(&name) {
            // A title within the body is an SVG's; `<script/>` is open all the same, as in every browser.
            self.unread = opens.then(|| name.to_owned());
            return match (opens, name) {
                (true, "script") => TokenSinkResult::RawData(RawKind::ScriptData),
                (true, "style" | "noscript") => TokenSinkResult::RawData(RawKind::Rawtext),
                (true, "title") => TokenSinkResult::RawData(RawKind::Rcdata),
                _ => TokenSinkResult::Continue,
            };
        }
        if self.unread.is_some() {
            return TokenSinkResult::Continue;
        }
        if opens {
            self.note_address(tag);
        }
        if opens && self.landmark.is_some() && is_box(tag) {
            self.break_line();
            self.boxes.push(Aside { element: name.to_owned(), depth: 0, text: String::new() });
        }
        if is_block(name) {
            self.break_line();
        } else if matches!(name, "td" | "th" | "img") {
            self.write(" ");
        }
        self.count(name, opens, tag.self_closing);
        TokenSinkResult::Continue
    }

    /// Follows the elements of the innermost box, and closes it with its own.
    fn count(&mut self, name: &str, opens: bool, self_closing: bool) {
        let Some(last) = self.boxes.last_mut().filter(|last| last.element == name) else { return };
        if opens && !self_closing {
            last.depth += 1;
        } else if !opens {
            last.depth = last.depth.saturating_sub(1);
            if last.depth == 0
                && let Some(closed) = self.boxes.pop()
            {
                let subject = self.landmark.is_some_and(|landmark| closed.text.lines().any(|l| landmark.is_match(l)));
                if subject {
                    self.out().push_str(&closed.text);
                    self.break_line();
                }
            }
        }
    }

    fn note_address(&mut self, tag: &Tag) {
        let value = |name: &str| tag.attrs.iter().find(|one| &*one.name.local == name).map(|one| one.value.to_string());
        let canonical = match &*tag.name {
            "link" if value("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => value("href"),
            "meta" if value("property").is_some_and(|property| property == "og:url") => value("content"),
            _ => None,
        };
        if let Some(address) = canonical {
            self.address.get_or_insert(address);
        }
    }

    fn out(&mut self) -> &mut String {
        match self.boxes.last_mut() {
            Some(last) => &mut last.text,
            None => &mut self.text,
        }
    }

    fn write(&mut self, words: &str) {
        let out = self.out();
        let mut rest = words;
        loop {
            // Words with one space between are taken over in runs.
            let mut spaced = out.is_empty() || out.ends_with([' ', '\n']);
            let stops = rest.bytes().position(|sign| {
                let blank = matches!(sign, b'\n' | b'\t' | b'\r' | b'\x0c' | b'\0') || (sign == b' ' && spaced);
                spaced = sign == b' ';
                blank
            });
            let Some(stop) = stops else { return out.push_str(rest) };
            out.push_str(rest.get(..stop).unwrap_or_default());
            let nothing = rest.as_bytes().get(stop) == Some(&b'\0');
            if !nothing && !out.is_empty() && !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
            rest = rest.get(stop + 1..).unwrap_or_default();
        }
    }

    fn break_line(&mut self) {
        let out = self.out();
        let kept = out.trim_end_matches(' ').len();
        out.truncate(kept);
        // A line that holds no-break spaces only is blank.
        let line = out.rfind('\n').map_or(0, |end| end + 1);
        if out.get(line..).is_some_and(|line| line.trim().is_empty()) {
            out.truncate(line);
        }
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
    }

    /// The text, with the boxes that were never closed: those are no boxes.
    fn finish(mut self) -> String {
        while let Some(open) = self.boxes.pop() {
            self.break_line();
            self.out().push_str(&open.text);
        }
        self.break_line();
        self.text.truncate(self.text.trim_end().len());
        self.text
    }
}

/// Whether a tag opens a box beside the subject of a page.
fn is_box(tag: &Tag) -> bool {
    let name: &str = &tag.name;
    if ASIDES.contains(&name) {
        return !tag.self_closing;
    }
    matches!(name, "div" | "ul" | "section" | "table" | "p" | "span" | "h3")
        && tag.attrs.iter().filter(|one| matches!(&*one.name.local, "class" | "id" | "role")).any(|one| {
            one.value.split_ascii_whitespace().any(|word| {
                pattern!(
                    r"^(?:commentaires?|comments?|list_com|box_\w+|box|nuage\w*|tags?|internal_tag_cloud|themes?|menu|main-?menu|nav|navigation|navbar|sidebar|footer|pied\w*|alerte|breadcrumbs?|ariane|fil-ariane|share|partage|social|cookies?|widget|encart|aside|complementary|derniers?\w*|liens?-utiles|voir-aussi|related|pub)$"
                )
                .is_match(word)
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_becomes_lines() {
        for (html, text) in [
            ("Sans  rien\nd'autre ", "Sans rien d'autre"),
            ("a<br /><br />b<br>c", "a\nb\nc"),
            ("<p>Un.</p>Deux.<p>Trois <em>fois</em>.</div>Quatre", "Un.\nDeux.\nTrois fois.\nQuatre"),
            ("&Eacute;t&#233; &#039;x&#039;&nbsp;: 1 &lt; 2 &amp; n&deg; 3", "Été 'x'\u{a0}: 1 < 2 & n° 3"),
            ("a<script>if (1 < 2) { \"</p>\" }</script>b<style>p{}</style>c", "abc"),
            ("a <!-- le 3 mars --> b", "a b"),
            ("x<p>&nbsp;</p>y", "x\ny"),
            ("a < b & c &inconnu; d", "a < b & c &inconnu; d"),
            ("<script>jamais fermé", ""),
            ("<table><tr><td>Question N° :</td><td><b>12</b></td></tr></table>", "Question N° : 12"),
        ] {
            assert_eq!(readable(html), text, "{html}");
        }
        assert_eq!(readable(&unescaped("a&lt;br&gt;l&amp;#039;été")), "a\nl'été");
    }

    #[test]
    fn the_boxes_of_a_page_are_left_out_and_its_subject_kept() {
        let html = "<html><head><title>T</title><link rel=canonical href='https://a.b/c'></head><body><nav>N</nav>\
                    <div class='box_news'><div>le 3 mai</div></div><p>Sujet</p><aside>A<form>F<p>Sujet 2</p></form></aside>\
                    <div id=footer>pied<div>jamais fermé</body></html>";
        let (text, address) = page(html, pattern!("^Sujet"));
        assert_eq!(text, "Sujet\nA\nF\nSujet 2\npied\njamais fermé");
        assert_eq!(address.as_deref(), Some("https://a.b/c"));
    }
}
