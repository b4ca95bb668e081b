//! The questions of `lm new-referral`, in the order of the referral form.

use super::draft::Draft;
use super::{fields, more};
use crate::cli::ask::{self, Empty, Question, Said, Step, words};
use crate::cli::call::Call;
use crate::cli::entry::{agencies as agencies_of, staff_with};
use crate::cli::outcome::CommandError;
use crate::domain::choices::Role;
use crate::domain::id::Id;
use crate::domain::record::referral::{Channel, Reason, Urgency};
use crate::domain::year_group::YearGroup;

pub(super) type Asked = Result<Said<()>, CommandError>;
/// A place for words in the referral.
pub(super) type Place = for<'a> fn(&'a mut Draft<'_>) -> &'a mut Option<String>;

/// Every question that is to be asked of what is known before the first.
pub(super) fn all<'s>(draft: &Draft<'s>) -> Vec<Step<'static, Draft<'s>>> {
    if draft.is_from_file {
        return needed();
    }
    let mut steps = vec![Step::new(day).unless_known(|draft: &Draft<'_>| draft.has_day)];
    let known_as: Place = |draft| &mut draft.record.pupil.known_as;
    let class: Place = |draft| &mut draft.record.pupil.class;
    let strengths: Place = |draft| &mut draft.referral.strengths;
    let background: Place = |draft| &mut draft.referral.background;
    let tried: Place = |draft| &mut draft.referral.strategies_tried;
    let gifted: more::YesNo = |draft| &mut draft.record.pupil.gifted_and_talented;
    steps.extend([
        Step::new(name).unless_known(|draft: &Draft<'_>| !draft.record.pupil.name.is_empty()),
        line(known_as, "What the pupil is called", "If it is not the first name")
            .unless_known(|draft| draft.record.pupil.known_as.is_some()),
        Step::new(born)
            .unless_known(|draft: &Draft<'_>| draft.record.pupil.date_of_birth.is_some()),
        Step::new(year).unless_known(|draft: &Draft<'_>| draft.record.pupil.year.is_some()),
        line(class, "Class, form or tutor group", "As the school says it, for example 5B")
            .unless_known(|draft| draft.record.pupil.class.is_some()),
    ]);
    steps.extend(more::of_the_pupil());
    steps.push(
        Step::new(parents).unless_known(|draft: &Draft<'_>| !draft.record.parents.is_empty()),
    );
    steps.extend(referrer());
    steps.extend(more::who_knows());
    steps.extend([
        Step::new(reasons).unless_known(|draft: &Draft<'_>| !draft.referral.reasons.is_empty()),
        Step::new(other_reason)
            .unless_known(|draft: &Draft<'_>| draft.referral.other_reason.is_some())
            .when(|draft| draft.referral.reasons.contains(&Reason::Other)),
        Step::new(criteria)
            .unless_known(|draft: &Draft<'_>| !draft.referral.criteria.is_empty())
            .when(|draft| !fields::criteria(&draft.rule(), draft.referral.date).is_empty()),
        Step::new(urgency).unless_known(|draft: &Draft<'_>| draft.referral.urgency.is_some()),
        line(strengths, "Strengths and achievements", "What goes well; what the pupil likes")
            .unless_known(|draft| draft.referral.strengths.is_some()),
        line(background, "Background and anything else to know", "Parents may read it one day")
            .unless_known(|draft| draft.referral.background.is_some()),
        line(tried, "What has already been tried", "So that it is not simply tried again")
            .unless_known(|draft| draft.referral.strategies_tried.is_some()),
        Step::new(agencies).unless_known(|draft: &Draft<'_>| !draft.referral.agencies.is_empty()),
        more::yes_no(gifted, "In the gifted-and-talented cohort?")
            .unless_known(|draft: &Draft<'_>| draft.record.pupil.gifted_and_talented.is_some()),
    ]);
    steps.extend(more::of_the_referral());
    steps
}

/// The questions without which nothing can be written.
fn needed<'s>() -> Vec<Step<'static, Draft<'s>>> {
    vec![
        Step::new(name).unless_known(|draft: &Draft<'_>| !draft.record.pupil.name.is_empty()),
        Step::new(role).unless_known(|draft: &Draft<'_>| draft.referral.by.role.is_some()),
        written_down(),
    ]
}

/// Who refers, and how.
fn referrer<'s>() -> [Step<'static, Draft<'s>>; 4] {
    let is_known =
        |draft: &Draft<'_>| draft.referral.by.name.is_some() || draft.referral.by.staff.is_some();
    [
        Step::new(role).unless_known(|draft: &Draft<'_>| draft.referral.by.role.is_some()),
        Step::new(who)
            .unless_known(is_known)
            // A pupil who asks for help was named above.
            .when(|draft| draft.referral.by.role != Some(Role::Pupil)),
        Step::new(channel).unless_known(|draft: &Draft<'_>| draft.referral.channel.is_some()),
        written_down(),
    ]
}

fn written_down<'s>() -> Step<'static, Draft<'s>> {
    Step::new(written_by)
        .unless_known(|draft: &Draft<'_>| draft.referral.written_by.is_some())
        .when(|draft| draft.referral.channel == Some(Channel::Verbal))
}

/// A question whose answer is a line of words that may be left out.
pub(super) fn line<'s>(
    place: Place,
    text: &'static str,
    help: &'static str,
) -> Step<'static, Draft<'s>> {
    Step::new(move |draft: &mut Draft<'s>, call| {
        let question = Question::optional(text, help).with_default(place(draft).clone());
        Ok(ask::ask(call, &question, words::any_lines)?.map(|words| *place(draft) = words))
    })
}

fn day(draft: &mut Draft<'_>, call: &mut Call<'_, '_>) -> Asked {
    let question = Question::needed("Day of the referral", "The day on which it was made")
        .with_default(Some("today"));
    let today = draft.today;
    let said =
        ask::ask_date(call, &question, draft.order(), |day| fields::referral_day(day, today))?;
    Ok(said.map(|day| draft.referral.date = day.unwrap_or(today)))
}

fn name(draft: &mut Draft<'_>, call: &mut Call<'_, '_>) -> Asked {
    let known = Some(draft.record.pupil.name.clone()).filter(|name| !name.is_empty());
    let question =
        Question::needed("The pupil's full name", "As the family writes it").with_default(known);
    Ok(ask::ask_needed(call, &question, words::one_line)?
        .map(|name| draft.record.pupil.name = name))
}

fn born(draft: &mut Draft<'_>, call: &mut Call<'_, '_>) -> Asked {
    let help = "For example 4 March 2016. It tells two pupils of one name apart";
    let question = Question::optional("Date of birth", help);
    let referred = draft.referral.date;
    let said =
        ask::ask_date(call, &question, draft.order(), |born| fields::birthday(born, referred))?;
    Ok(said.map(|born| draft.record.pupil.date_of_birth = born))
}

fn year(draft: &mut Draft<'_>, call: &mut Call<'_, '_>) -> Asked {
    let nation = draft.school.nation();
    let usual = draft
        .record
        .pupil
        .date_of_birth
        .and_then(|born| YearGroup::expected(born, draft.referral.date, nation));
    let help = "On the day of the referral; in brackets stands the usual one for the date of birth";
    let question = Question::optional("Year group", help).with_default(usual.map(YearGroup::label));
    let said = ask::ask(call, &question, |typed| fields::year(typed, nation))?;
    Ok(said.map(|year| draft.record.pupil.year = year))
}

fn parents(draft: &mut Draft<'_>, call: &mut Call<'_, '_>) -> Asked {
    draft.record.parents.clear();
    loop {
        let first = draft.record.parents.is_empty();
        let text = if first { "A parent or carer's name" } else { "Another parent or carer" };
        let help = "With title, as a letter addresses them, for example Mrs Nasreen Khan";
        let skip = Empty::Skips(if first { "none" } else { "no more" });
        let name = Question { text, help, empty: skip };
        let name = match ask::ask(call, &name, words::one_line)? {
            Said::This(Some(name)) => name,
            Said::This(None) => return Ok(Said::This(())),
            Said::Back if draft.record.parents.pop().is_some() => continue,
            Said::Back => return Ok(Said::Back),
        };
        let mut parent = fields::parent_named(&name);
        if ask::fill_in(&more::of_a_parent(), &mut parent, call)? == Said::This(()) {
            draft.record.parents.push(parent);
        }
    }
}

fn role(draft: &mut Draft<'_>, call: &mut Call<'_, '_>) -> Asked {
    let help = "Who may refer stands in the school's policy: lm policy explain referral.sources";
    let question = Question::needed("In which role does somebody refer the pupil?", help);
    let said = fields::roles(&draft.rule()).ask_one(call, &question)?;
    Ok(said.map(|code| draft.referral.by.role = code.and_then(|code| Role::from_code(&code))))
}

fn who(draft: &mut Draft<'_>, call: &mut Call<'_, '_>) -> Asked {
    let help = "The short id of somebody in lm.toml, or a name";
    let question = Question::optional("Who refers: a short id from lm.toml, or a name", help);
    let school = draft.school;
    let read = |typed: &str| {
        let staff = Id::new(typed).ok().filter(|id| school.staff(id).is_some());
        Ok((staff, words::one_line(typed)?))
    };
    let offers = staff_with(school, draft.referral.by.role.as_slice(), draft.today);
    let said = if offers.is_empty() {
        ask::ask(call, &question, read)?
    } else {
        let said = ask::ask_offering(call, &question, &offers, false, read)?;
        said.map(|answers| answers.into_iter().flatten().next())
    };
    Ok(said.map(|answer| match answer {
        Some((Some(staff), _)) => draft.set_staff(&staff),
        Some((None, name)) => draft.referral.by.name = Some(name),
        None => draft.referral.by.name = None,
    }))
}

fn channel(draft: &mut Draft<'_>, call: &mut Call<'_, '_>) -> Asked {
    let rule = draft.rule();
    let usual = rule.channels.first().filter(|_| rule.channels.len() == 1);
    let help =
        "How a referral may be made stands in the policy: lm policy explain referral.channels";
    let question = Question::optional("How was the referral made?", help)
        .with_default(usual.map(|channel| channel.label()));
    let said = fields::channels(&rule).ask_one(call, &question)?;
    Ok(said.map(|code| {
        draft.referral.channel = code.and_then(|code| Channel::from_code(&code));
        if draft.referral.channel != Some(Channel::Verbal) {
            draft.referral.written_by = None;
        }
    }))
}

fn written_by(draft: &mut Draft<'_>, call: &mut Call<'_, '_>) -> Asked {
    let staff = draft.school.settings.iter().flat_map(|settings| &settings.staff);
    let staff = ask::Choices::new(
        "somebody",
        staff.map(|member| (member.id.as_str(), format!("{} ({})", member.name, member.id))),
    );
    let help = "A referral by word of mouth is written down by somebody, who then gives a copy to \
                whoever refers";
    let question = Question::needed("Who wrote it down?", help);
    let said = staff.ask_one(call, &question)?;
    Ok(said.map(|code| draft.referral.written_by = code.and_then(|code| Id::new(&code).ok())))
}

fn reasons(draft: &mut Draft<'_>, call: &mut Call<'_, '_>) -> Asked {
    let least = usize::try_from(draft.rule().min_reasons).unwrap_or_default();
    let help = "One or more of the form's reasons, the most important first";
    let question = needed_or_not("For which reasons?", help, least);
    let said = fields::reasons().ask_several(call, &question, least)?;
    Ok(said.map(|codes| {
        draft.referral.reasons = codes.iter().filter_map(|code| Reason::from_code(code)).collect();
        if !draft.referral.reasons.contains(&Reason::Other) {
            draft.referral.other_reason = None;
        }
    }))
}

fn other_reason(draft: &mut Draft<'_>, call: &mut Call<'_, '_>) -> Asked {
    let question = Question::needed("What is the other reason?", "In a few words");
    Ok(ask::ask(call, &question, words::any_lines)?
        .map(|words| draft.referral.other_reason = words))
}

fn criteria(draft: &mut Draft<'_>, call: &mut Call<'_, '_>) -> Asked {
    let rule = draft.rule();
    let least = usize::try_from(rule.min_criteria).unwrap_or_default();
    let help = "The criteria of the school's policy for taking a pupil on";
    let question = needed_or_not("Which criteria of the policy does the pupil meet?", help, least);
    let said = fields::criteria(&rule, draft.referral.date).ask_several(call, &question, least)?;
    Ok(said.map(|codes| {
        draft.referral.criteria = codes.iter().filter_map(|code| Id::new(code).ok()).collect();
    }))
}

fn needed_or_not<'q>(text: &'q str, help: &'q str, least: usize) -> Question<'q> {
    if least > 0 { Question::needed(text, help) } else { Question::optional(text, help) }
}

fn urgency(draft: &mut Draft<'_>, call: &mut Call<'_, '_>) -> Asked {
    let least = usize::from(draft.rule().urgency_required);
    let question = needed_or_not("How soon is help needed?", "As whoever refers sees it", least);
    let said = fields::urgencies().ask_one(call, &question)?;
    Ok(said.map(|code| draft.referral.urgency = code.and_then(|code| Urgency::from_code(&code))))
}

fn agencies(draft: &mut Draft<'_>, call: &mut Call<'_, '_>) -> Asked {
    draft.referral.agencies.clear();
    let known = agencies_of(draft.school);
    loop {
        let first = draft.referral.agencies.is_empty();
        let text = if first { "Another agency that is involved" } else { "One more agency" };
        let help = "Its name; behind a ; who there, whether it gives support (yes or no), and behind \
                    another whether the parents take part";
        let skip = Empty::Skips(if first { "none" } else { "no more" });
        let question = Question { text, help, empty: skip };
        let said = if known.is_empty() {
            ask::ask(call, &question, fields::agency)?.map(|one| one.map(|one| vec![one]))
        } else {
            ask::ask_offering(call, &question, &known, !first, fields::agency)?
        };
        match said {
            Said::This(Some(agencies)) => draft.referral.agencies.extend(agencies),
            Said::This(None) => return Ok(Said::This(())),
            Said::Back if draft.referral.agencies.pop().is_some() => {}
            Said::Back => return Ok(Said::Back),
        }
    }
}
