//! The macro that declares a closed list of codes, and the lists that several records share.

/// Declares an enum whose values are written as kebab-case codes and shown as plain words.
///
/// Each line is `Variant: "code" => "words"`. The words are also the value's documentation and so
/// its description in the JSON Schema.
macro_rules! choices {
    ($(#[$attribute:meta])* $name:ident { $($variant:ident: $code:literal => $label:literal,)+ }) => {
        $(#[$attribute])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        pub enum $name {
            $(
                #[doc = $label]
                #[serde(rename = $code)]
                $variant,
            )+
        }

        impl $name {
            /// Every value, in the order in which forms print them.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The code, as a record writes it.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The words, as a person reads them.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }

            /// The value of this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.label())
            }
        }
    };
}

pub(crate) use choices;

choices! {
    /// Who somebody is in the programme. Source: domain §1.
    Role {
        LearningMentor: "learning-mentor" => "learning mentor",
        LeadMentor: "lead-mentor" => "lead learning mentor",
        LineManager: "line-manager" => "line manager",
        Headteacher: "headteacher" => "headteacher",
        DeputyHeadteacher: "deputy-headteacher" => "deputy headteacher",
        Senco: "senco" => "SENCO",
        InclusionManager: "inclusion-manager" => "inclusion manager",
        HeadOfYear: "head-of-year" => "head of year",
        HeadOfDepartment: "head-of-department" => "head of department",
        HeadOfPastoralCare: "head-of-pastoral-care" => "head of pastoral care",
        ClassTeacher: "class-teacher" => "class teacher",
        FormTutor: "form-tutor" => "form tutor",
        SubjectTeacher: "subject-teacher" => "subject teacher",
        TeachingAssistant: "teaching-assistant" => "teaching assistant",
        LunchtimeSupervisor: "lunchtime-supervisor" => "lunchtime supervisor",
        AttendanceOfficer: "attendance-officer" => "attendance officer",
        SafeguardingLead: "safeguarding-lead" => "designated safeguarding lead",
        GiftedCoordinator: "gifted-coordinator" => "gifted-and-talented co-ordinator",
        AchievementManager: "achievement-manager" => "achievement manager",
        SeniorManagement: "senior-management" => "senior management team",
        Governor: "governor" => "governor",
        Parent: "parent" => "parent or carer",
        Pupil: "pupil" => "pupil",
        FamilyMentor: "family-mentor" => "family mentor",
        VirtualSchoolMentor: "virtual-school-mentor" => "virtual-school mentor",
        EducationalPsychologist: "educational-psychologist" => "educational psychologist",
        SocialWorker: "social-worker" => "social worker",
        HealthWorker: "health-worker" => "health worker",
        SchoolNurse: "school-nurse" => "school nurse",
        FamilyServices: "family-services" => "family services",
        Counsellor: "counsellor" => "counsellor",
        Police: "police" => "police",
        MultiAgencyTeam: "multi-agency-team" => "multi-agency support team",
        FeederSchool: "feeder-school" => "previous school",
        OtherStaff: "other-staff" => "another member of staff",
        OtherAgency: "other-agency" => "another agency",
    }
}

impl Role {
    /// Whether somebody in this role works in the school (not a parent, pupil or outside agency).
    pub fn is_staff(self) -> bool {
        !matches!(
            self,
            Self::Parent
                | Self::Pupil
                | Self::EducationalPsychologist
                | Self::SocialWorker
                | Self::HealthWorker
                | Self::SchoolNurse
                | Self::FamilyServices
                | Self::Counsellor
                | Self::Police
                | Self::MultiAgencyTeam
                | Self::FeederSchool
                | Self::OtherAgency
        )
    }
}

choices! {
    /// When in the programme a questionnaire was filled in.
    Phase {
        Before: "before" => "before",
        Review: "review" => "at a review",
        After: "after" => "after",
    }
}

choices! {
    /// How the mentor works with the pupil.
    Mode {
        OneToOne: "one-to-one" => "one to one",
        Group: "group" => "in a group",
        InClass: "in-class" => "in class",
    }
}

choices! {
    /// Why a planned meeting did not take place, or why a pupil was late.
    AbsenceReason {
        Illness: "illness" => "illness",
        Appointment: "appointment" => "medical or other appointment",
        Excluded: "excluded" => "suspended or excluded",
        Truanting: "truanting" => "absent without leave",
        PupilDeclined: "pupil-declined" => "the pupil chose not to come",
        Forgot: "forgot" => "forgotten",
        FamilyReason: "family-reason" => "family reason",
        LessonOrTest: "lesson-or-test" => "a lesson or test that could not be missed",
        SchoolEvent: "school-event" => "school event or trip",
        MentorAway: "mentor-away" => "the mentor was away",
        RoomUnavailable: "room-unavailable" => "no room",
        SchoolClosed: "school-closed" => "school closed",
        Other: "other" => "another reason",
    }
}

impl AbsenceReason {
    /// Whether the school, not the pupil or family, caused it.
    pub fn is_the_schools(self) -> bool {
        matches!(
            self,
            Self::LessonOrTest
                | Self::SchoolEvent
                | Self::MentorAway
                | Self::RoomUnavailable
                | Self::SchoolClosed
        )
    }
}

choices! {
    /// Which pronouns letters use.
    Pronouns {
        She: "she" => "she",
        He: "he" => "he",
        They: "they" => "they",
    }
}
