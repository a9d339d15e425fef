//! Who speaks and who is spoken to in the first sentence of a question: "M. X Y interroge Mme la ministre de … sur …".

use super::fold::lower;
use super::pattern::pattern;
use super::text::Plain;

/// How far into a text its first sentence is looked for, in bytes.
const FAR: usize = 1500;

/// How far into it the name of who asks is.
const NAME: usize = 300;

/// The member of Parliament who asks: given name, then name, as in the text. None where the text does not begin with
/// one.
#[must_use]
pub fn author(question: &str) -> Option<String> {
    let plain = Plain::new(beginning(question, NAME));
    let found = pattern!(
        r"^[\s\[«]*(?:\d+\. [—–-][^—–]*[—–-] )?(?:(?-i:M\.|Mme|Mlle|Monsieur|Madame|M)) (?P<name>(?-i:\p{Lu}[\p{L}'.-]*(?: (?:(?:de|du|des|la|le|les|von|van|der|den|el|ben|bin|di|da|dos|y|et) )*(?:d')?\p{Lu}[\p{L}'.-]*)*))"
    )
    .captures(plain.as_str())?;
    let name = found.name("name")?;
    let quoted = plain.quote(name.range()).words.trim_end_matches(['.', '-', '\'']);
    // A title alone is no name.
    (!quoted.is_empty()).then(|| quoted.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The member who is given the floor at the beginning of the record of a sitting: "La parole est à M. X Y, pour …".
#[must_use]
pub fn given_the_floor(record: &str) -> Option<String> {
    let plain = Plain::new(beginning(record, FAR));
    let (_, rest) = plain.as_str().split_once("La parole est à ")?;
    author(rest)
}

/// The member of the Government addressed in the first sentence of a question, without M., Mme, le, la.
#[must_use]
pub fn ministry(question: &str) -> Option<String> {
    let plain = Plain::new(beginning(question, FAR));
    let line = plain.as_str().trim_start().lines().next()?;
    let title = title(addressed(line)?);
    (!title.is_empty()).then_some(title)
}

/// What stands from the office on of the first whom a line addresses: after another word, "M. le ministre", "Mmes les
/// secrétaires d'État".
fn addressed(line: &str) -> Option<&str> {
    const FORMS: [&str; 8] = ["M.", "Mme", "MM.", "Mmes", "Monsieur", "Madame", "Mesdames", "Messieurs"];
    const ARTICLES: [&str; 4] = ["le ", "la ", "les ", "l'"];
    let mut before = "";
    let mut end = 0;
    for word in line.split(' ') {
        end += word.len() + 1;
        if !before.is_empty() && FORMS.iter().any(|form| word.eq_ignore_ascii_case(form)) {
            let rest = line.get(end..).unwrap_or_default();
            let begins =
                |article: &&str| rest.get(..article.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(article));
            let article = ARTICLES.into_iter().find(begins);
            let office = article.and_then(|article| rest.get(article.len()..)).filter(|words| is_office(words));
            if office.is_some() && !is_told_of(before) {
                return office;
            }
        }
        before = word;
    }
    None
}

/// Whether who follows a word is spoken of, and not spoken to: "X rappelle que M. le ministre a dit", ", Mme la ministre,".
fn is_told_of(before: &str) -> bool {
    let letters = before.rsplit(|sign: char| !(sign.is_alphabetic() || matches!(sign, '\'' | '.'))).next();
    let word = lower(letters.unwrap_or_default());
    word.is_empty() || matches!(&*word, "que" | "par" | "et" | "selon" | "ou" | "avec") || word.ends_with("qu'")
}

/// Whether words begin with the office of a member of the Government.
fn is_office(words: &str) -> bool {
    let (office, rest) = words.split_at(words.find(|sign: char| !sign.is_alphabetic()).unwrap_or(words.len()));
    let then = |words: &str| rest.get(..words.len()).is_some_and(|begin| lower(begin) == words);
    match &*lower(office) {
        "ministre" | "ministres" | "premier" | "premiere" | "première" | "secrétaire" | "secrétaires" | "garde"
        | "gardes" | "haut" | "hauts" | "haute" | "hautes" | "délégué" | "déléguée" => true,
        "vice" => then("-premi"),
        "sous" => then("-secrétaire"),
        "porte" => then("-parole"),
        "président" => then(" du conseil"),
        _ => false,
    }
}

/// Words after which the matter begins, where no comma stood before them.
fn is_matter(word: &str) -> bool {
    matches!(
        word,
        "sur"
            | "quant"
            | "concernant"
            | "suite"
            | "afin"
            | "pour"
            | "si"
            | "s'il"
            | "s'ils"
            | "s'elle"
            | "s'elles"
            | "pourquoi"
            | "comment"
            | "combien"
            | "quand"
            | "quel"
            | "quelle"
            | "quels"
            | "quelles"
            | "que"
            | "qui"
            | "dans"
            | "face"
            | "relativement"
            | "relative"
            | "relatif"
            | "lorsque"
            | "où"
            | "comme"
            | "par"
            | "contre"
            | "devant"
            | "suivant"
            | "selon"
            | "après"
            | "depuis"
            | "dont"
            | "ainsi"
            | "parce"
            | "car"
            | "sous"
            | "lors"
            | "avant"
            | "avec"
    )
}

/// Words that open what is told, and no part of a title, unless "de", "à" or another such word stands before them.
const ARTICLES: [&str; 17] = [
    "le",
    "la",
    "les",
    "un",
    "une",
    "son",
    "sa",
    "ses",
    "ce",
    "cet",
    "cette",
    "ces",
    "leur",
    "leurs",
    "sa",
    "lui",
    "plusieurs",
];

/// The beginning of a line as far as it is the title of a member of the Government.
fn title(line: &str) -> String {
    let mut words = line.split(' ').filter(|word| !word.is_empty());
    let mut kept: Vec<&str> = Vec::new();
    let (mut next, mut after) = (words.next(), words.next());
    while let Some(word) = next {
        (next, after) = (after, words.next());
        let (next, after) = (next.unwrap_or_default(), after.unwrap_or_default());
        if kept.last().is_some_and(|before| ends_title(before, word, next, after)) {
            break;
        }
        kept.push(word);
        // A full stop, a colon and the like end it after this word.
        if word.ends_with(['.', ';', ':', '?', '!']) {
            break;
        }
    }
    let mut title = kept.join(" ");
    loop {
        let cut = title.trim_end_matches([',', '.', ';', ':', '?', '!', ' ']);
        let cut =
            [" de", " et", " à", " d'", " auprès"].iter().fold(cut, |cut, end| cut.strip_suffix(end).unwrap_or(cut));
        if cut.len() == title.len() {
            return title;
        }
        title.truncate(cut.len());
    }
}

/// Whether a title ends before a word.
fn ends_title(before: &str, word: &str, next: &str, after: &str) -> bool {
    let (word, next) = (lower(word), lower(next));
    let bare = word.trim_end_matches([',', '.', ';', ':']);
    let next = next.trim_end_matches([',', '.']);
    if before.ends_with(',') {
        return !goes_on(bare, next);
    }
    let after_link = matches!(
        before,
        "de" | "à" | "auprès" | "aux" | "au" | "des" | "du" | "en" | "et" | "chargé" | "chargée" | "avec"
    );
    // "chargée des relations avec le Parlement", "… et des relations avec les collectivités territoriales".
    let with = bare == "avec" && before == "relations";
    (is_matter(bare) && !with)
        || bare.starts_with("qu'")
        || matches!((bare, next), ("au", "sujet" | "nom" | "regard" | "titre" | "moment" | "vu"))
        || (bare == "à"
            && matches!(next, "propos" | "nouveau" | "ce" | "cet" | "cette" | "l'égard" | "l'occasion" | "l'issue"))
        || (bare == "à" && next == "la" && matches!(after, "suite" | "fois" | "lumière" | "demande"))
        || (bare == "du" && matches!(next, "fait" | "manque"))
        || (bare == "des" && matches!(next, "difficultés" | "conséquences" | "inquiétudes"))
        || (bare == "en" && !matches!(next, "charge"))
        || (bare == "et" && matches!(next, "lui" | "souhaite" | "demande" | "l'interroge" | "s'inquiète" | "voudrait"))
        || (bare == "de"
            && (is_infinitive(next) || matches!(next, "bien" | "lui" | "leur" | "ce" | "sa" | "son" | "ses" | "ne")))
        || bare.strip_prefix("d'").is_some_and(is_infinitive)
        || (ARTICLES.contains(&bare) && !after_link)
        || (word.starts_with("l'") && !after_link)
}

/// Whether a title goes on after a comma with this word.
fn goes_on(word: &str, next: &str) -> bool {
    match word {
        "de" => !is_infinitive(next) && !matches!(next, "bien" | "lui" | "leur" | "ce" | "sa" | "son" | "ses" | "ne"),
        "du" | "des" | "chargé" | "chargée" | "chargés" | "auprès" | "délégué" | "déléguée" | "ministre"
        | "porte-parole" | "secrétaire" | "garde" | "numéro" => true,
        "et" => matches!(
            next,
            "de" | "du" | "des" | "à" | "au" | "aux" | "porte-parole" | "ministre" | "chargé" | "chargée"
        ),
        "d'" => true,
        _ => word.strip_prefix("d'").is_some_and(|rest| !is_infinitive(rest) && rest != "une" && rest != "un"),
    }
}

/// Whether a word is an infinitive by its ending. Titles have nouns with such endings only after an article.
fn is_infinitive(word: &str) -> bool {
    word.chars().all(char::is_alphabetic)
        && word.chars().count() > 3
        && ["er", "ir", "re", "oir"].iter().any(|ending| word.ends_with(ending))
}

/// The beginning of a text, so many bytes at most.
fn beginning(text: &str, far: usize) -> &str {
    let end = (0..=far.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_author_stands_before_the_verb() {
        for (text, name) in [
            ("Mme Victorine Bréauté-Lesage attire l’attention", Some("Victorine Bréauté-Lesage")),
            ("M. Charles de La Verpillière interroge", Some("Charles de La Verpillière")),
            ("Mme Sonia d'Aubigné demande", Some("Sonia d'Aubigné")),
            ("M. Dino Cinieri, député de la Loire, alerte", Some("Dino Cinieri")),
            ("M.\u{a0}Jean-Luc Mélenchon appelle", Some("Jean-Luc Mélenchon")),
            ("13382. — 10 mars 2026. — Mme Anne X. attire", Some("Anne X")),
            ("Les territoires attendent.", None),
            ("M. le ministre a dit", None),
        ] {
            assert_eq!(author(text).as_deref(), name, "{text}");
        }
        let record = "SITUATION\nM. le président. La parole est à M. Fabrice Brun, pour exposer sa question.";
        assert_eq!(given_the_floor(record).as_deref(), Some("Fabrice Brun"));
    }

    #[test]
    fn the_first_sentence_names_who_is_asked() {
        for (text, who) in [
            (
                "M. Paul X interroge Mme la secrétaire d'État auprès du ministre de l'économie et des finances sur la",
                "secrétaire d'État auprès du ministre de l'économie et des finances",
            ),
            (
                "Mme Y interroge Mme la ministre déléguée auprès du ministre de l'économie, chargée de l'industrie, sur l'",
                "ministre déléguée auprès du ministre de l'économie, chargée de l'industrie",
            ),
            ("M. Z attire l’attention de M. le Premier ministre sur l'engagement", "Premier ministre"),
            (
                "M. Z appelle de nouveau l'attention de Mme la ministre des outre-mer, au sujet du port",
                "ministre des outre-mer",
            ),
            (
                "M. Z appelle tout particulièrement l'attention de M. le garde des sceaux, ministre de la justice, quant aux",
                "garde des sceaux, ministre de la justice",
            ),
            (
                "M. L demande à M. le ministre de la fonction publique, de la réforme de l'Etat et de l'aménagement du \
                 territoire de dresser le bilan",
                "ministre de la fonction publique, de la réforme de l'Etat et de l'aménagement du territoire",
            ),
            ("M. Z rappelle à M. le ministre de l'intérieur les termes de sa question", "ministre de l'intérieur"),
            ("Mme A prie M. le ministre de l'économie de bien vouloir lui dire", "ministre de l'économie"),
            ("Mme A souhaite interroger Mme la Première ministre à propos du", "Première ministre"),
            ("Mme A demande à M. le ministre du travail s'il entend", "ministre du travail"),
            ("Mme A sollicite M. le ministre de la mer, afin de savoir", "ministre de la mer"),
            ("Mme A alerte M. le ministre délégué à l'industrie à la suite de", "ministre délégué à l'industrie"),
            ("Mme A demande à Mme la ministre de la culture quelles mesures", "ministre de la culture"),
            ("Mme A interpelle M. le secrétaire d'État à la ville sur", "secrétaire d'État à la ville"),
            ("Mme A questionne Mme la ministre de la ville.", "ministre de la ville"),
        ] {
            assert_eq!(ministry(text).as_deref(), Some(who), "{text}");
        }
        for nobody in ["Il demande quand.", "Mme A rappelle que M. le ministre de la ville a dit", ""] {
            assert_eq!(ministry(nobody), None, "{nobody}");
        }
    }
}
