//! The territories that a fact is about.

use std::ops::Range;

use super::super::FactKind;
use super::super::scene::Scene;
use super::super::thing::What;
use super::Draft;

/// The places of the territories named in the words that belong to what the fact is about: "le contrat de X", "celui de
/// Y l'a été", "les contrats de X et de Y"; of a committee, "le comité de pilotage de X".
pub(in crate::reading::facts) fn territories(scene: &Scene<'_>, draft: &Draft) -> Vec<usize> {
    let ours = match draft.kind {
        FactKind::ContractSigned | FactKind::ContractPlanned => [What::Contract, What::Signature],
        FactKind::CopilHeld | FactKind::CopilPlanned => [What::Committee, What::Committee],
        _ => return Vec::new(),
    };
    let pieces = |tokens: &Range<usize>| draft.pieces.iter().any(|piece| piece == tokens);
    // "le territoire des Bassins de Langres a conclu un protocole": its phrase ends where the verb begins.
    let led = |phrase: Range<usize>| draft.pieces.iter().any(|piece| piece.start == phrase.end);
    let things = scene.things.iter().filter(|thing| match thing.what {
        What::Territory => pieces(&thing.tokens) || (!thing.complement && led(scene.phrase_of(thing))),
        what => ours.contains(&what) && pieces(&thing.tokens),
    });
    let phrases: Vec<Range<usize>> = things.map(|thing| scene.phrase_of(thing)).collect();
    let within =
        |tokens: &Range<usize>| phrases.iter().any(|phrase| phrase.start <= tokens.start && tokens.end <= phrase.end);
    let named = scene.territories.iter().enumerate().filter(|(_, named)| within(&named.tokens));
    named.map(|(place, _)| place).collect()
}

/// The head of the phrase that names what is signed: of the fact's own words, else the nearest before them.
pub(in crate::reading::facts) fn document(scene: &Scene<'_>, draft: &Draft) -> Option<usize> {
    if !matches!(draft.kind, FactKind::ContractSigned | FactKind::ContractPlanned) {
        return None;
    }
    let range = draft.range();
    let named = || scene.things.iter().filter(|thing| thing.what == What::Contract && !thing.pronoun);
    let own = named().find(|thing| range.start <= thing.tokens.start && thing.tokens.end <= range.end);
    let nearest = own.or_else(|| named().rfind(|thing| thing.tokens.end <= range.start));
    nearest.and_then(|thing| thing.tokens.end.checked_sub(1))
}
