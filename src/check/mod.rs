//! The checks: one file each, named like its code. A check sees typed records and names fields;
//! it never sees bytes, and never the clock: it judges the records as they are written and gives
//! the same answer on any day.

mod absence_dates;
mod age_and_year;
mod agency_not_told;
mod agreement_missing;
mod allow;
mod anchor_or_alias;
mod answers;
mod approval_missing;
mod attendance_period;
mod bad_date;
mod bad_email;
mod bad_id;
mod bad_time;
mod bad_year_group;
mod band_missing;
mod born_after_referral;
mod calendar_wrong;
mod case_view;
mod channel_not_allowed;
mod confidentiality_not_explained;
mod conflict_marker;
mod consent_before_referral;
mod contradictory_outcomes;
mod control_character;
mod criterion_not_considered;
mod decision_before_referral;
mod decision_by_wrong_role;
mod decision_without_consultation;
mod decision_without_mentor;
mod digest;
mod duplicate_entry;
mod duplicate_id;
mod duplicate_key;
mod duplicate_person;
mod encrypted_file;
mod exit_before_planned_sessions;
mod exit_before_start;
mod exit_by_wrong_role;
mod exit_not_referred_on;
mod exit_open_target;
mod exit_parents_not_told;
mod exit_without_consultation;
mod exit_without_evaluation;
mod exit_without_pupil_words;
mod exits;
mod first_meeting_incomplete;
mod first_meeting_missing;
mod first_place;
mod follow_up_before_exit;
mod group_dates;
mod hand_over_dates;
mod hard_to_read;
mod impossible_percentage;
mod judging_words;
mod leading_zero;
mod leaver_without_transfer;
mod link_in_records;
mod list;
mod list_out_of_order;
mod logo_outside;
mod low_area_without_target;
mod measure_contradicts_outcome;
mod measure_without_baseline;
mod merge_key;
mod missing_key;
mod missing_marks;
mod missing_referral;
mod more_faults;
mod next_review_missing;
mod next_review_too_late;
mod no_headteacher;
mod no_policy;
mod no_safeguarding_lead;
mod no_urgency;
mod no_way_to_reach_parents;
mod not_a_file;
mod not_a_school_day;
mod not_accepted_without_reason;
mod not_csv;
mod not_toml;
mod not_utf8;
mod not_yaml;
mod odd_key;
mod other_without_words;
mod outcome_without_evidence;
mod parent_referral_without_teacher;
mod parents_not_told_of_review;
mod people;
mod person_without_role_or_name;
mod phone_lost_zero;
mod phrases;
mod plan_longer_than_band;
mod plan_not_agreed;
mod plan_not_copied;
mod plan_not_extra;
mod planned_sessions_cut;
mod planned_sessions_exceeded;
mod planned_sessions_trail;
mod plans;
mod policy_codes;
mod policy_contradiction;
mod policy_question_open;
mod postponement_dates;
mod postponement_too_long;
mod proofs;
mod rating_before_missing;
mod rating_off_scale;
mod reading_before_plan;
mod readmission_before_exit;
mod referral_not_acknowledged;
mod referrer_not_allowed;
mod restricted_text_in_shared_field;
mod review_before_start;
mod review_days;
mod review_outside_window;
mod review_target_not_mentioned;
mod review_without_decision;
mod review_without_pupil;
mod review_without_questionnaire;
mod roles;
mod runner;
mod safeguarding_detail;
mod saved_plans;
mod selection;
mod session_outside_group;
mod sessions_without_telling_parents;
mod several_documents;
mod sibling_not_mutual;
mod smart;
mod smart_quotes;
mod staff_copy_missing;
mod staff_file_without_person;
mod step_left_out;
mod step_out_of_order;
mod stray_file;
mod supervision_gap;
mod tab_indentation;
mod target_date_outside_plan;
mod target_not_achievable;
mod target_not_measurable;
mod target_not_realistic;
mod target_not_specific;
mod target_not_timed;
mod texts;
mod timetable_clash;
mod timetable_too_long;
mod too_big;
mod too_deep;
mod too_few_approaches;
mod too_few_criteria;
mod too_few_reasons;
mod too_few_targets;
mod too_many_targets;
mod trail;
mod transfer_dates;
mod transfer_without_consent;
mod type_tag;
mod unknown_band;
mod unknown_barrier;
mod unknown_case;
mod unknown_choice;
mod unknown_criterion;
mod unknown_group;
mod unknown_instrument;
mod unknown_item;
mod unknown_key;
mod unknown_objective;
mod unknown_questionnaire_instrument;
mod unknown_staff;
mod unknown_target;
mod unreadable;
mod unused_allow;
mod verbal_without_notes;
mod visit_without_risk_assessment;
mod work_after_exit;
mod work_before_decision;
mod work_without_consent;
mod wrong_key_stage;
mod wrong_kind_of_answer;
mod wrong_respondent;
mod wrong_type;
mod wrong_value;
mod yes_no_word;

#[cfg(test)]
mod trial;

pub use case_view::CaseView;
pub use digest::CaseDigest;
pub use list::ALL;
pub use runner::{Report, run, run_against};
pub use safeguarding_detail::tells_of_harm;
pub use saved_plans::SavedPlans;
pub use selection::Selection;
pub use smart::{OpenLetter, open_letters, smart_remark};

use crate::diag::{Code, Finding};
use crate::store::School;

/// One kind of fault: its name, its documentation, and how it is found.
pub struct Check {
    /// Its name everywhere.
    pub code: Code,
    /// What it finds, why it matters, what to do: three headed paragraphs of Markdown.
    pub explanation: &'static str,
    /// How it is found.
    pub finder: Finder,
}

/// How a kind of fault is found.
pub enum Finder {
    /// While files are read; the store reports it.
    Loading,
    /// By looking at what is not a case: the school, its policy, calendar, groups, staff.
    School(fn(&School, &mut Vec<Finding>)),
    /// By looking at one case with its school.
    Case(fn(&CaseView<'_>, &mut Vec<Finding>)),
    /// In both: first by looking at what is not a case, then at each case.
    Both(fn(&School, &mut Vec<Finding>), fn(&CaseView<'_>, &mut Vec<Finding>)),
    /// By comparing cases.
    Across(fn(&School, &[CaseDigest], &mut Vec<Finding>)),
    /// After all others, from what they found (an `allow` that nothing needed).
    Afterwards,
}

/// The check of this code.
pub fn by_code(code: &str) -> Option<&'static Check> {
    ALL.iter().copied().find(|check| check.code.0 == code)
}
