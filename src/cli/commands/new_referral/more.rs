//! The questions of the referral form that not every referral needs: they are asked of whoever says
//! that there is more to say.

use super::draft::{Draft, MoreOf};
use super::questions::{Asked, Place, line};
use crate::cli::ask::{self, Choices, Empty, Question, Said, Step, words};
use crate::cli::call::Call;
use crate::cli::commands::baseline::by_subject;
use crate::cli::entry::choices;
use crate::cli::outcome::CommandError;
use crate::domain::choices::Role;
use crate::domain::record::referral::{Channel, Parent, SenStage};

/// A place for yes or no in the referral.
pub(super) type YesNo = for<'a> fn(&'a mut Draft<'_>) -> &'a mut Option<bool>;
/// A place for words about a parent.
type OfParent = fn(&mut Parent) -> &mut Option<String>;

/// Home language, ethnicity, special needs and the like.
pub(super) fn of_the_pupil<'s>() -> Vec<Step<'static, Draft<'s>>> {
    let language: Place = |draft| &mut draft.record.pupil.home_language;
    let ethnicity: Place = |draft| &mut draft.record.pupil.ethnicity;
    let plan: YesNo = |draft| &mut draft.record.pupil.education_plan;
    let meals: YesNo = |draft| &mut draft.record.pupil.free_school_meals;
    let care: YesNo = |draft| &mut draft.record.pupil.looked_after;
    let carer: YesNo = |draft| &mut draft.record.pupil.young_carer;
    let gate = Step::new(|draft: &mut Draft<'s>, call| {
        let text = "More of the pupil: home language, ethnicity, special needs, free meals?";
        let help = "No goes on; it can be added later with lm details pupil";
        Ok(ask::yes_or_no(call, text, help, false)?
            .map(|more| draft.says_more_of(MoreOf::Pupil, more)))
    });
    let details = [
        line(language, "The language spoken at home", "For example English and Urdu")
            .unless_known(|draft| draft.record.pupil.home_language.is_some()),
        line(ethnicity, "Ethnicity", "In the school census's words; for equality figures only")
            .unless_known(|draft| draft.record.pupil.ethnicity.is_some()),
        Step::new(sen).unless_known(|draft: &Draft<'_>| draft.record.pupil.sen.is_some()),
        yes_no(plan, "Is there an individual education plan?")
            .unless_known(|draft| draft.record.pupil.education_plan.is_some()),
        yes_no(meals, "Entitled to free school meals?")
            .unless_known(|draft| draft.record.pupil.free_school_meals.is_some()),
        yes_no(care, "In care?").unless_known(|draft| draft.record.pupil.looked_after.is_some()),
        yes_no(carer, "Caring for somebody at home?")
            .unless_known(|draft| draft.record.pupil.young_carer.is_some()),
    ];
    let details =
        details.map(|step| step.when(|draft: &Draft<'_>| draft.more_of.contains(&MoreOf::Pupil)));
    std::iter::once(gate).chain(details).collect()
}

/// Results, evidence, what the previous school says.
pub(super) fn of_the_referral<'s>() -> Vec<Step<'static, Draft<'s>>> {
    let school: Place = |draft| &mut draft.referral.from_previous_school;
    let gate = Step::new(|draft: &mut Draft<'s>, call| {
        let text = "More of the referral: results, evidence, the previous school?";
        let help = "No goes on; it can be added later with lm details referral";
        Ok(ask::yes_or_no(call, text, help, false)?
            .map(|more| draft.says_more_of(MoreOf::Referral, more)))
    });
    let details = [
        Step::new(attainment)
            .unless_known(|draft: &Draft<'_>| !draft.referral.attainment.is_empty()),
        Step::new(evidence).unless_known(|draft: &Draft<'_>| !draft.referral.evidence.is_empty()),
        line(school, "What the previous school passed on", "Of a pupil who is new, or moved up")
            .unless_known(|draft| draft.referral.from_previous_school.is_some()),
    ];
    let details = details
        .map(|step| step.when(|draft: &Draft<'_>| draft.more_of.contains(&MoreOf::Referral)));
    std::iter::once(gate).chain(details).collect()
}

/// Of a referral by word of mouth or by a parent: who was to be told or asked.
pub(super) fn who_knows<'s>() -> [Step<'static, Draft<'s>>; 2] {
    let copied = |draft: &mut Draft<'_>, call: &mut Call<'_, '_>| -> Asked {
        let text = "When was the referrer given a copy of the notes?";
        let question = Question::optional(text, "Leave it empty if that is still to be done");
        let said = ask::ask_date(call, &question, draft.order(), |_| Ok(()))?;
        Ok(said.map(|day| draft.referral.copy_to_referrer = day))
    };
    let talked_over = |draft: &mut Draft<'_>, call: &mut Call<'_, '_>| -> Asked {
        let text = "When was it talked over with the class teacher?";
        let question = Question::optional(text, "Leave it empty if that is still to be done");
        let said = ask::ask_date(call, &question, draft.order(), |_| Ok(()))?;
        Ok(said.map(|day| draft.referral.class_teacher_consulted = day))
    };
    [
        Step::new(copied)
            .unless_known(|draft: &Draft<'_>| draft.referral.copy_to_referrer.is_some())
            .when(|draft| draft.referral.channel == Some(Channel::Verbal)),
        Step::new(talked_over)
            .unless_known(|draft: &Draft<'_>| draft.referral.class_teacher_consulted.is_some())
            .when(|draft| draft.referral.by.role == Some(Role::Parent)),
    ]
}

/// What there is to say of a parent beside the name.
pub(super) fn of_a_parent() -> [Step<'static, Parent>; 4] {
    let words = |place: OfParent, text: &'static str, help: &'static str| {
        Step::new(move |parent: &mut Parent, call: &mut Call<'_, '_>| {
            let said = ask::ask(call, &Question::optional(text, help), words::one_line)?;
            Ok(said.map(|words| *place(parent) = words))
        })
    };
    let address = |parent: &mut Parent, call: &mut Call<'_, '_>| -> Asked {
        let help = "On one line, with commas: 3 Mill Lane, Ashby AS1 4BD";
        let said = ask::ask(call, &Question::optional("Their address", help), words::one_line)?;
        Ok(said.map(|line| {
            parent.address = super::fields::address(&line.unwrap_or_default());
        }))
    };
    let number = "The whole number with its first 0";
    [
        words(
            |parent| &mut parent.relationship,
            "What they are to the pupil",
            "For example mother",
        ),
        words(|parent| &mut parent.phone, "Their telephone", number),
        words(|parent| &mut parent.work_phone, "Their telephone at work", number),
        Step::new(address),
    ]
}

/// A question whose answer is yes or no, or not known.
pub(super) fn yes_no<'s>(place: YesNo, text: &'static str) -> Step<'static, Draft<'s>> {
    Step::new(move |draft: &mut Draft<'s>, call| {
        let question = Question { text, help: "Write yes or no", empty: Empty::Skips("not known") };
        let said = ask::ask(call, &question, ask::read_yes_or_no)?;
        Ok(said.map(|said| *place(draft) = said))
    })
}

/// The stages of special educational needs.
pub(super) fn stages() -> Choices {
    choices("a stage", SenStage::ALL, SenStage::code, SenStage::label)
}

fn sen(draft: &mut Draft<'_>, call: &mut Call<'_, '_>) -> Asked {
    let question =
        Question::optional("Special educational needs", "The stage, as the SENCO has it");
    let said = stages().ask_one(call, &question)?;
    Ok(said.map(|code| draft.record.pupil.sen = code.and_then(|code| SenStage::from_code(&code))))
}

fn attainment(draft: &mut Draft<'_>, call: &mut Call<'_, '_>) -> Asked {
    let help = "Subject or test, = and the result, with commas: english=3b, maths=4c";
    let said = ask::ask(call, &Question::optional("Results", help), by_subject)?;
    Ok(said.map(|results| {
        let results = results.map(serde_json::from_value).and_then(Result::ok);
        draft.referral.attainment = results.unwrap_or_default();
    }))
}

fn evidence(draft: &mut Draft<'_>, call: &mut Call<'_, '_>) -> Result<Said<()>, CommandError> {
    draft.referral.evidence.clear();
    loop {
        let is_first = draft.referral.evidence.is_empty();
        let empty = Empty::Skips(if is_first { "none" } else { "no more" });
        let text = "What does the referral rest on?";
        let help = "Incident book, test results, reports; an empty line ends the list";
        match ask::ask(call, &Question { text, help, empty }, words::one_line)? {
            Said::This(Some(line)) => draft.referral.evidence.push(line),
            Said::This(None) => return Ok(Said::This(())),
            Said::Back if draft.referral.evidence.pop().is_some() => {}
            Said::Back => return Ok(Said::Back),
        }
    }
}
