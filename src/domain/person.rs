//! People's names as they write them: for searching, for lists and for letters, and the pronouns
//! letters use. Which person is meant is `find_person`.

mod pronouns;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The name with everything folded away that people leave out when they type it: case, accents,
/// the kind of apostrophe and hyphen, doubled and invisible spaces.
///
/// `Zoë  O’Brien-Ní Bhriain` becomes `zoe obrien ni bhriain`. For comparing, never for showing.
/// Two people may fold alike; a name without a single letter folds to nothing.
pub fn folded(name: &str) -> String {
    // Most names, and the quicker way to the same.
    if name.is_ascii() {
        let mut folded = String::with_capacity(name.len());
        for c in name.chars().filter(|c| !is_folded_away(*c)) {
            folded.push(if parts_words(c) { ' ' } else { c.to_ascii_lowercase() });
        }
        return single_spaced(&folded);
    }
    single_spaced(&folded_sign_by_sign(name))
}

fn single_spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}

fn folded_sign_by_sign(name: &str) -> String {
    // A spacing acute, typed for an apostrophe, would decompose to a space.
    let typed = name.chars().map(|c| if c == '´' { '\'' } else { c });
    let mut folded = String::with_capacity(name.len());
    for c in typed.nfkd().flat_map(char::to_lowercase).nfkd().filter(|c| !is_folded_away(*c)) {
        match without_stroke(c) {
            Some(plain) => folded.push_str(plain),
            None if parts_words(c) => folded.push(' '),
            None => folded.push(c),
        }
    }
    // What was between two marks is gone, so they may now stand the wrong way round.
    folded.nfkd().collect()
}

/// Hyphens of every kind, commas and points.
fn parts_words(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '−' | '_' | ',' | '.' | '·' | '・')
}

/// Apostrophes, accents, vowel points and invisible characters. Vowel signs of Indian scripts are
/// not among them: they make different names.
fn is_folded_away(c: char) -> bool {
    matches!(c,
        '\'' | '’' | '‘' | '‛' | '`' | 'ʼ' | 'ʻ' | 'ʹ' | '′'
        | '\u{0300}'..='\u{036f}'
        | '\u{0591}'..='\u{05c7}'
        | '\u{0610}'..='\u{061a}' | '\u{0640}' | '\u{064b}'..='\u{065f}' | '\u{0670}'
        | '\u{00ad}' | '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Letters that people type as others though Unicode does not decompose them.
fn without_stroke(c: char) -> Option<&'static str> {
    Some(match c {
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        _ => return None,
    })
}

/// The first word of the name, with an Irish surname's prefix kept to its surname.
///
/// Where the family name stands first (李小龍, Nguyễn Thị Minh Khai) this is not what the pupil
/// is called: the record's `known_as` is.
pub fn first_name(name: &str) -> &str {
    let name = name.trim();
    match name.split_whitespace().next() {
        // `Ó Súilleabháin` without a first name.
        Some("Ó" | "Ní" | "Nic" | "Uí") | None => name,
        Some(first) => first,
    }
}

/// The first letter of each word, capital where the script has capitals: `ZÓS`, `李`.
pub fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(initial).collect()
}

fn initial(word: &str) -> Option<String> {
    let composed: String = word.nfc().collect();
    let mut letters = composed.chars().skip_while(|c| !c.is_alphanumeric());
    let first = letters.next()?;
    let marks = letters.take_while(|c| is_combining_mark(*c));
    Some(first.to_uppercase().chain(marks).collect())
}

/// The name and what it owns: `Zoë’s`, `James’s`.
pub fn possessive(name: &str) -> String {
    let name = name.trim();
    if name.is_empty() { String::new() } else { format!("{name}’s") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_is_folded_to_what_people_type_for_it() {
        let cases = [
            ("Zoë", "zoe"),
            ("ZOE\u{308}", "zoe"),
            ("Ó Súilleabháin", "o suilleabhain"),
            ("Nguyễn Thị  Minh\u{a0}Khai", "nguyen thi minh khai"),
            ("O’Brien-Ní Bhriain", "obrien ni bhriain"),
            ("O'Brien‑Ni\tBhriain", "obrien ni bhriain"),
            ("O´Brien", "obrien"),
            ("Łukasz Żółć", "lukasz zolc"),
            ("Søren Æbeltoft", "soren aebeltoft"),
            ("Jörg Strauß", "jorg strauss"),
            ("Đặng", "dang"),
            ("İpek Yıldız", "ipek yildiz"),
            ("李小龍", "李小龍"),
            ("عَائِشَة", "عائشة"),
            ("ＡＮＮＡ", "anna"),
            ("Ｏ＇Neill", "oneill"),
            ("Smith, John", "smith john"),
            ("राम", "राम"),
            ("\u{200f}عائشة\u{200e}", "عائشة"),
            ("—", ""),
        ];
        for (name, expected) in cases {
            assert_eq!(folded(name), folded(expected), "{name}");
            assert!(
                !expected.is_ascii() || folded(name) == expected,
                "{name} folds to {}",
                folded(name)
            );
        }
        assert_ne!(folded("राम"), folded("रमा"));
        assert_ne!(folded("李小龍"), folded("李小龙"));
    }

    #[test]
    fn initials_are_the_first_letter_of_each_word_in_any_script() {
        let cases = [
            ("Zoë Ó Súilleabháin", "ZÓS"),
            ("e\u{301}mile zola", "ÉZ"),
            ("Anne-Marie D’Arcy", "AD"),
            ("’t Hooft (Max)", "THM"),
            ("李小龍", "李"),
            ("Nguyễn Thị Minh Khai", "NTMK"),
            ("عائشة", "ع"),
            ("Prince", "P"),
            ("  ", ""),
            ("— ?", ""),
        ];
        for (name, expected) in cases {
            assert_eq!(initials(name), expected, "{name}");
        }
    }

    #[test]
    fn the_first_name_is_the_first_word() {
        let cases = [
            ("Zoë Smith", "Zoë"),
            (" Anne-Marie  D’Arcy", "Anne-Marie"),
            ("Ó Súilleabháin", "Ó Súilleabháin"),
            ("Seán Ó Súilleabháin", "Seán"),
            ("李小龍", "李小龍"),
            ("عائشة", "عائشة"),
            ("", ""),
        ];
        for (name, expected) in cases {
            assert_eq!(first_name(name), expected, "{name}");
        }
    }

    #[test]
    fn a_possessive_always_takes_apostrophe_and_s() {
        assert_eq!(possessive("Zoë"), "Zoë’s");
        assert_eq!(possessive("James "), "James’s");
        assert_eq!(possessive(" "), "");
    }

    proptest! {
        #[test]
        fn folding_a_folded_name_changes_nothing(name in "\\PC{0,20}") {
            let once = folded(&name);
            prop_assert_eq!(folded(&once), once);
        }

        #[test]
        fn a_name_without_accents_is_folded_as_any_other(name in "[\\x00-\\x7f]{0,20}") {
            prop_assert_eq!(folded(&name), single_spaced(&folded_sign_by_sign(&name)));
        }

        #[test]
        fn every_name_has_initials_and_a_first_name(name in "\\PC{0,20}") {
            prop_assert!(name.contains(first_name(&name)));
            prop_assert!(initials(&name).chars().count() <= 3 * name.chars().count());
        }
    }
}
