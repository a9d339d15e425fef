//! Verbs with their auxiliaries: "a été signé", "devait se tenir", "l'a été".

use super::{Look, Mood, Predicate, When};
use crate::reading::lexicon::{Form, Sense, Verb, Word};

impl Look<'_> {
    /// The predicate that begins at a token.
    pub(super) fn at(self, start: usize) -> Option<Predicate> {
        let Sense::Verb(verb, form) = self.sense(start) else {
            return self.bare_participle(start, None);
        };
        let make = |end: usize, verb: Verb, when: When, mood: Mood, passive: bool| Predicate {
            tokens: start..end,
            verb,
            when,
            mood,
            negated: false,
            passive,
            relative: false,
            proform: false,
            perfect: false,
            running: false,
            state: false,
        };
        if form == Form::Participle && verb != Verb::Have {
            return self.bare_participle(start, Some(verb));
        }
        let proform = start > 0 && matches!(self.sense(start - 1), Sense::Word(Word::Le | Word::L));
        // "à l'est de Lens": no verb.
        if proform
            && start > 1
            && matches!(self.sense(start - 2), Sense::Word(Word::At | Word::De | Word::Toward))
            && self.word(start) == "est"
        {
            return None;
        }
        // "Moselle-Est": part of a name.
        if start > 0 && self.tokens.get(start).is_some_and(|token| token.capital && token.glued) {
            return None;
        }
        let before = start.checked_sub(1).map_or(Sense::Mark('\0'), |before| self.sense(before));
        let article = matches!(
            before,
            Sense::Word(
                Word::Un | Word::Une | Word::Cet | Word::Cette | Word::Ce | Word::Sa | Word::De | Word::Des | Word::Du
            )
        );
        match self.word(start) {
            // "une semaine d'avance", "la demande": nouns.
            word if form == Form::Present && article && word.ends_with('e') => return None,
            "compte" if matches!(before, Sense::Word(Word::Le)) => return None,
            "reste" if matches!(before, Sense::Word(Word::Le)) => return None,
            // ", soit deux semaines après".
            "soit" if before == Sense::Mark(',') => return None,
            _ => {}
        }
        // "du fait de la crise": no verb.
        if self.word(start) == "fait"
            && start > 0
            && matches!(self.sense(start - 1), Sense::Word(Word::Du | Word::Le | Word::De | Word::Ce | Word::Un))
            && !proform
        {
            return None;
        }
        let when = when(form);
        match verb {
            Verb::Have => {
                let next = self.past_adverbs(start + 1);
                let (next, eu) = if matches!(self.sense(next), Sense::Verb(Verb::Have, Form::Participle)) {
                    (self.past_adverbs(next + 1), true)
                } else {
                    (next, false)
                };
                // "il y a lieu de rappeler": nothing takes place.
                if self.is(next, Word::Place) && !(start > 0 && self.is(start - 1, Word::There)) {
                    return Some(make(next + 1, Verb::Occur, if eu { When::Past } else { when }, Mood::Finite, false));
                }
                let done = match when {
                    When::Future if form != Form::Conditional => When::Future,
                    // "aurait fixé": as others say.
                    _ => When::Past,
                };
                if self.is(next, Word::Ete) {
                    let participle = self.past_adverbs(next + 1);
                    let found = match self.participle(participle) {
                        Some(verb) => make(participle + 1, verb, done, Mood::Finite, true),
                        None => Predicate { proform, ..make(next + 1, Verb::Be, done, Mood::Finite, true) },
                    };
                    return Some(Predicate { perfect: done == When::Future, ..found });
                }
                // "a pu être signé", "ont dû se réunir".
                if matches!(self.sense(next), Sense::Verb(Verb::Must | Verb::May, Form::Participle)) {
                    // "aurait dû se réunir": it was to, and did not.
                    let when = if form == Form::Conditional { When::Due } else { When::Past };
                    return self.infinitive(start, next + 1, when);
                }
                let Some(verb) = self.participle(next) else {
                    return Some(make(start + 1, Verb::Have, when, Mood::Finite, false));
                };
                // "en a pris acte".
                if self.word(next + 1) == "acte" {
                    return Some(make(next + 2, Verb::Decide, done, Mood::Finite, false));
                }
                let again = verb == Verb::Do && proform;
                // "l'ont fait ajourner".
                if verb == Verb::Do
                    && let Sense::Verb(caused, Form::Infinitive) = self.sense(next + 1)
                {
                    return Some(make(next + 2, caused, done, Mood::Finite, false));
                }
                let verb = if verb == Verb::Do && self.is(next + 1, Word::L) && self.is(next + 2, Word::Object) {
                    Verb::Occur
                } else {
                    verb
                };
                Some(Predicate {
                    proform: again,
                    perfect: done == When::Future,
                    ..make(next + 1, verb, done, Mood::Finite, false)
                })
            }
            Verb::Be => {
                let reflexive = start > 0 && self.is(start - 1, Word::Self_);
                let next = self.past_adverbs(start + 1);
                if self.is(next, Word::Ready) {
                    return Some(make(next + 1, Verb::Prepare, When::Present, Mood::Finite, false));
                }
                if self.is(next, Word::In)
                    && matches!(
                        self.word(next + 1),
                        "préparation" | "cours" | "négociation" | "attente" | "finalisation"
                    )
                {
                    return Some(make(next + 2, Verb::Prepare, When::Present, Mood::Finite, false));
                }
                match self.participle(next) {
                    Some(verb) => {
                        let moved = matches!(verb, Verb::Occur | Verb::Come);
                        let when = match (form, verb) {
                            (Form::Future, _) if reflexive => When::Future,
                            _ if reflexive || (moved && form == Form::Present) => When::Past,
                            (Form::Imperfect, Verb::Plan | Verb::Announce | Verb::Wish) => When::Due,
                            (Form::Imperfect, _) => When::Past,
                            (Form::Present, Verb::Plan | Verb::Wish) => When::Present,
                            (Form::Present | Form::Gerund, _) => When::Past,
                            // "que le contrat soit signé": it is wanted.
                            (Form::Subjunctive, _) => When::Future,
                            _ => when,
                        };
                        let running = form == Form::Present && !reflexive && !moved;
                        let state = form == Form::Imperfect && !reflexive && !moved;
                        Some(Predicate {
                            running,
                            state,
                            ..make(next + 1, verb, when, Mood::Finite, !reflexive && !moved)
                        })
                    }
                    None if proform => Some(Predicate {
                        proform,
                        ..make(
                            start + 1,
                            Verb::Be,
                            if form == Form::Subjunctive { When::Future } else { when },
                            Mood::Finite,
                            true,
                        )
                    }),
                    None => Some(make(start + 1, Verb::Be, when, Mood::Finite, false)),
                }
            }
            Verb::Must | Verb::May | Verb::Go => {
                let when = match form {
                    Form::Imperfect | Form::Past => When::Due,
                    _ => When::Future,
                };
                self.infinitive(start, start + 1, when)
                    .or_else(|| Some(make(start + 1, verb, when, Mood::Finite, false)))
            }
            Verb::Come if self.is(start + 1, Word::De) => self
                .infinitive(start, start + 2, When::Past)
                .or_else(|| Some(make(start + 1, verb, when, Mood::Finite, false))),
            _ if form == Form::Infinitive => {
                let infinitive = self.infinitive(start, start, When::Future)?;
                Some(Predicate { mood: Mood::Infinitive, ..infinitive })
            }
            // "les sept autres le feront".
            Verb::Do if proform => Some(Predicate { proform, ..make(start + 1, Verb::Do, when, Mood::Finite, false) }),
            Verb::Do if self.is(start + 1, Word::L) && self.is(start + 2, Word::Object) => {
                Some(make(start + 3, Verb::Occur, when, Mood::Finite, false))
            }
            _ => {
                let when = match form {
                    // "que la signature intervienne": it is wanted.
                    Form::Subjunctive => When::Future,
                    // "dont la dernière réunion remonte au 3 septembre": it took place then.
                    Form::Present if self.word(start).starts_with("remont") => When::Past,
                    _ => when,
                };
                Some(make(start + 1, verb, when, Mood::Finite, false))
            }
        }
    }

    /// An infinitive after a modal: "devait être signé", "doit se tenir", "devraient l'avoir fait", "pourra avoir lieu".
    pub(super) fn infinitive(self, start: usize, after: usize, when: When) -> Option<Predicate> {
        let mut place = self.past_adverbs(after);
        let mut proform = false;
        while let Sense::Word(Word::Self_ | Word::Le | Word::L | Word::There | Word::In | Word::Not) = self.sense(place)
        {
            proform |= matches!(self.sense(place), Sense::Word(Word::Le | Word::L));
            place = self.past_adverbs(place + 1);
        }
        let Sense::Verb(verb, Form::Infinitive) = self.sense(place) else { return None };
        let next = self.past_adverbs(place + 1);
        let (verb, end, passive, again) = match verb {
            Verb::Be => match self.participle(next) {
                Some(verb) => (verb, next + 1, true, false),
                None => (Verb::Be, place + 1, true, proform),
            },
            Verb::Have if self.is(next, Word::Place) => (Verb::Occur, next + 1, false, false),
            Verb::Have if self.is(next, Word::Ete) => {
                let participle = self.past_adverbs(next + 1);
                match self.participle(participle) {
                    Some(verb) => (verb, participle + 1, true, false),
                    None => (Verb::Be, next + 1, true, proform),
                }
            }
            Verb::Have => match self.participle(next) {
                Some(Verb::Do) => (Verb::Do, next + 1, false, proform),
                Some(verb) => (verb, next + 1, false, false),
                None => (Verb::Have, place + 1, false, false),
            },
            Verb::Do if self.is(place + 1, Word::L) && self.is(place + 2, Word::Object) => {
                (Verb::Occur, place + 3, false, false)
            }
            Verb::Do => (Verb::Do, place + 1, false, proform),
            verb => (verb, place + 1, false, false),
        };
        Some(Predicate {
            tokens: start..end,
            verb,
            when,
            mood: Mood::Finite,
            negated: false,
            passive,
            relative: false,
            proform: again,
            perfect: false,
            running: false,
            state: false,
        })
    }
}

pub(super) fn when(form: Form) -> When {
    match form {
        Form::Past | Form::Imperfect | Form::Participle => When::Past,
        Form::Future | Form::Conditional | Form::Infinitive => When::Future,
        Form::Present | Form::Gerund => When::Present,
        Form::Subjunctive => When::Past,
    }
}
