//! What the policy asks for before a programme ends, and with the ending itself.

mod with_the_ending;

use super::criteria::{CriterionCheck, is_referred_on};
use super::window::Window;
use crate::domain::case::{WrittenAt, answers_to, arranged, is_answered, step_evidence_in};
use crate::domain::choices::{Phase, Role, choices};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::{ExitCriterion, Need, QuestionnaireRule, StepId};
use crate::domain::record::reviews::{Review, ReviewDecision};
use crate::domain::record::{Person, RecordKind};
use crate::domain::roles;

choices! {
    /// What is asked for.
    RequirementKind {
        Consultation: "consultation" => "asked first",
        Questionnaire: "questionnaire" => "questionnaire at the end",
        ReferredOn: "referred-on" => "referred on",
        Decision: "decision" => "decided by",
        Approval: "approval" => "approved",
        PupilTold: "pupil-told" => "the pupil told",
        PupilWords: "pupil-words" => "the pupil's own words",
        ParentsTold: "parents-told" => "the parents told",
        Transfer: "transfer" => "records passed on",
    }
}

choices! {
    /// Whether it is there.
    RequirementState {
        Done: "done" => "done",
        Missing: "missing" => "missing",
        WithTheEnding: "with-the-ending" => "to come, with the ending",
        NotNeeded: "not-needed" => "not needed",
    }
}

/// Something that the policy asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Requirement {
    /// What kind of thing.
    pub kind: RequirementKind,
    /// What exactly, in words: a role, the title of a questionnaire. May be empty.
    pub what: String,
    /// Whether it is there.
    pub state: RequirementState,
    /// What is written; of what is missing, by whom; else why it is not needed. Values of the record
    /// stand between ‹ and ›. May be empty.
    pub says: String,
    /// Where it is written.
    pub at: Option<WrittenAt>,
    /// The policy key that asks for it.
    pub key: String,
    /// Where it belongs, when it is not there: a field and its file.
    pub belongs: &'static str,
    /// The questionnaire that is meant.
    pub questionnaire: Option<Id>,
}

pub(super) fn of(window: &Window<'_>, criteria: &[CriterionCheck<'_>]) -> Vec<Requirement> {
    let used: Vec<&ExitCriterion> = match window.exit {
        Some(exit) => {
            let known = |one: &&CriterionCheck<'_>| exit.criteria.contains(&one.criterion.id);
            criteria.iter().filter(known).map(|one| one.criterion).collect()
        }
        None => criteria.iter().filter(|one| one.holds()).map(|one| one.criterion).collect(),
    };
    let desk = Desk { window, used };
    let mut all = desk.consultations();
    all.extend(desk.questionnaires());
    all.extend(desk.referred_on());
    all.extend(desk.decision());
    all.extend(desk.approval());
    all.extend(desk.pupil_told());
    all.extend(desk.pupil_words());
    all.extend(desk.parents_told());
    all.extend(desk.transfer());
    all
}

struct Desk<'d, 'a> {
    window: &'d Window<'a>,
    /// The criteria that the ending names; before there is one, those that hold.
    used: Vec<&'d ExitCriterion>,
}

/// What is found of a requirement: what it says, and where.
type Found = (String, Option<WrittenAt>);

impl Desk<'_, '_> {
    fn line(
        kind: RequirementKind,
        what: impl Into<String>,
        key: impl Into<String>,
        belongs: &'static str,
    ) -> Requirement {
        Requirement {
            kind,
            what: what.into(),
            state: RequirementState::Missing,
            says: String::new(),
            at: None,
            key: key.into(),
            belongs,
            questionnaire: None,
        }
    }

    /// Something that is there before the ending, or missing.
    fn before(mut line: Requirement, found: Option<Found>) -> Requirement {
        if let Some((says, at)) = found {
            line.state = RequirementState::Done;
            line.says = says;
            line.at = at;
        }
        line
    }

    /// Something that comes with the ending, so that it can only be missing once that is written.
    fn with_it(&self, line: Requirement, found: Option<Found>) -> Requirement {
        let mut line = Self::before(line, found);
        if line.state == RequirementState::Missing && self.window.exit.is_none() {
            line.state = RequirementState::WithTheEnding;
        }
        line
    }

    fn not_needed(mut line: Requirement, because: impl Into<String>) -> Requirement {
        line.state = RequirementState::NotNeeded;
        line.says = because.into();
        line
    }

    /// The criterion because of which something is not needed.
    fn excused(&self, by: impl Fn(&ExitCriterion) -> bool) -> Option<String> {
        let criterion = self.used.iter().find(|criterion| by(criterion))?;
        Some(format!("not asked for when the criterion is: {}", criterion.label))
    }

    fn exit_part(&self, part: &'static str, day: Option<Date>) -> Option<Found> {
        Some((day?.long(), Some(self.window.at_exit(part))))
    }

    fn by_step(&self, step: StepId) -> Option<Found> {
        let window = self.window;
        let days = crate::domain::calendar::Span { from: window.from, to: window.until };
        let proof = step_evidence_in(window.case, window.policy, step, days)?;
        Some((format!("{}, {}", proof.date.long(), proof.kind), Some(proof.at)))
    }

    fn consultations(&self) -> Vec<Requirement> {
        let roles = &self.window.policy.exit.consult_roles;
        let line = |role: &Role| {
            Self::line(
                RequirementKind::Consultation,
                role.label(),
                "exit.consult_roles",
                "`consulted` of the ending, in reviews.yaml",
            )
        };
        if let Some(because) = self.excused(|criterion| criterion.without_consultation) {
            return roles.iter().map(|role| Self::not_needed(line(role), &*because)).collect();
        }
        roles.iter().map(|role| Self::before(line(role), self.asked(*role))).collect()
    }

    /// Asked are those under `consulted`, those who decided, and whoever took part in the review
    /// that decided to end. Of staff the list in `lm.toml` says in which roles they are.
    fn asked(&self, role: Role) -> Option<Found> {
        let window = self.window;
        let settings = window.sources.settings;
        let is = |person: &Person| roles::may_be(settings, person, &[role], window.day);
        if let Some(exit) = window.exit {
            if let Some(one) = exit.consulted.iter().find(|one| is(&one.person)) {
                let view = match &one.view {
                    Some(view) => format!(": ‹{}›", view.trim()),
                    None if one.declined => ", who chose to say nothing".to_owned(),
                    None => String::new(),
                };
                let says = format!("{}{view}", one.date.long());
                return Some((says, Some(window.at_exit("consulted"))));
            }
            if exit.decided_by.iter().any(is) {
                let says = "was among those who decided".to_owned();
                return Some((says, Some(window.at_exit("decided_by"))));
            }
        }
        let review = window.review.filter(|review| decides_to_end(review))?;
        let there = [
            (&review.present, "present", "was at the review"),
            (&review.contributed, "contributed", "sent their views to the review"),
            (&review.declined, "declined", "was asked for the review and chose to say nothing"),
            (&review.decided_by, "decided_by", "was among those who decided at the review"),
        ];
        let led = review.conducted_by.iter().any(is).then_some(("conducted_by", "led the review"));
        let took_part = there
            .iter()
            .find(|(people, ..)| people.iter().any(is))
            .map(|(_, part, says)| (*part, *says));
        let (part, says) = took_part.or(led)?;
        let says = format!("{says} of {}", review.date.long());
        Some((says, Some(window.at_review(review, Some(part)))))
    }

    fn questionnaires(&self) -> Vec<Requirement> {
        let window = self.window;
        let worked =
            arranged(window.case).any(|one| one.is_held() && window.days.contains(one.date));
        let lines = window.policy.questionnaires.iter().filter(|line| {
            line.need == Need::Required
                && line.phase == Phase::After
                && window.policy.requires(line.step)
                && self.is_for_pupil(line)
        });
        let excused = self.excused(|criterion| criterion.without_evaluations);
        let one = |rule: &QuestionnaireRule| {
            let instrument = window.sources.instruments.get(&rule.instrument);
            let title = instrument.map_or(rule.instrument.as_str(), |one| &one.title);
            let who = roles::in_words(&rule.respondents, "or");
            let mut line = Self::line(
                RequirementKind::Questionnaire,
                title,
                format!("questionnaires.{}", rule.id),
                "`ratings` with `phase: after`, in ratings.yaml",
            );
            line.says = format!("by the {who}");
            line.questionnaire = Some(rule.instrument.clone());
            match &excused {
                Some(because) => Self::not_needed(line, because),
                None if !worked => Self::not_needed(line, "no session was ever held"),
                None => Self::before(line, self.answered(rule)),
            }
        };
        lines.map(one).collect()
    }

    fn answered(&self, rule: &QuestionnaireRule) -> Option<Found> {
        let days = self.window.days_until_now();
        if !is_answered(self.window.case, rule, days) {
            return None;
        }
        let answers = answers_to(self.window.case, rule);
        let (entry, last) =
            answers.filter(|(_, one)| days.contains(one.date)).max_by_key(|(_, one)| one.date)?;
        let who = last.respondent.role.map_or_else(String::new, |role| format!("by the {role}, "));
        let says = if last.declined {
            format!("{who}asked on {}, and chose not to answer", last.date.long())
        } else {
            format!("{who}{}", last.date.long())
        };
        let at = WrittenAt {
            file: RecordKind::Ratings,
            field: "ratings",
            entry: Some(entry),
            part: None,
        };
        Some((says, Some(at)))
    }

    fn is_for_pupil(&self, rule: &QuestionnaireRule) -> bool {
        let window = self.window;
        let nation = window.sources.settings.map_or_else(
            || crate::domain::calendar::Nation::England,
            |settings| settings.school.nation,
        );
        rule.is_for(window.case.key_stage_on(window.day, nation))
    }

    fn referred_on(&self) -> Option<Requirement> {
        let ties = self.used.iter().find(|criterion| criterion.refer_on)?;
        let line = Self::line(
            RequirementKind::ReferredOn,
            "",
            format!("exit.criteria.{}.refer_on", ties.id),
            "`referred_on_to` of the ending, in reviews.yaml",
        );
        let found = is_referred_on(self.window).then(|| {
            let to = self.window.exit.and_then(|exit| exit.referred_on_to.as_ref());
            let says = to.map_or_else(
                || "a request to another team is written down".to_owned(),
                |words| format!("‹{}›", words.trim()),
            );
            (says, None)
        });
        Some(Self::before(line, found))
    }
}

/// Whether a review decided that the programme ends.
fn decides_to_end(review: &Review) -> bool {
    matches!(review.decision, Some(ReviewDecision::Exit | ReviewDecision::ReferOn))
}
