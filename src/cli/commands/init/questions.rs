//! The questions of `lm init`, in their order.

use super::draft::{self, Draft, answers_to, nation_of, nations, phases, presets};
use super::{staff, terms};
use crate::cli::ask::{self, Empty, Question, Refusal, Said, Step, words};
use crate::cli::call::Call;
use crate::cli::outcome::CommandError;
use crate::domain::choices::Role;
use crate::domain::id::Id;
use crate::domain::policy::Question as Open;
use crate::domain::record::settings::{DateOrder, SchoolPhase};

type Asked = Result<Said<()>, CommandError>;

/// Every question.
pub(super) fn all() -> Vec<Step<'static, Draft>> {
    vec![
        Step::new(preset).unless_known(|draft: &Draft| draft.preset.is_some()),
        Step::new(open_answers).when(|draft: &Draft| !draft.to_be_answered().is_empty()),
        Step::new(name).unless_known(|draft: &Draft| draft.name.is_some()),
        Step::new(phase).unless_known(|draft: &Draft| draft.phase.is_some()),
        Step::new(nation).unless_known(|draft: &Draft| draft.nation.is_some()),
        Step::new(date_order).unless_known(|draft: &Draft| draft.date_order.is_some()),
        Step::new(head).unless_known(|draft: &Draft| draft.headteacher.is_some()),
        Step::new(mentors).unless_known(|draft: &Draft| !draft.mentors.is_empty()),
        Step::new(leads).unless_known(|draft: &Draft| !draft.leads.is_empty()),
        Step::new(others).unless_known(|draft: &Draft| !draft.others.is_empty()),
        Step::new(address).unless_known(|draft: &Draft| !draft.address.is_empty()),
        Step::new(|draft: &mut Draft, call| {
            line(
                &mut draft.phone,
                "The school's telephone, as letters print it",
                "With the area code",
                call,
            )
        })
        .unless_known(|draft: &Draft| draft.phone.is_some()),
        Step::new(|draft: &mut Draft, call| {
            line(&mut draft.email, "The school's email", "Letters print it", call)
        })
        .unless_known(|draft: &Draft| draft.email.is_some()),
        Step::new(terms::ask_all).unless_known(|draft: &Draft| !draft.terms.is_empty()),
    ]
}

fn preset(draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    let help = "The rules of the programme: who may refer, when reviews fall due, who decides. \
                Every rule can be changed later in the policy file";
    let question = Question::needed("Which programme is nearest to the school's?", help)
        .with_default(draft.preset.clone());
    Ok(presets().ask_one(call, &question)?.map(|code| {
        if draft.preset != code {
            draft.answers.clear();
        }
        draft.preset = code;
    }))
}

/// What the programme leaves open and cannot wait.
fn open_answers(draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    let open = draft.to_be_answered();
    let steps: Vec<Step<'_, Draft>> = open
        .iter()
        .map(|question| {
            Step::new(move |draft: &mut Draft, call| open_answer(question, draft, call))
        })
        .collect();
    ask::fill_in(&steps, draft, call)
}

fn open_answer(open: &Open, draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    let question = Question::needed(&open.question, &open.why);
    let said = if open.choices.is_empty() {
        ask::ask(call, &question, |typed| draft::read_answer(open, typed))?
    } else {
        answers_to(open).ask_one(call, &question)?
    };
    Ok(said.map(|answer| {
        draft.answers.insert(open.key.clone(), answer.unwrap_or_default());
    }))
}

fn name(draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    let question = Question::needed("The school's name", "As letters print it")
        .with_default(draft.name.clone());
    Ok(ask::ask(call, &question, words::one_line)?.map(|name| draft.name = name))
}

fn phase(draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    let usual = match draft.preset.as_deref() {
        Some("primary") => Some("primary"),
        Some("secondary") => Some("secondary"),
        _ => None,
    };
    let usual = draft.phase.map(SchoolPhase::code).or(usual);
    let question = Question::needed("Which pupils does it have?", "For year groups and key stages")
        .with_default(usual);
    let said = phases().ask_one(call, &question)?;
    Ok(said.map(|code| draft.phase = code.and_then(|code| SchoolPhase::from_code(&code))))
}

fn nation(draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    let help = "For bank holidays, the school year and the names of year groups";
    let usual = draft.nation.map_or("england", |nation| nation.code());
    let question = Question::needed("In which nation is it?", help).with_default(Some(usual));
    let said = nations().ask_one(call, &question)?;
    Ok(said.map(|code| draft.nation = code.and_then(|code| nation_of(&code))))
}

fn date_order(draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    let text = "When somebody types 9/3/2026, does that mean 9 March?";
    let help = "With no, such dates are refused and must be typed as 2026-03-09 or 9 March 2026. \
                Files always hold 2026-03-09";
    Ok(ask::yes_or_no(call, text, help, true)?.map(|yes| {
        draft.date_order = Some(if yes { DateOrder::DayMonthYear } else { DateOrder::Iso });
    }))
}

fn line(place: &mut Option<String>, text: &str, help: &str, call: &mut Call<'_, '_>) -> Asked {
    let question = Question::optional(text, help).with_default(place.clone());
    Ok(ask::ask(call, &question, words::one_line)?.map(|words| *place = words))
}

fn address(draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    let help = "Its lines with commas between, for example Weir Road, Haddlebridge, HD3 1ZZ";
    let question = Question::optional("The school's postal address", help);
    let said = ask::ask(call, &question, |typed| {
        typed.split(',').map(words::one_line).collect::<Result<Vec<String>, Refusal>>()
    })?;
    Ok(said.map(|lines| draft.address = lines.unwrap_or_default()))
}

fn head(draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    staff::nobody_as(draft, Role::Headteacher);
    let question = Question::optional(
        "The headteacher's name",
        "As it stands under a letter, for example Mrs P. Whitcombe",
    );
    Ok(person(draft, &question, call, staff::add_head)?.map(|_| ()))
}

fn mentors(draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    let texts = ["The learning mentor's name", "Another learning mentor"];
    several(draft, Role::LearningMentor, texts, call)
}

fn leads(draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    staff::nobody_as(draft, Role::SafeguardingLead);
    let first = match draft.staff.as_slice() {
        [] => "The designated safeguarding lead's name".to_owned(),
        known => {
            let ids: Vec<&str> = known.iter().map(|member| member.id.as_str()).collect();
            format!("The designated safeguarding lead's name, or {}", ids.join(" or "))
        }
    };
    let another = "Another safeguarding lead, for example a deputy";
    several(draft, Role::SafeguardingLead, [&first, another], call)
}

/// Whoever else has to do with mentoring: a name and a role.
fn others(draft: &mut Draft, call: &mut Call<'_, '_>) -> Asked {
    let help = "Name and role with a comma between: Mr A. Hall, class teacher. More can be written \
                into lm.toml later";
    staff::no_others(draft);
    loop {
        let text = if draft.others.is_empty() {
            "Who else has to do with mentoring? Name, role"
        } else {
            "And who else?"
        };
        let question = Question { text, help, empty: Empty::Skips("no more") };
        match ask::ask(call, &question, |typed| staff::add_by_role(draft, typed))? {
            Said::This(Some(member)) => ask::talk(call, &format!("  short id: {member}\n")),
            Said::This(None) => return Ok(Said::This(())),
            Said::Back if draft.others.is_empty() => return Ok(Said::Back),
            Said::Back => staff::no_others(draft),
        }
    }
}

/// Adds somebody to the draft, from `id:Name` or a short id that is known.
type Add = fn(&mut Draft, &str) -> Result<(), Refusal>;

/// Asks for one person in a role, then for more. Going back begins with the first again.
fn several(
    draft: &mut Draft,
    role: Role,
    [first, another]: [&str; 2],
    call: &mut Call<'_, '_>,
) -> Asked {
    let help = "A name as it stands under a letter, for example Ms J. Okafor, or a short id above";
    let add: Add = if role == Role::SafeguardingLead { staff::add_lead } else { staff::add_mentor };
    let another = Question { text: another, help, empty: Empty::Skips("no more") };
    loop {
        staff::nobody_as(draft, role);
        if person(draft, &Question::needed(first, help), call, add)? == Said::Back {
            return Ok(Said::Back);
        }
        loop {
            match person(draft, &another, call, add)? {
                Said::Back => break,
                Said::This(false) => return Ok(Said::This(())),
                Said::This(true) => {}
            }
        }
    }
}

/// Asks for a person and their short id; `false` when nobody was named.
fn person(
    draft: &mut Draft,
    question: &Question<'_>,
    call: &mut Call<'_, '_>,
    add: Add,
) -> Result<Said<bool>, CommandError> {
    loop {
        let name = match ask::ask(call, question, words::one_line)? {
            Said::Back => return Ok(Said::Back),
            Said::This(None) => return Ok(Said::This(false)),
            Said::This(Some(name)) => name,
        };
        let is_known = draft.staff.iter().any(|member| member.id == *name.as_str());
        if is_known || name.contains(':') {
            match add(draft, &name) {
                Ok(()) => return Ok(Said::This(true)),
                Err(refusal) => ask::talk(call, &refusal.as_talk()),
            }
            continue;
        }
        let usual = staff::short_id_for(&name, &draft.staff);
        let short = Question::needed(
            "Their short id in the records",
            "Records name staff by it, so that it can be typed quickly: usually initials",
        )
        .with_default(usual.as_ref().map(Id::as_str));
        let said = ask::ask(call, &short, |typed| {
            let id = words::short_id(typed)?;
            add(draft, &format!("{id}:{name}"))
        })?;
        if let Said::This(_) = said {
            return Ok(Said::This(true));
        }
    }
}
