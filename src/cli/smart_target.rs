//! A target while it is being written: its questions, and the help that makes it SMART. They are the
//! same wherever a target is written; where it goes is each command's.

use super::ask::{Choices, Refusal, words};
use super::call::Call;
use super::entry::{About, Field};
use super::recording::OpenCase;
use crate::check;
use crate::domain::id::Id;
use crate::domain::policy::{Coded, Policy};
use crate::domain::record::plan::{Measure, Target};
use serde_json::json;

/// What flags say of a target, beside its words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given<'g> {
    /// What it serves.
    pub objective: Option<&'g String>,
    /// The barrier it works on.
    pub barrier: Option<&'g String>,
    /// Small steps, in order.
    pub steps: &'g [String],
    /// Who will help.
    pub helpers: &'g [String],
    /// What is counted.
    pub measure: Option<&'g String>,
    /// How the pupil will know.
    pub success: Option<&'g String>,
}

/// The words of a target.
pub fn words_of<'f>(flag: &'static str, question: &'static str) -> Field<'f> {
    Field::words("target", flag)
        .asks(question, "In the pupil's words: what we would see, where and how often")
        .remark(|words| check::smart_remark(words.as_str()?))
        .for_pupil()
}

/// The day by which it is to be met.
pub fn day_of<'f>() -> Field<'f> {
    Field::day("by", "--by").asks("By when?", "A day within the plan, for example +6w")
}

/// What else there is to say of a target.
pub fn details<'f>(given: Given<'_>, open: &'f OpenCase, about: &About<'f>) -> Vec<Field<'f>> {
    let policy = open.school.policies.in_force(about.today);
    let objectives = policy.map(|policy| &*policy.plan.objectives);
    let objectives = coded("an objective of the policy", objectives, about);
    let barriers = barriers(policy, about);
    let (has_objectives, has_barriers) = (!objectives.is_empty(), !barriers.is_empty());
    vec![
        Field::one_of("objective", "--objective", objectives)
            .given(given.objective)
            .asks("Which objective does it serve?", "The objectives of the school's policy")
            .when(move |_| has_objectives),
        Field::one_of("barrier", "--barrier", barriers)
            .given(given.barrier)
            .asks("Which barrier does it work on?", "It may differ from the reason for referral")
            .when(move |_| has_barriers),
        Field::own("steps", "--step", |typed, _| Ok(json!({ "step": words::one_line(typed)? })))
            .several()
            .given(given.steps)
            .for_pupil()
            .asks("A small step", "In order, small enough to succeed; an empty line ends the list"),
        Field::line("helpers", "--helper")
            .several()
            .given(given.helpers)
            .asks("Who will help?", "One a line; an empty line ends the list"),
        Field::own("measure", "--measure", |typed, _| Ok(json!(counted(typed)?)))
            .given(given.measure)
            .asks("What is counted?", "With where it stands now and the goal: pages a week;1;4"),
        Field::words("success", "--success")
            .given(given.success)
            .for_pupil()
            .asks("How will the pupil know that it is done?", "Something they can see themselves"),
    ]
}

/// The barriers that the policy knows and has not retired.
pub fn barriers(policy: Option<&Policy>, about: &About<'_>) -> Choices {
    coded("a barrier of the policy", policy.map(|policy| &*policy.barriers), about)
}

/// Codes of the policy that are not retired.
fn coded(noun: &'static str, codes: Option<&[Coded]>, about: &About<'_>) -> Choices {
    let current = codes.unwrap_or_default().iter();
    let current = current.filter(|code| code.retired.is_none_or(|day| day > about.today));
    Choices::new(noun, current.map(|code| (code.id.to_string(), code.label.clone())))
}

/// What is counted, from where to where: `pages a week;1;4`, without a number for now `pages a
/// week;4`, or `pages a week: 1 -> 4`.
///
/// # Errors
///
/// When it does not say so.
pub fn counted(typed: &str) -> Result<Measure, Refusal> {
    let parts: Vec<&str> = typed.split(';').map(str::trim).collect();
    let (what, from, to) = match parts[..] {
        [what, to] => (what, None, to),
        [what, from, to] => (what, Some(from), to),
        [whole] => {
            let split = whole.rsplit_once(':').and_then(|(what, figures)| {
                figures.split_once("->").map(|(from, to)| (what, Some(from), to))
            });
            split.ok_or_else(|| says_nothing_counted(typed))?
        }
        _ => return Err(says_nothing_counted(typed)),
    };
    let number = |text: &str| {
        let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        number.ok_or_else(|| says_nothing_counted(typed))
    };
    Ok(Measure {
        what: words::one_line(what)?,
        baseline: from.map(number).transpose()?,
        target: number(to)?,
        readings: Vec::new(),
    })
}

fn says_nothing_counted(typed: &str) -> Refusal {
    Refusal::new(
        format!("‹{}› does not say what is counted and what the goal is", typed.trim()),
        "write what is counted, where it stands and the goal: pages a week;1;4",
    )
}

/// How a target was written, so that the help fits.
#[derive(Clone, Copy, Debug)]
pub enum Written<'w> {
    /// With the flags of `lm plan add-target`.
    ByFlags,
    /// Among others, under this short name.
    As(&'w Id),
}

/// Says which letters of SMART a target leaves open, and how to mend each.
pub fn say_what_is_open(target: &Target, written: Written<'_>, call: &mut Call<'_, '_>) {
    let open = check::open_letters(target);
    let smart = match written {
        Written::ByFlags => "SMART".to_owned(),
        Written::As(id) => format!("SMART, target {id}"),
    };
    if open.is_empty() {
        return call.say(&format!(
            "{smart}: the target is specific, measurable, achievable, realistic and timed"
        ));
    }
    let letters: Vec<String> = open.iter().map(|open| open.letter.to_string()).collect();
    let are = if open.len() == 1 { "is" } else { "are" };
    call.say(&format!("{smart}: open {are} {}", letters.join(", ")));
    for open in open {
        let mend = match written {
            Written::ByFlags => open.mend_by_flag,
            Written::As(_) => open.mend,
        };
        let semicolon = if mend.is_empty() { "" } else { "; " };
        call.say(&format!("  {}: {}{semicolon}{mend}", open.letter, open.lacks));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_is_what_is_counted_from_where_to_where() {
        for (typed, what, baseline, goal) in [
            ("pages a week;1;4", "pages a week", Some(1.0), 4.0),
            ("pages a week; 4", "pages a week", None, 4.0),
            ("late marks: a week: 4.5 -> 1", "late marks: a week", Some(4.5), 1.0),
            ("days late: of five;3;1", "days late: of five", Some(3.0), 1.0),
        ] {
            let read = counted(typed).expect("a measure");
            assert_eq!((&*read.what, read.baseline, read.target), (what, baseline, goal));
        }
        for wrong in [
            "",
            "late marks",
            "late marks: 4",
            "late marks;four",
            "late marks: four -> one",
            ": 4 -> 1",
            ";4",
            "a;1;2;3",
        ] {
            assert!(counted(wrong).is_err(), "{wrong}");
        }
    }
}
