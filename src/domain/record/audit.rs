//! `audit/<date>.csv`: one line a pupil of the identification data (B.A.E. sheet, attainment
//! against prediction). Source: domain §2 step 2, §8; features B18, B27.

use super::referral::BaeCategory;
use serde::{Deserialize, Serialize};

/// The columns of an audit sheet, in order; only the first is required.
pub const COLUMNS: &[&str] = &[
    "pupil",
    "year",
    "class",
    "behaviour",
    "attendance",
    "emotional",
    "attendance_percent",
    "attainment",
    "predicted",
    "note",
];

/// One pupil's line of an audit sheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuditRow {
    /// The pupil's name, or a case id where there is one.
    pub pupil: String,
    /// Year group.
    pub year: Option<String>,
    /// Class.
    pub class: Option<String>,
    /// Category for behaviour.
    pub behaviour: Option<BaeCategory>,
    /// Category for attendance.
    pub attendance: Option<BaeCategory>,
    /// Category for emotional need.
    pub emotional: Option<BaeCategory>,
    /// Attendance in per cent of possible sessions.
    pub attendance_percent: Option<f64>,
    /// Attainment, as the school writes it.
    pub attainment: Option<String>,
    /// What was predicted.
    pub predicted: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}
