//! The columns of an exported timeline: the names that the files for programs give them, and those of the files for
//! spreadsheets.

use crate::{
    import::column::{Column, columns},
    programme::property::Property,
};

/// The columns that a line may have.
pub(in crate::import) const COLUMNS: &[Column] = columns! {
    "key" required ["clé"] "the key of the subject" "la clé du sujet" "contract:1-ti-7505-contrat";
    "kind" required ["genre"] "what it is" "ce que c’est" "contrat";
    "phase" optional [] "computed, not read" "calculé, non lu" "1";
    "title" optional ["intitulé"] "computed, not read" "calculé, non lu" "Contrat – Lacq - Pau - Tarbes";
    "territory" optional ["territoire"] "the territory of a contract" "le territoire d’un contrat" "1-ti-7505";
    "territory_name" optional ["nom du territoire"] "its name, taken where the territory is new"
        "son nom, repris si le territoire est nouveau" "Lacq - Pau - Tarbes";
    "regions" optional ["régions"] "its regions, the leading one first, joined by |"
        "ses régions, celle qui pilote d’abord, séparées par |" "75|76";
    "region_names" optional ["noms des régions"] "their names, taken where a region is new"
        "leurs noms, repris si une région est nouvelle" "Nouvelle-Aquitaine|Occitanie";
    "departements" optional ["départements"] "its départements, taken where the territory is new"
        "ses départements, repris si le territoire est nouveau" "64|65";
    "status" optional ["état"] "computed, not read" "calculé, non lu" "met";
    "date" optional [] "the day of a figure; computed for all else" "le jour d’un chiffre ; sinon calculé" "2019-07-15";
    "earliest" optional ["premier jour"] "computed, not read" "calculé, non lu" "2019-07-15";
    "latest" optional ["dernier jour"] "computed, not read" "calculé, non lu" "2019-07-15";
    "disputed" optional ["contesté"] "computed, not read" "calculé, non lu" "true";
    "level" optional ["niveau"] "the level of a committee" "le niveau d’un comité" "regional";
    "counted" optional ["ce qui est compté"] "what a figure counts" "ce que compte un chiffre" "territories";
    "document" optional [] "what the source calls the document" "le document, comme la source le nomme" "contrat-cadre";
    "rank" optional ["rang"] "the rank of a committee" "le rang d’un comité" "1";
    "number" optional ["nombre"] "how many; ~ if approximate" "le nombre ; ~ s’il est approché" "10~";
    "promised_on" optional ["promis le"] "when it is promised for" "la date promise" "2019-09";
    "suspended_until" optional ["suspendu jusqu’au"] "until when it is suspended" "la fin de la suspension" "2020-01";
    "approved_on" optional ["approuvé le"] "when an assembly approved it" "la date de son approbation" "2019-07-04";
    "signed_on" optional ["signé le"] "when it was signed" "la date de sa signature" "15/07/2019";
    "held_on" optional ["tenu le"] "when it was held" "la date de sa tenue" "02/07/2019";
    "asked_on" optional ["posée le"] "when a question was asked" "la date d’une question" "18/06/2019";
    "answered_on" optional ["répondue le"] "when it was answered" "la date de sa réponse" "30/07/2019";
    "withdrawn_on" optional ["retirée le"] "when it was withdrawn" "la date de son retrait" "2019-12-03";
    "place" optional ["lieu"] "where" "le lieu" "Pau";
    "parties" optional ["signataires"] "who signed" "les signataires" "État, Région, intercommunalités";
    "term" optional ["période couverte"] "the years that a contract covers" "les années qu’un contrat couvre" "2019/2022";
    "held_by" optional ["détenu par"] "the Region that holds a calendar" "la Région qui détient un calendrier" "32";
    "stated_title" optional ["intitulé selon la source"] "what the source calls it" "son titre selon la source"
        "Premier comité de pilotage régional";
    "stated_regions" optional ["régions selon la source"] "its regions according to the source, joined by |"
        "ses régions selon la source, séparées par |" "93|44";
    "stated_territories" optional ["territoires selon la source"] "its territories according to the source, joined by |"
        "ses territoires selon la source, séparés par |" "1-ti-3205";
    "decisions" optional ["décisions"] "what a committee decided, joined by |" "ce qu’un comité a décidé, séparé par |"
        "Agenda de signatures établi";
    "author" optional ["auteur"] "who asked a question" "qui a posé une question" "M. Dupont";
    "ministry_asked" optional ["ministère interrogé"] "the ministry asked" "le ministère interrogé" "Économie";
    "ministry_answering" optional ["ministère répondant"] "the ministry that answers" "le ministère qui répond" "Économie";
    "words" optional ["mots de la source"] "the words of the line’s date or number; of others after their column’s name: “number: sept”"
        "les mots de la date ou du nombre de la ligne ; pour d’autres, après le nom de leur colonne : « nombre: sept »" "le 2 juillet";
    "quote" optional ["citation"] "the sentence of the source" "la phrase de la source" "Le COPIL s’est tenu le 2 juillet.";
    "retained" optional ["valeurs retenues"] "computed, not read" "calculé, non lu" "signed_on|place";
    "notes" optional ["remarques"] "remarks on what the source says, joined by |" "des remarques sur la source, séparées par |"
        "Jour non donné.";
    "source" required [] "the address of the source" "l’adresse de la source" "https://www.pau.fr/article/pau-au-coeur-du-contrat";
    "source_key" optional ["clé de la source"] "its key" "sa clé" "source:pau-fr";
    "source_title" optional ["titre de la source"] "its title" "son titre" "La Dépêche, article du 15 juillet";
    "published_on" optional ["publiée le"] "when it was published" "sa date de publication" "15/07/2019";
    "source_kind" optional ["genre de la source"] "what kind of source it is" "son genre" "press";
    "source_note" optional ["remarque sur la source"] "a remark on it" "une remarque sur elle" "Article non daté.";
    "known_on" optional ["connu le"] "the day from which it was known" "le jour à partir duquel c’était connu" "15/07/2019";
    "known_inferred" optional ["jour déduit"] "whether that day was inferred" "si ce jour est déduit" "false";
};

/// The columns that hold what the source states, each with its property.
pub(super) const STATED: &[(&str, Property)] = &[
    ("document", Property::Document),
    ("rank", Property::Rank),
    ("number", Property::Number),
    ("promised_on", Property::Promised),
    ("suspended_until", Property::Suspended),
    ("approved_on", Property::Approved),
    ("signed_on", Property::Signed),
    ("held_on", Property::Held),
    ("asked_on", Property::Asked),
    ("answered_on", Property::Answered),
    ("withdrawn_on", Property::WithdrawnOn),
    ("place", Property::Place),
    ("parties", Property::Parties),
    ("term", Property::Term),
    ("held_by", Property::HeldBy),
    ("stated_title", Property::Title),
    ("stated_regions", Property::Region),
    ("stated_territories", Property::Territory),
    ("decisions", Property::Decision),
    ("author", Property::Author),
    ("ministry_asked", Property::MinistryAsked),
    ("ministry_answering", Property::MinistryAnswering),
    ("notes", Property::Note),
];

/// The columns whose words need no label, where a line states them: the first that it does.
pub(super) const MAIN: &[&str] = &[
    "signed_on",
    "held_on",
    "answered_on",
    "asked_on",
    "withdrawn_on",
    "approved_on",
    "promised_on",
    "suspended_until",
    "number",
    "rank",
];
