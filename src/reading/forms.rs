//! The forms in which questions and answers are published, a file a form. Each recognises its documents by their
//! content and takes them apart; what several forms share stands in `sheet`, `line`, `part`, `day` and `tree`.

pub mod an_classic_html;
pub mod an_classic_text;
pub mod an_dyn_html;
pub mod an_dyn_text;
pub mod an_fiche_html;
pub mod an_fiche_text;
pub mod an_json;
pub mod an_vue_xml;
pub mod an_xml;
pub mod dila_xml;
pub mod nosdeputes_body;
pub mod nosdeputes_csv;
pub mod nosdeputes_html;
pub mod nosdeputes_json;
pub mod nosdeputes_text;
pub mod nosdeputes_turn;
pub mod nosdeputes_turn_html;
pub mod nosdeputes_xml;
pub mod senat_csv;
pub mod senat_html;
pub mod senat_text;
pub mod sheet;

mod an_open_data;
mod day;
mod field;
mod line;
mod nosdeputes_record;
mod page;
mod part;
mod person;
mod table;
mod tree;
