//! What the parents said about sharing the record, when it is to go to another school. The separate
//! child-protection file goes by law, whatever they say; nothing here is about it.

use crate::domain::choices::choices;
use crate::domain::date::Date;
use crate::domain::person::folded;
use crate::domain::record::Case;
use crate::domain::record::referral::{Consent, ConsentAnswer, ConsentScope};

choices! {
    /// How the parents' consent to share the record with a school stands.
    SharingState {
        Given: "given" => "the parents agreed",
        ToOthers: "to-others" => "the parents agreed to share with others, and not with this school",
        NotAsked: "not-asked" => "nobody has written down that the parents agreed",
        NoReply: "no-reply" => "the parents have not answered yet",
        Refused: "refused" => "the parents said no",
        Withdrawn: "withdrawn" => "the parents took back their consent",
    }
}

impl SharingState {
    /// Whether the parents spoke against it.
    pub fn is_against(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn)
    }
}

/// The consent to share the record with a school, on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sharing<'a> {
    /// How it stands.
    pub state: SharingState,
    /// The answer that says so, and its place in the list of the record.
    pub answer: Option<(usize, &'a Consent)>,
}

/// The last answer about sharing on or before a day, and what it means for a school. Who takes
/// consent back without saying for what takes back this one too.
pub fn sharing<'a>(case: &'a Case, school: Option<&str>, on: Date) -> Sharing<'a> {
    let answers = case.referral.iter().flat_map(|file| &file.consent).enumerate();
    let about_sharing = answers.filter(|(_, one)| {
        one.scope.contains(&ConsentScope::Sharing)
            || one.scope.is_empty() && one.answer == ConsentAnswer::Withdrawn
    });
    let answer = about_sharing.filter(|(_, one)| one.date <= on).max_by_key(|(_, one)| one.date);
    let state = match answer.map(|(_, one)| one.answer) {
        None => SharingState::NotAsked,
        Some(ConsentAnswer::NoReply) => SharingState::NoReply,
        Some(ConsentAnswer::Refused) => SharingState::Refused,
        Some(ConsentAnswer::Withdrawn) => SharingState::Withdrawn,
        Some(ConsentAnswer::Given) => match answer {
            Some((_, one)) if !covers(one, school) => SharingState::ToOthers,
            _ => SharingState::Given,
        },
    };
    Sharing { state, answer }
}

/// Whether a school is among those with whom information may be shared. A consent that names nobody,
/// or the new school without its name, covers it; and one school is often written in two ways.
fn covers(consent: &Consent, school: Option<&str>) -> bool {
    let named = consent.share_with.iter().map(|one| folded(one));
    let named: Vec<String> = named.filter(|one| !one.is_empty()).collect();
    let Some(school) = school.map(folded).filter(|school| !school.is_empty()) else { return true };
    let is_it = |one: &String| {
        let has = |word: &str| one.split(' ').any(|other| other == word);
        one.contains(&school)
            || school.contains(one.as_str())
            || has("school") && ["new", "next", "other", "another"].into_iter().any(has)
    };
    named.is_empty() || named.iter().any(is_it)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tests::as_written::{case, day};

    #[test]
    fn the_last_answer_about_sharing_counts_and_whom_it_names() {
        let elm = Some("Elm Park School");
        let given = "{ date: 2026-10-01, answer: given, scope: [sharing] }";
        for (consent, school, expected) in [
            ("", elm, "not-asked"),
            ("{ date: 2026-10-01, answer: given }", elm, "not-asked"),
            (given, elm, "given"),
            (given, None, "given"),
            ("{ date: 2026-12-12, answer: given, scope: [sharing] }", elm, "not-asked"),
            ("{ date: 2026-10-01, answer: no-reply, scope: [sharing] }", elm, "no-reply"),
            ("{ date: 2026-10-01, answer: refused, scope: [sharing] }", elm, "refused"),
            (
                "{ date: 2026-10-01, answer: given, scope: [sharing], share_with: [Elm Park] }",
                elm,
                "given",
            ),
            (
                "{ date: 2026-10-01, answer: given, scope: [sharing], share_with: [the new school] }",
                elm,
                "given",
            ),
            (
                "{ date: 2026-10-01, answer: given, scope: [sharing], share_with: [Dr Lee] }",
                elm,
                "to-others",
            ),
            (
                "{ date: 2026-10-01, answer: given, scope: [sharing], share_with: [Dr Lee] }",
                None,
                "given",
            ),
        ] {
            let case = case(&format!("consent: [{consent}]\n"), "{}", "{}");
            let found = sharing(&case, school, day("2026-12-11"));
            assert_eq!(found.state.code(), expected, "{consent} {school:?}");
        }
        for (later, expected) in [
            ("answer: withdrawn, scope: [sharing]", "withdrawn"),
            ("answer: withdrawn", "withdrawn"),
            ("answer: withdrawn, scope: [observation]", "given"),
            ("answer: refused", "given"),
        ] {
            let case =
                case(&format!("consent: [{given}, {{ date: 2026-11-02, {later} }}]\n"), "{}", "{}");
            let found = sharing(&case, elm, day("2026-12-11"));
            assert_eq!(found.state.code(), expected, "{later}");
            assert_eq!(sharing(&case, elm, day("2026-11-01")).state.code(), "given", "{later}");
        }
    }
}
