//! The files of a mentee's folder, by kind.

/// A file of a mentee's folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordKind {
    /// Pupil, parents, referral, decision, consent, agreement, profile.
    Referral,
    /// Completed questionnaires and observations.
    Ratings,
    /// Action plans and their targets.
    Plan,
    /// First meeting and sessions.
    Sessions,
    /// Calls, letters, meetings, visits, agencies.
    Contacts,
    /// Reviews, exits, follow-up, re-admission.
    Reviews,
    /// Attendance, exclusions, incidents, attainment.
    Tracking,
}

impl RecordKind {
    /// Every kind, in the order of the process.
    pub const ALL: [Self; 7] = [
        Self::Referral,
        Self::Ratings,
        Self::Plan,
        Self::Sessions,
        Self::Contacts,
        Self::Reviews,
        Self::Tracking,
    ];

    /// The file's name.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Referral => "referral.yaml",
            Self::Ratings => "ratings.yaml",
            Self::Plan => "plan.yaml",
            Self::Sessions => "sessions.yaml",
            Self::Contacts => "contacts.yaml",
            Self::Reviews => "reviews.yaml",
            Self::Tracking => "tracking.yaml",
        }
    }

    /// The kind of the file of this name.
    pub fn of_file(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.file_name() == name)
    }
}
