//! The forms of the pronouns letters use, and the verbs that agree with them.

use crate::domain::choices::Pronouns;

impl Pronouns {
    /// As the doer: `she` came.
    pub fn subject(self) -> &'static str {
        match self {
            Pronouns::She => "she",
            Pronouns::He => "he",
            Pronouns::They => "they",
        }
    }

    /// As the one to whom it is done: I met `her`.
    pub fn object(self) -> &'static str {
        match self {
            Pronouns::She => "her",
            Pronouns::He => "him",
            Pronouns::They => "them",
        }
    }

    /// As the owner, before a noun: `her` plan.
    pub fn possessive(self) -> &'static str {
        match self {
            Pronouns::She => "her",
            Pronouns::He => "his",
            Pronouns::They => "their",
        }
    }

    /// Turned back on the doer: she asked `herself`.
    pub fn reflexive(self) -> &'static str {
        match self {
            Pronouns::She => "herself",
            Pronouns::He => "himself",
            Pronouns::They => "themselves",
        }
    }

    /// The form of a verb that agrees: `agree("needs", "need")` is `needs` after she, `need`
    /// after they.
    pub fn agree<'a>(self, singular: &'a str, plural: &'a str) -> &'a str {
        match self {
            Pronouns::She | Pronouns::He => singular,
            Pronouns::They => plural,
        }
    }

    /// `is` or `are`.
    pub fn is(self) -> &'static str {
        self.agree("is", "are")
    }

    /// `has` or `have`.
    pub fn has(self) -> &'static str {
        self.agree("has", "have")
    }

    /// `was` or `were`.
    pub fn was(self) -> &'static str {
        self.agree("was", "were")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_reads_right_with_each_pronoun() {
        let sentence = |p: Pronouns| {
            format!(
                "{} {} pleased with {} work, {} {} planned it {}, and I thank {}: {} {} ready",
                p.subject(),
                p.is(),
                p.possessive(),
                p.subject(),
                p.has(),
                p.reflexive(),
                p.object(),
                p.subject(),
                p.was(),
            )
        };
        let cases = [
            (
                Pronouns::She,
                "she is pleased with her work, she has planned it herself, and I thank her: she was ready",
            ),
            (
                Pronouns::He,
                "he is pleased with his work, he has planned it himself, and I thank him: he was ready",
            ),
            (
                Pronouns::They,
                "they are pleased with their work, they have planned it themselves, and I thank them: they were ready",
            ),
        ];
        for (pronouns, expected) in cases {
            assert_eq!(sentence(pronouns), expected);
        }
    }
}
