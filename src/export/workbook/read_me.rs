//! The sheet *Lisez-moi*: what each column means, and how the file is sent back.

use rust_xlsxwriter::{Color, Format, FormatAlign, Worksheet, XlsxError};

use crate::programme::{
    date::Edtf,
    view::Programme,
    workbook::{Holds, List},
};

pub(super) fn write(sheet: &mut Worksheet, programme: &Programme, site: &str) -> Result<(), XlsxError> {
    sheet.set_name("Lisez-moi")?;
    sheet.set_column_width(0, 26)?.set_column_width(1, 92)?;
    let title = Format::new().set_bold().set_font_size(16);
    let heading = Format::new().set_bold().set_font_size(12).set_font_color(Color::RGB(0x1B_2B_44));
    let name = Format::new().set_bold().set_align(FormatAlign::Top).set_text_wrap();
    let grey = Format::new()
        .set_align(FormatAlign::Top)
        .set_text_wrap()
        .set_background_color(Color::RGB(0xED_ED_ED))
        .set_font_color(Color::RGB(0x59_59_59));
    let text = Format::new().set_align(FormatAlign::Top).set_text_wrap();

    sheet.write_string_with_format(0, 0, "Jalons : mon fichier", &title)?;
    let mut line = 1;
    for (first, second) in words(programme, site) {
        match second {
            Some(second) => {
                sheet.write_string_with_format(line, 0, &first, &name)?;
                sheet.write_string_with_format(line, 1, &second, &text)?;
            }
            None => {
                line += 1;
                sheet.write_string_with_format(line, 0, &first, &heading)?;
            }
        }
        line += 1;
    }
    for list in List::ALL {
        line += 1;
        sheet.write_string_with_format(line, 0, format!("Feuille « {} »", list.french()), &heading)?;
        line += 1;
        for column in list.columns() {
            let how = if column.is_grey() { &grey } else { &text };
            let hidden = if column.holds == Holds::Mark { " (colonne masquée : n’y touchez pas)" } else { "" };
            sheet.write_string_with_format(line, 0, column.header(), if column.is_grey() { &grey } else { &name })?;
            sheet.write_string_with_format(line, 1, format!("{}{hidden}", column.meaning), how)?;
            line += 1;
        }
    }
    Ok(())
}

/// What is said before the columns: a heading, or a name and its words.
fn words(programme: &Programme, site: &str) -> Vec<(String, Option<String>)> {
    let day = Edtf::day(programme.day()).french();
    let moment = programme.record().last_update(None).map_or_else(String::new, |moment| {
        let paris = moment.with_timezone(&chrono_tz::Europe::Paris);
        format!(", d’après ce qui était enregistré le {}", paris.format("%d/%m/%Y à %H h %M min %S s"))
    });
    let to = if site.is_empty() { "la page « Mon fichier » du site".to_owned() } else { format!("{site}/fichier") };
    let said = |name: &str, words: String| (name.to_owned(), Some(words));
    vec![
        said("Fait le", format!("{day}{moment}.")),
        ("Ce que vous pouvez faire".to_owned(), None),
        said("Changer", "Écrivez dans les cellules blanches, puis enregistrez le fichier.".to_owned()),
        said(
            "Envoyer",
            format!("Déposez-le sur {to}. Vous verrez ce qui change avant de publier ; rien n’est écrit avant."),
        ),
        said("Laisser", "Une cellule vide ne change rien : vous pouvez n’envoyer que quelques lignes.".to_owned()),
        said("Retirer", "Écrivez « effacer » dans une cellule pour retirer ce qu’elle montrait. Le retrait est enregistré, avec votre motif ou votre phrase ; la valeur d’avant, s’il y en a une, est de nouveau retenue.".to_owned()),
        said("Ajouter", "Écrivez une ligne en bas de la feuille : un avenant, un COPIL, un territoire.".to_owned()),
        ("Comment écrire une date".to_owned(), None),
        said("Un jour", "15/03/2027 (ou 2027-03-15).".to_owned()),
        said("Moins précis", "2027-03 ou mars 2027 (un mois), 2027-21 à 2027-24 (du printemps à l’hiver), 2027 (une année), 2027-03-01/2027-03-15 (entre deux jours), ../2027-06-30 (au plus tard).".to_owned()),
        said("Pas de date", "« sans date » pour une promesse reportée sans date, « inconnu » pour un jour que personne ne connaît.".to_owned()),
        ("À savoir".to_owned(), None),
        said("Colonnes grises", "Le site les calcule. Ce que vous y écrivez n’est pas lu.".to_owned()),
        said("Motif", "Une date promise qui change demande un motif de la liste ; « autre » demande une phrase.".to_owned()),
        said("Formules", "Elles ne sont pas lues. Pour les remplacer par leurs valeurs : copiez, puis collage spécial, valeurs.".to_owned()),
        said("À deux", "Si quelqu’un a changé la même cellule entre-temps, les deux valeurs vous sont montrées et vous choisissez.".to_owned()),
    ]
}
