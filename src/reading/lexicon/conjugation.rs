//! The forms of a regular verb, from its infinitive.

use super::verbs::Form;
use Form::{Conditional, Future, Gerund, Imperfect, Infinitive, Participle, Past, Present, Subjunctive};

/// The endings of a verb's third persons and of "nous", each with its stem.
pub(super) fn conjugation(infinitive: &str) -> Vec<(Form, &'static str, String)> {
    // "prévoir" and "vouloir" are listed; what is left goes by its ending.
    let stem = |ending: &str| infinitive.strip_suffix(ending).map(str::to_owned);
    if let Some(stem) = stem("enir") {
        let short = format!("{stem}in");
        return vec![
            (Present, "ient iennent enons", stem.clone()),
            (Subjunctive, "ienne", stem.clone()),
            (Imperfect, "enait enaient", stem.clone()),
            (Future, "iendra iendront iendrons", stem.clone()),
            (Conditional, "iendrait iendraient", stem.clone()),
            (Gerund, "enant", stem.clone()),
            (Participle, "enu enue enus enues", stem),
            (Past, "t rent", short),
        ];
    }
    if let Some(stem) = stem("clure") {
        let stem = format!("{stem}clu");
        return vec![
            (Participle, "- e s es", stem.clone()),
            (Present, "t ent", stem.clone()),
            (Imperfect, "ait aient", stem.clone()),
            (Future, "ra ront", stem.clone()),
            (Conditional, "rait raient", stem.clone()),
            (Past, "rent", stem.clone()),
            (Gerund, "ant", stem),
        ];
    }
    if let Some(stem) = stem("mettre") {
        return vec![
            (Present, "met mettent", stem.clone()),
            (Imperfect, "mettait mettaient", stem.clone()),
            (Future, "mettra mettront", stem.clone()),
            (Conditional, "mettrait mettraient", stem.clone()),
            (Participle, "mis mise mises", stem.clone()),
            (Gerund, "mettant", stem),
        ];
    }
    if let Some(stem) = stem("prendre") {
        return vec![
            (Present, "prend prennent", stem.clone()),
            (Imperfect, "prenait prenaient", stem.clone()),
            (Future, "prendra prendront", stem.clone()),
            (Participle, "pris prise prises", stem.clone()),
            (Gerund, "prenant", stem),
        ];
    }
    if let Some(stem) = stem("uire") {
        return vec![
            (Present, "uit uisent", stem.clone()),
            (Imperfect, "uisait uisaient", stem.clone()),
            (Future, "uira uiront", stem.clone()),
            (Conditional, "uirait uiraient", stem.clone()),
            (Participle, "uit uite uits uites", stem.clone()),
            (Gerund, "uisant", stem),
        ];
    }
    if let Some(stem) = stem("re") {
        return vec![
            (Present, "- ent", stem.clone()),
            (Imperfect, "ait aient", stem.clone()),
            (Future, "ra ront", stem.clone()),
            (Conditional, "rait raient", stem.clone()),
            (Participle, "u ue us ues", stem.clone()),
            (Gerund, "ant", stem),
        ];
    }
    if let Some(stem) = stem("rir") {
        return vec![
            (Present, "re rent", stem.clone()),
            (Imperfect, "rait raient", stem.clone()),
            (Future, "rira riront", stem.clone()),
            (Participle, "ert erte erts ertes", stem.clone()),
            (Gerund, "rant", stem),
        ];
    }
    if let Some(stem) = stem("oir") {
        return vec![(Infinitive, "oir", stem)];
    }
    if let Some(stem) = stem("ir") {
        return vec![
            (Present, "it issent issons", stem.clone()),
            (Imperfect, "issait issaient", stem.clone()),
            (Future, "ira iront irons", stem.clone()),
            (Conditional, "irait iraient", stem.clone()),
            (Subjunctive, "isse", stem.clone()),
            (Past, "irent", stem.clone()),
            (Participle, "i ie is ies", stem.clone()),
            (Gerund, "issant", stem),
        ];
    }
    let stem = infinitive.strip_suffix("er").unwrap_or(infinitive).to_owned();
    // Before a, o: "annonçait", "siégeait", "envoyait".
    let soft = if let Some(head) = stem.strip_suffix('c') {
        format!("{head}ç")
    } else if stem.ends_with('g') {
        format!("{stem}e")
    } else {
        stem.clone()
    };
    // Before a mute e: "espère", "siègent", "diffère".
    let grave = grave(&stem).unwrap_or_else(|| stem.clone());
    vec![
        (Present, "e ent", grave),
        (Present, "ons", soft.clone()),
        (Imperfect, "ait aient", soft.clone()),
        (Past, "a", soft.clone()),
        (Past, "èrent", stem.clone()),
        (Future, "era eront erons", stem.clone()),
        (Conditional, "erait eraient", stem.clone()),
        (Participle, "é ée és ées", stem),
        (Gerund, "ant", soft),
    ]
}

/// The stem of "espérer", "siéger", "achever" where its ending is mute: its last e is open.
fn grave(stem: &str) -> Option<String> {
    let (place, vowel) = stem.char_indices().rev().find(|(_, letter)| "aeiouyé".contains(*letter))?;
    let consonants = stem.get(place + vowel.len_utf8()..)?.chars().count();
    let open = vowel == 'é' || (vowel == 'e' && consonants == 1);
    (open && (1..=2).contains(&consonants)).then(|| {
        format!(
            "{}è{}",
            &stem.get(..place).unwrap_or_default(),
            &stem.get(place + vowel.len_utf8()..).unwrap_or_default()
        )
    })
}
