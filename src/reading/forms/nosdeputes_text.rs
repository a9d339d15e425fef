//! A page of NosDéputés.fr or NosSénateurs.fr copied as text: photo line, author, "Question N° … au …", "Question
//! soumise le …", the question, its state ("Réponse émise le …"), the answer, then notices and comments.

use chrono::NaiveDate;

use crate::reading::address::{Address, lettered};
use crate::reading::addressed;
use crate::reading::document::{Document, Form, Name, ReadError};
use crate::reading::pattern::pattern;
use crate::reading::question::{Chamber, Header, QuestionKind, State, said_once};

use super::day::{IN_WORDS, day};
use super::line::{Line, between, position, text};
use super::part::Parts;
use super::sheet::Sheet;

/// The form.
pub const FORM: Form = Form { name: NAME, recognises, take_apart };

const NAME: Name = Name { format: "nosdeputes_text", title: "page of NosDéputés.fr as text" };

/// The box that offers an alert by mail, between the header and the question.
const ALERT: [&str; 6] =
    ["Être alerté lorsque cette", "question aura une réponse", "Email", "par email", "source", "Commentaires"];

/// How the line begins that ends the texts: what follows is comments and notices.
const TRAILERS: [&str; 7] = [
    "Aucun commentaire n'a encore été formulé",
    "Cette législature étant désormais achevée",
    "Vous pouvez commenter",
    "Cette question n'a pas encore de réponse",
    "Commentaires",
    "Laisser un commentaire",
    "Inscription",
];

/// What the state of the question is, as its line says.
struct Standing {
    state: State,
    day: Option<NaiveDate>,
    motive: Option<String>,
}

/// Type, number, ministry and, in brackets, the state that stand in the title.
struct Title {
    kind: Option<QuestionKind>,
    number: String,
    ministry: String,
    lapsed: bool,
}

pub(super) fn recognises(document: &Sheet<'_>) -> bool {
    if !document.contains("soumise le") {
        return false;
    }
    let lines = document.lines();
    lines.iter().any(|line| heading(line).is_some()) && lines.iter().any(|line| submitted(line).is_some())
}

fn take_apart(document: &Sheet<'_>) -> Result<Document, ReadError> {
    read(document, NAME)
}

/// Takes such a text apart under the name of the form that it came in.
///
/// # Errors
/// [`ReadError`] where a part lacks or cannot be read.
pub(super) fn read(document: &Sheet<'_>, name: Name) -> Result<Document, ReadError> {
    let lines = document.lines();
    let mut parts = Parts::of(name);
    let title_at = position(lines, 0, |line| heading(line).is_some());
    let title_at = parts.require("number and ministry", title_at, "the line « Question N° … au … »")?;
    let submitted_at = position(lines, title_at, |line| submitted(line).is_some());
    let submitted_at = parts.require("day asked", submitted_at, "the line « Question soumise le … »")?;
    let state_at = position(lines, submitted_at + 1, |line| standing_words(line).is_some());
    let lacking = "the line « Réponse émise le … », « Réponse » or « Retirée le … »";
    let state_at = parts.require("state", state_at, lacking)?;

    let above = lines.iter().take(title_at).rev().filter(|line| !line.plain.starts_with("Photo "));
    let author = above.map(|line| &line.plain).find(|words| words.as_str() != "source");
    let author = parts.require("author", author, "the author's name above « Question N° … »")?;

    let body = between(lines, submitted_at + 1, state_at);
    let question = text(document, body.iter().filter(|line| !ALERT.contains(&line.plain.as_str())));
    let question = parts.require("question", question, "the text of the question")?;
    let standing = lines.get(state_at).map(|line| standing(line, &parts)).transpose()?;
    let mut standing = standing.unwrap_or(Standing { state: State::Waiting, day: None, motive: None });
    let answer = lines.iter().skip(state_at + 1).take_while(|line| !is_trailer(line));
    let mut answer = text(document, answer);
    match standing.state {
        State::Answered => {
            // « Réponse » alone is the heading of an answer without a day, and of one that is awaited.
            if answer.is_none() && standing.day.is_some() {
                return Err(parts.lacking("the text of the answer"));
            }
            if answer.is_none() {
                standing.state = State::Waiting;
            }
        }
        _ => answer = None,
    }

    let (title, asked_on) = (lines.get(title_at).and_then(title), lines.get(submitted_at));
    let asked_on = asked_on.map(|line| day_of(line, submitted(line).unwrap_or_default(), &parts)).transpose()?;
    let Some(title) = title else { return Err(parts.lacking("the line « Question N° … au … »")) };
    if title.lapsed {
        (standing.state, standing.motive) = (State::Closed, Some("caduque".to_owned()));
    }
    let frame =
        lines.iter().take(title_at + 1).chain(lines.iter().skip(state_at + 1).skip_while(|line| !is_trailer(line)));
    let answered = standing.state == State::Answered;
    let header = Header {
        chamber: chamber(frame),
        legislature: None,
        kind: title.kind,
        number: Some(title.number),
        author: Some(author.clone()),
        ministry_asked: addressed::ministry(&question),
        ministry_answering: Some(said_once(&title.ministry)),
        asked_on,
        answered_on: standing.day.filter(|_| answered),
        withdrawn_on: standing.day.filter(|_| matches!(standing.state, State::Withdrawn | State::Closed)),
        state: standing.state,
        motive: standing.motive,
    };
    // A page of the Sénat has the question's title between the header and the day.
    let named = between(lines, title_at + 1, submitted_at);
    let named = named.iter().map(|line| &line.plain).find(|words| !ALERT.contains(&words.as_str()));
    Ok(Document {
        header,
        title: named.filter(|words| Address::read(words).is_none()).cloned(),
        question: Some(question),
        answer,
        address: own_address(lines),
        ..Document::default()
    })
}

/// The address that stands alone on a line of the document.
pub(super) fn own_address(lines: &[Line]) -> Option<Address> {
    lines.iter().find_map(|line| Address::read(&line.plain))
}

/// The parts of "Question N° 20408 au Ministère …( retirée)", "Question écrite N° 13377 aux …".
struct Heading<'l> {
    kind: &'l str,
    number: &'l str,
    letter: &'l str,
    /// The ministry, and the state where one is told.
    ministry: &'l str,
}

/// The parts of the line that is the title; none of any other.
fn heading(line: &Line) -> Option<Heading<'_>> {
    let (kind, rest) = line.plain.split_once('°')?;
    let kind = kind.strip_suffix(['N', 'n']).filter(|_| line.begins("Question"))?.trim_end();
    let rest = rest.trim_start();
    let (number, rest) = rest.split_at(rest.bytes().take_while(u8::is_ascii_digit).count());
    let (letter, rest) = rest.split_at(rest.bytes().take_while(u8::is_ascii_alphabetic).take(1).count());
    let articles = [" aux ", " au ", " à la ", " à l'"];
    let ministry = articles.into_iter().find_map(|article| rest.strip_prefix(article))?.trim_start();
    let is_whole = !number.is_empty() && !ministry.is_empty() && !ministry.contains('\n');
    is_whole.then_some(Heading { kind, number, letter, ministry })
}

fn title(line: &Line) -> Option<Title> {
    let Heading { kind, number, letter, ministry: whole } = heading(line)?;
    let parts = whole.strip_suffix(')').and_then(|words| words.rsplit_once(" ("));
    let parts = parts.map(|(ministry, state)| (ministry, state.to_lowercase()));
    let parts = parts.filter(|(_, state)| matches!(state.as_str(), "retirée" | "caduque"));
    let (ministry, state) = parts.unwrap_or((whole, String::new()));
    let lettered = || lettered(&letter.to_uppercase()).filter(|_| !letter.is_empty());
    Some(Title {
        kind: QuestionKind::read(kind).or_else(lettered),
        number: format!("{number}{letter}"),
        ministry: ministry.to_owned(),
        lapsed: state == "caduque",
    })
}

/// The date of "Question soumise le 18 juin 2019".
fn submitted(line: &Line) -> Option<&str> {
    line.plain.strip_prefix("Question soumise le ")
}

/// The words of the line that says the state, and the date in them.
fn standing_words(line: &Line) -> Option<(&'static str, &str)> {
    let starts = ["Réponse émise le ", "Réponse à venir le ", "Retirée le ", "Retirée ("];
    let dated = starts.into_iter().find_map(|start| Some((start, line.plain.strip_prefix(start)?)));
    let alone = ["Réponse", "Retirée", "Réponse à venir"].into_iter().find(|words| line.plain == *words);
    dated.or_else(|| alone.map(|words| (words, "")))
}

fn standing(line: &Line, parts: &Parts) -> Result<Standing, ReadError> {
    let standing = |state, day| Standing { state, day, motive: None };
    Ok(match standing_words(line) {
        Some(("Réponse émise le ", date)) => standing(State::Answered, Some(day_of(line, date, parts)?)),
        Some(("Réponse", _)) => standing(State::Answered, None),
        // The reason follows in brackets: "Retirée le 21 juin 2022 (fin de mandat)".
        Some(("Retirée le ", words)) => {
            let (date, motive) = words.split_once(" (").map_or((words, None), |(date, motive)| (date, Some(motive)));
            let motive = motive.map(|motive| motive.trim_end_matches(')').to_owned());
            let state = motive.as_deref().map_or(State::Withdrawn, of_motive);
            Standing { state, day: Some(day_of(line, date, parts)?), motive }
        }
        Some(("Retirée (", motive)) => {
            let motive = motive.trim_end_matches(')').to_owned();
            Standing { state: of_motive(&motive), day: None, motive: Some(motive) }
        }
        Some(("Retirée", _)) => standing(State::Withdrawn, None),
        _ => standing(State::Waiting, None),
    })
}

/// Whether a motive says that the question was closed, and not withdrawn.
pub(super) fn of_motive(motive: &str) -> State {
    let closed = pattern!(
        r"caduc|caduque|fin d[eu] mandat|fin de (?:la )?législature|démission|décès|dissolution|nomination|cessation|clôtur"
    );
    if closed.is_match(motive) { State::Closed } else { State::Withdrawn }
}

fn day_of(line: &Line, date: &str, parts: &Parts) -> Result<NaiveDate, ReadError> {
    day(date).ok_or_else(|| parts.unreadable(line.number, date, IN_WORDS))
}

pub(super) fn is_trailer(line: &Line) -> bool {
    TRAILERS.iter().any(|trailer| line.plain.starts_with(trailer))
}

/// The chamber that the words around the texts name; none where they name none, or both.
pub(super) fn chamber<'a>(frame: impl Iterator<Item = &'a Line>) -> Option<Chamber> {
    let (mut assembly, mut senate) = (false, false);
    for line in frame {
        assembly = assembly
            || pattern!(r"NosDéputés|nosdeputes|Assemblée nationale|(?-u:\b)députés?(?:\P{L}|$)").is_match(&line.plain);
        senate = senate
            || pattern!(r"NosSénateurs|nossenateurs|^Sénat(?-u:\b)|^Photo .*(?-u:\b)Sénat(?-u:\b)|(?-u:\b)sénat(?:eur|rice)s?(?-u:\b)")
            .is_match(&line.plain);
    }
    match (assembly, senate) {
        (true, false) => Some(Chamber::Assembly),
        (false, true) => Some(Chamber::Senate),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHOTO: &str = "Photo issue du site de l'Assemblée nationale ou de Wikipedia\n\nOdile Exemple\n";

    fn page(rest: &str) -> Result<Document, ReadError> {
        take_apart(&Sheet::new(format!(
            "{PHOTO}Question N° 37 au Ministère de l'industrie\r\n\r\nQuestion soumise le 1er juin 2021\n{rest}"
        )))
    }

    #[test]
    fn a_question_without_an_answer_has_none() {
        let rest = "\nÊtre alerté lorsque cette\nquestion aura une réponse\n\nEmail\npar email\n\nPremier.\n\nSecond.\n\n\
                    Réponse\n\nCette question n'a pas encore de réponse.\n\nAucun commentaire n'a encore été formulé sur cette question.\n";
        let document = page(rest).unwrap();
        assert_eq!(document.question.as_deref(), Some("Premier.\n\nSecond."));
        assert_eq!((document.answer, document.header.answered_on), (None, None));
        assert_eq!(document.header.asked_on, NaiveDate::from_ymd_opt(2021, 6, 1));
        assert_eq!(document.header.number.as_deref(), Some("37"));
        assert_eq!(document.header.author.as_deref(), Some("Odile Exemple"));
    }

    #[test]
    fn the_title_names_the_ministry_after_its_article() {
        for (words, ministry) in [
            ("au Ministère de l'industrie", "Ministère de l'industrie"),
            ("aux Armées", "Armées"),
            ("à l'Économie", "Économie"),
        ] {
            let text =
                format!("X Y\nQuestion écrite N° 37S {words}\nQuestion soumise le 1er juin 2021\nTexte.\nRéponse\n");
            let header = take_apart(&Sheet::new(text)).unwrap().header;
            assert_eq!(header.ministry_answering.as_deref(), Some(ministry));
            assert_eq!((header.number.as_deref(), header.kind), (Some("37S"), Some(QuestionKind::Written)));
        }
    }

    #[test]
    fn a_withdrawn_question_has_its_day() {
        let document = page("Texte.\nRetirée le 21 juin 2022 (fin de mandat)\n").unwrap();
        assert_eq!(document.header.withdrawn_on, NaiveDate::from_ymd_opt(2022, 6, 21));
        assert_eq!(document.answer, None);
    }

    #[test]
    fn notices_and_comments_are_no_answer() {
        let answer = "Réponse émise le 3 juillet 2021\n\nLe 1er comité.\n\nAucun commentaire n'a encore été formulé sur \
                      cette question.\nVous pouvez commenter les travaux.";
        let document = page(&format!("Texte.\n{answer}")).unwrap();
        assert_eq!(document.answer.as_deref(), Some("Le 1er comité."));
    }

    #[test]
    fn an_error_says_what_was_recognised_and_what_lacks() {
        let said = |rest: &str| page(rest).unwrap_err().to_string();
        assert_eq!(
            said("Texte."),
            "page of NosDéputés.fr as text: recognised number and ministry, day asked; lacking: the line « Réponse \
             émise le … », « Réponse » or « Retirée le … »"
        );
        assert!(said("Réponse émise le 3 juillet 2021").ends_with("lacking: the text of the question"));
        assert!(said("Texte.\nRéponse émise le 3 juillet 2021").ends_with("lacking: the text of the answer"));
        assert_eq!(
            said("Texte.\nRéponse émise le 31 juin 2021\nOui."),
            "page of NosDéputés.fr as text, line 8: \"31 juin 2021\" is not a day such as « 18 juin 2019 »"
        );
    }

    #[test]
    fn the_chamber_is_the_one_that_the_page_names() {
        let text =
            "Question N° 37 au Ministère\nQuestion soumise le 1er juin 2021\nÀ l'Assemblée nationale.\nRéponse\n";
        let chamber = |before: &str| take_apart(&Sheet::new(format!("{before}\nX Y\n{text}"))).unwrap().header.chamber;
        assert_eq!(chamber("Photo issue du site de l'Assemblée nationale"), Some(Chamber::Assembly));
        assert_eq!(chamber("NosSénateurs.fr"), Some(Chamber::Senate));
        assert_eq!(chamber(""), None);
    }
}
