//! The policy by which a step is proved, and whether it made a difference.

use crate::domain::policy::Policy;
use std::cell::Cell;

/// A policy that knows whether anybody looked at it. Where nobody did, a proof is the same under
/// every other policy; so there is no way to look without its being seen.
pub(super) struct ByPolicy<'a> {
    policy: &'a Policy,
    was_looked_at: Cell<bool>,
}

impl<'a> ByPolicy<'a> {
    pub(super) fn new(policy: &'a Policy) -> Self {
        Self { policy, was_looked_at: Cell::new(false) }
    }

    /// The policy.
    pub(super) fn get(&self) -> &'a Policy {
        self.was_looked_at.set(true);
        self.policy
    }

    pub(super) fn was_looked_at(&self) -> bool {
        self.was_looked_at.get()
    }
}
