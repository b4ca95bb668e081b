//! What must hold of every day that a case reckons with, whatever stands in the records: replies,
//! receipts, postponements, reduced monitoring, support afterwards, hand-overs. Generated cases.

use crate::domain::calendar::{Calendar, DayKind, Nation, SchoolDays};
use crate::domain::case::{
    AsOf, Matter, MatterKind, NextReview, ReviewDue, Standing, case_stage, matters, next_review,
    standing,
};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::policy::PolicyShelf;
use crate::domain::record::Case;
use crate::domain::record::referral::HandOver;
use crate::domain::tests::as_written::{self, day, in_force};
use crate::domain::tests::school_year;
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Days of the school year of the calendar and of the holidays around it.
fn any_day() -> impl Strategy<Value = Date> {
    (0_i64..230).prop_map(|later| day("2026-08-24").add_days(later))
}

fn shelf(policy: &str) -> PolicyShelf {
    in_force(as_written::policy(policy))
}

#[expect(clippy::needless_pass_by_value, reason = "what is read is written where it is read")]
fn read<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{error}: {value}"))
}

const STARTS: &str = "2026-09-14";

/// A case that has had a place and a plan since [`STARTS`].
fn case() -> Case {
    let mut case = as_written::empty_case();
    case.referral = Some(read(json!({
        "pupil": { "name": "Ada Example" },
        "referral": { "date": "2026-09-10", "by": { "role": "class-teacher" } },
        "decisions": [{ "date": "2026-09-14", "outcome": ["one-to-one"], "mentor": "jb" }],
    })));
    case.plan = read(json!({ "plans": [{ "starts": STARTS }] }));
    case
}

fn matters_on(case: &Case, policies: &PolicyShelf, on: Date) -> Vec<Matter> {
    let calendar = school_year::whole();
    let school_days = SchoolDays::new(&calendar, Nation::England);
    let as_of = AsOf { policies, school_days, school: None, on };
    matters(case, &case_stage(case, &as_of), &as_of)
}

fn review(case: &Case, policies: &PolicyShelf, on: Date) -> Option<ReviewDue> {
    let calendar = school_year::whole();
    let school_days = SchoolDays::new(&calendar, Nation::England);
    match next_review(case, policies, &school_days, on) {
        NextReview::Due(due) => Some(due),
        _ => None,
    }
}

fn is_open(calendar: &Calendar, day: Date) -> bool {
    let kind = SchoolDays::new(calendar, Nation::England).kind(day);
    matches!(kind, DayKind::SchoolDay | DayKind::Unknown)
}

/// How many open days there are after `from`, up to `to`.
fn open_days(from: Date, to: Date) -> i64 {
    let calendar = school_year::whole();
    let later = 1..=from.days_until(to).max(0);
    let open = later.filter(|later| is_open(&calendar, from.add_days(*later)));
    i64::try_from(open.count()).expect("a few days")
}

const WINDOW: &str = "review = { basis = \"window\", min_weeks = 6, max_weeks = 8, \
                      max_postponement_weeks = 2, monitoring_weeks = 6 }";

fn postponement(one: (Date, Date, Date)) -> Value {
    let (date, from, to) = one;
    json!({ "date": date, "from": from, "to": to, "reason": "parents-asked" })
}

fn hand_over() -> impl Strategy<Value = HandOver> {
    let who = prop::sample::select(vec!["jb", "tm", "rw"]);
    let answer = prop::option::of((any::<bool>(), 0_i64..12));
    let days = (any_day(), -3_i64..20, prop::option::of(0_i64..30));
    (days, who, any::<bool>(), answer).prop_map(|((date, starts, until), to, named, answer)| {
        let starts = date.add_days(starts);
        let mut one = json!({
            "date": date, "to": to, "starts": starts, "because": "Changes year",
            "until": until.map(|days| starts.add_days(days)),
        });
        if named {
            one["from"] = json!("jb");
        }
        if let Some((accepts, later)) = answer {
            let key = if accepts { "accepted" } else { "declined" };
            one[key] = json!(date.add_days(later));
        }
        read(one)
    })
}

fn with_hand_overs(hand_overs: &[HandOver]) -> Case {
    let mut case = case();
    let file = case.referral.as_mut().expect("a referral");
    file.hand_overs = hand_overs.to_vec();
    file.hand_overs.sort_by_key(|one| one.date);
    case
}

proptest! {
    #[test]
    fn a_reply_is_awaited_from_the_day_of_the_request_until_it_is_there(
        sent in any_day(), days in 0_u32..40, replied in 0_i64..60, on in any_day(),
    ) {
        let policies = shelf(&format!(
            "onward = [{{ id = \"mast\", to = \"multi-agency-team\", reply_within_days = {days} }}]"
        ));
        let answered = sent.add_days(replied);
        let mut case = case();
        case.contacts = read(json!({ "referrals_on": [
            { "date": sent, "to": "multi-agency-team", "replied": answered },
        ] }));
        let all = matters_on(&case, &policies, on);
        let found = all.iter().find(|one| matches!(one.kind, MatterKind::Reply { .. }));
        prop_assert_eq!(found.is_some(), sent <= on && on < answered);
        if let Some(by) = found.and_then(|one| one.by) {
            let raw = sent.add_days(i64::from(days));
            prop_assert!(by >= raw && is_open(&school_year::whole(), by));
            prop_assert_eq!(open_days(raw.add_days(-1), by), 1, "the first open day from {}", raw);
        }
    }

    #[test]
    fn a_receipt_is_awaited_for_so_many_school_days_and_not_before_the_file_is_sent(
        sent in any_day(), days in 0_u32..25, came in prop::option::of(0_i64..60), on in any_day(),
    ) {
        let policies = shelf(&format!("transfer = {{ receipt_within_school_days = {days} }}"));
        let mut case = case();
        let came = came.map(|later| sent.add_days(later));
        case.reviews = read(json!({ "exits": [{
            "date": "2026-08-24", "criteria": ["left-school"],
            "transfer": { "sent": sent, "receipt": came },
        }] }));
        let all = matters_on(&case, &policies, on);
        let found = all.iter().find(|one| matches!(one.kind, MatterKind::Receipt { .. }));
        let waits = sent <= on && came.is_none_or(|came| on < came) && on <= sent.add_weeks(12);
        prop_assert_eq!(found.is_some(), waits);
        if let Some(by) = found.and_then(|one| one.by) {
            prop_assert!(by >= sent && is_open(&school_year::whole(), by));
            prop_assert_eq!(open_days(sent, by), if by == sent { 0 } else { i64::from(days.max(1)) });
        }
    }

    #[test]
    fn a_review_is_put_off_to_no_later_than_the_policy_allows_and_never_earlier(
        put_off in prop::collection::vec((any_day(), any_day(), any_day()), 0..5),
    ) {
        let policies = shelf(WINDOW);
        let on = day("2026-09-15");
        let first = review(&case(), &policies, on).expect("a plan sets it").due;
        let mut case = case();
        let entries: Vec<Value> = put_off.iter().copied().map(postponement).collect();
        case.reviews = read(json!({ "postponements": entries }));
        // Until the last one is written down, so that all of them count.
        let later = put_off.iter().map(|one| one.0).max().unwrap_or(on).max(on);
        let due = review(&case, &policies, later).expect("it is still to be held");
        prop_assert!(due.due >= first);
        let calendar = school_year::whole();
        let last = SchoolDays::new(&calendar, Nation::England).due_day(first.add_weeks(2)).day;
        prop_assert!(due.due <= last, "{} and not after {}", due.due, last);
        prop_assert!(is_open(&calendar, due.due));
        prop_assert_eq!(due.postponed_from.is_some(), due.due > first);
    }

    #[test]
    fn nothing_that_is_written_once_a_review_is_late_rescues_it(
        late in 1_i64..60, to in any_day(), from in 0_i64..80,
    ) {
        let policies = shelf(WINDOW);
        let first = review(&case(), &policies, day("2026-09-15")).expect("a plan sets it").due;
        let decided = first.add_days(late);
        let mut case = case();
        let entry = (decided, first.add_days(-from), to);
        case.reviews = read(json!({ "postponements": [postponement(entry)] }));
        let due = review(&case, &policies, decided).expect("it is still to be held");
        prop_assert_eq!(due.due, first);
        prop_assert!(due.days_late(decided) > 0);
    }

    #[test]
    fn under_reduced_monitoring_the_next_look_is_so_many_weeks_after_the_review(
        held in 0_i64..120, weeks in 1_u32..14, asked in prop::option::of(1_i64..90),
    ) {
        let policies = shelf(&format!(
            "review = {{ basis = \"window\", min_weeks = 6, max_weeks = 8, monitoring_weeks = {weeks} }}"
        ));
        let held = day(STARTS).add_days(held);
        let asked = asked.map(|later| held.add_days(later));
        let mut case = case();
        case.reviews = read(json!({ "reviews": [
            { "date": held, "decision": "reduced-monitoring", "next_review": asked },
        ] }));
        prop_assert_eq!(standing(&case, &policies, held), Standing::ReducedMonitoring);
        let due = review(&case, &policies, held).expect("a look in");
        let calendar = school_year::whole();
        let school_days = SchoolDays::new(&calendar, Nation::England);
        let by_rule = held.add_weeks(i64::from(weeks));
        let expected = asked.map_or(by_rule, |asked| asked.min(by_rule));
        prop_assert_eq!(due.due, school_days.due_day(expected).day);
        prop_assert_eq!(due.not_before, None);
    }

    #[test]
    fn support_afterwards_begins_with_its_first_entry_and_never_before_the_ending(
        ended in any_day(), seen in prop::collection::vec(any_day(), 0..4), on in any_day(),
    ) {
        let policies = shelf("exit = { criteria = [] }");
        let mut case = case();
        let entries: Vec<Value> =
            seen.iter().map(|seen| json!({ "date": seen, "text": "well" })).collect();
        case.reviews = read(json!({
            "exits": [{ "date": ended, "criteria": [] }], "follow_up": entries,
        }));
        // An exit before the place was given ends nothing.
        let ended = Some(ended).filter(|last| *last >= day(STARTS) && *last <= on);
        let seen = seen.iter().any(|day| ended.is_some_and(|ended| (ended..=on).contains(day)));
        let stands = standing(&case, &policies, on);
        match (ended, seen) {
            (None, _) => prop_assert!(!matches!(stands, Standing::Ended | Standing::FollowUp)),
            (Some(_), true) => prop_assert_eq!(stands, Standing::FollowUp),
            (Some(_), false) => prop_assert_eq!(stands, Standing::Ended),
        }
    }

    #[test]
    fn only_a_hand_over_that_was_taken_on_changes_whose_case_it_is(
        all in prop::collection::vec(hand_over(), 0..5), on in any_day(),
    ) {
        let taken: Vec<HandOver> =
            all.iter().filter(|one| one.accepted.is_some()).cloned().collect();
        let (with, without) = (with_hand_overs(&all), with_hand_overs(&taken));
        prop_assert_eq!(with.mentoring(on), without.mentoring(on));
        // Nothing counts before its first day, nor before it was taken on.
        let begun: Vec<HandOver> = taken
            .iter()
            .filter(|one| one.counts_from().is_some_and(|from| from <= on))
            .cloned()
            .collect();
        let without = with_hand_overs(&begun);
        prop_assert_eq!(with.mentoring(on), without.mentoring(on));
    }

    #[test]
    fn cover_ends_with_its_last_day_and_the_case_goes_back(
        starts in 0_i64..100, long in 0_i64..30, on in any_day(),
    ) {
        let starts = day(STARTS).add_days(starts);
        let until = starts.add_days(long);
        let cover: HandOver = read(json!({
            "date": STARTS, "to": "tm", "starts": starts, "until": until, "because": "A course",
            "accepted": STARTS,
        }));
        let case = with_hand_overs(&[cover]);
        let mentoring = case.mentoring(on);
        prop_assert_eq!(mentoring.cover.is_some(), (starts..=until).contains(&on));
        let own = (on >= day(STARTS)).then(|| Id::new("jb").expect("an id"));
        prop_assert_eq!(mentoring.own.cloned(), own);
    }

    #[test]
    fn of_hand_overs_that_wait_there_is_one_at_most_of_each_kind(
        all in prop::collection::vec(hand_over(), 0..6), on in any_day(),
    ) {
        let case = with_hand_overs(&all);
        for is_cover in [false, true] {
            let open = case.open_hand_overs(on);
            prop_assert!(open.filter(|(_, one)| one.until.is_some() == is_cover).count() <= 1);
        }
        for (_, one) in case.open_hand_overs(on) {
            prop_assert!(one.date <= on && one.is_open(on));
        }
    }
}
