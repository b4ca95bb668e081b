//! The day of the next review: as given, or the last day on which it is on time.

use super::Arguments;
use super::new_plan::{NewPlan, set_review_day};
use crate::cli::ask::{self, Question, Refusal, Said};
use crate::cli::call::Call;
use crate::cli::case_line::why;
use crate::cli::ending::is_school_day;
use crate::cli::outcome::CommandError;
use crate::cli::recording::OpenCase;
use crate::domain::case::{NextReview, ReviewDue, next_review};
use crate::domain::date::Date;
use crate::domain::record::reviews::{Review, ReviewDecision};
use crate::domain::spoken_date;

/// Sets the day in the review and in the plan that goes with it.
pub(super) fn set(
    review: &mut Review,
    mut plan: Option<&mut NewPlan>,
    arguments: &Arguments,
    open: &OpenCase,
    may_ask: bool,
    call: &mut Call<'_, '_>,
) -> Result<(), CommandError> {
    if matches!(review.decision, Some(ReviewDecision::Exit | ReviewDecision::ReferOn)) {
        return match &arguments.next {
            Some(_) => Err(CommandError::usage("after this decision there is no next review")
                .hint("leave --next out")),
            None => Ok(()),
        };
    }
    let held = review.date;
    let fits = |day: Date| fits(day, held, open);
    if let Some(day) = review.next_review {
        fits(day).map_err(|refusal| refusal.of_flag("--next"))?;
        call.say(&format!("next review: {}", spoken_date::echo(day, call.today)));
    } else {
        let proposed = proposed(review, plan.as_deref(), open);
        review.next_review = Some(if may_ask {
            asked(proposed.as_ref(), fits, open, call)?
        } else {
            let Some(due) = proposed else {
                return Err(CommandError::usage("not given: --next")
                    .because("the policy leaves the day of the next review to each review")
                    .hint("name the day with --next"));
            };
            let day = spoken_date::echo(due.due, call.today);
            call.say(&format!("next review: {day}; {}", why(&due)));
            due.due
        });
    }
    if let Some(plan) = plan.as_mut() {
        set_review_day(plan, review);
    }
    Ok(())
}

fn fits(day: Date, held: Date, open: &OpenCase) -> Result<(), Refusal> {
    if day <= held {
        let message = format!("{} is not after the review", day.with_weekday());
        return Err(Refusal::new(message, "name a later day"));
    }
    is_school_day(day, &open.school)
}

/// The last day on which the next review is on time, by the policy and the calendar.
fn proposed(review: &Review, plan: Option<&NewPlan>, open: &OpenCase) -> Option<ReviewDue> {
    let mut case = open.case.clone();
    case.reviews.reviews.push(review.clone());
    case.plan.plans.extend(plan.map(|new| new.plan.clone()));
    let days = open.school.school_days();
    match next_review(&case, &open.school.policies, &days, review.date) {
        NextReview::Due(due) if due.due > review.date => Some(due),
        _ => None,
    }
}

fn asked(
    proposed: Option<&ReviewDue>,
    fits: impl Fn(Date) -> Result<(), Refusal>,
    open: &OpenCase,
    call: &mut Call<'_, '_>,
) -> Result<Date, CommandError> {
    if let Some(due) = proposed {
        let day = due.due.with_weekday();
        ask::talk(call, &format!("The next review is on time until {day}: {}\n", why(due)));
    }
    let question = Question::needed("Day of the next review", "A day on which school is open")
        .with_default(proposed.map(|due| due.due.to_string()));
    loop {
        match ask::ask_date(call, &question, open.order(), &fits)? {
            Said::This(Some(day)) => return Ok(day),
            _ => ask::talk(call, "  the next review is always set; Ctrl-C stops\n"),
        }
    }
}
