//! Words of a withheld entry that stand again where they are not withheld.

use super::texts;
use super::{CaseView, Check, Finder};
use crate::diag::{Code, Finding, Place};

/// One line of [`super::ALL`]; `explanation` is its documentation.
pub const CHECK: Check = Check {
    code: Code("restricted-text-in-shared-field"),
    explanation: "\
## What it finds
A sentence of an entry marked `restricted: true` that stands word for word in another entry or field of
the same case which is not withheld: in the plan, a review, a contact.

## Why it matters
The first is left out of letters, plans and hand-overs; the second goes out with them.

## What to do
Take the sentence out of the field that is shared, or say there only what everybody may read. If the
sentence need not be withheld at all, take `restricted: true` from the first.
",
    finder: Finder::Case(find),
};

/// Sentences of fewer words than this are said in many places.
const FEWEST_WORDS: usize = 6;

fn find(view: &CaseView<'_>, findings: &mut Vec<Finding>) {
    let mut withheld: Vec<(String, Place)> = Vec::new();
    texts::in_case(view.case, &mut |kind, at, said| {
        if said.restricted {
            let place = || view.field(kind, at.path());
            withheld.extend(sentences(said.text).map(|sentence| (sentence, place())));
        }
    });
    if withheld.is_empty() {
        return;
    }
    texts::in_case(view.case, &mut |kind, at, said| {
        if said.restricted {
            return;
        }
        let text = plain(said.text);
        let Some((_, source)) = withheld.iter().find(|(sentence, _)| text.contains(&**sentence))
        else {
            return;
        };
        findings.push(
            Finding::error(
                CHECK.code,
                "a withheld sentence stands here again, where it is not withheld",
                view.field(kind, at.path()),
            )
            .label("shared")
            .see_also(source.clone(), "withheld")
            .help("take it out here, or say only what everybody may read"),
        );
    });
}

/// Sentences long enough to be told from others, without regard to capitals and spaces.
fn sentences(text: &str) -> impl Iterator<Item = String> {
    let ends = ['.', '!', '?', ';'];
    text.split(ends).map(plain).filter(|sentence| sentence.split(' ').count() >= FEWEST_WORDS)
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sentences_that_can_be_told_apart_are_looked_for() {
        let text = "Came late. Told me that  Dad has\nleft the house again! Fine.";
        let found: Vec<String> = sentences(text).collect();
        assert_eq!(found, ["told me that dad has left the house again"]);
    }
}
