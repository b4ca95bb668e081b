//! `lm show --ratings`: the targets of the plan that have a number, and how far each has come.

use super::ratings_words::number;
use crate::cli::call::Call;
use crate::cli::table;
use crate::domain::case::{Attainment, MeasuredTarget};
use crate::domain::record::plan::Plan;

/// Prints the measured targets of a plan; nothing when there are none.
pub(super) fn print(plan: &Plan, found: &Attainment<'_>, call: &mut Call<'_, '_>) {
    if found.measured.is_empty() {
        return;
    }
    call.print(&format!("\nTargets with a number, in the plan of {}\n", plan.starts.long()));
    let cells = found.measured.iter().map(|one| {
        vec![
            one.target.id.to_string(),
            one.what.to_owned(),
            number(one.baseline),
            format!("{} on {}", number(one.latest.value), one.latest.date.brief()),
            number(one.wanted),
            how_far(one),
        ]
    });
    let head = ["Target", "What is counted", "At the start", "Last", "To reach", "How far"];
    let drawn = table::draw(&head, &cells.collect::<Vec<_>>(), call.world.terminal.width);
    call.print(&drawn);
    if let Some(t) = found.t {
        call.print(&format!("  Goal attainment: T = {t:.1} (50 is as agreed, more is better)"));
    }
    if !found.not_measured.is_empty() {
        let names: Vec<&str> = found.not_measured.iter().map(|target| target.id.as_str()).collect();
        call.print(&format!("  Not measured, so not in it: {}", names.join(", ")));
    }
}

fn how_far(one: &MeasuredTarget<'_>) -> String {
    if one.share < 0.0 { "worse than at the start".to_owned() } else { one.level.to_string() }
}
