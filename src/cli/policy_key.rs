//! Where the value of a key of a policy comes from, in words.

use crate::domain::policy::{Policy, explain};
use crate::store::policies;
use serde_json::Value;

/// Where a value comes from: the school's own file (`name`), when it differs from the preset's;
/// else the source that the preset gives.
pub fn origin(name: &str, policy: &Policy, key: &str, value: &Value) -> String {
    let preset = policy.preset.as_ref().and_then(|name| policies::preset(name.as_str()));
    let in_preset = preset.as_ref().map(explain::rules);
    let same = in_preset.as_ref().and_then(|rules| explain::lookup(rules, key)) == Some(value);
    if same || preset.is_none() {
        return policy.source_of(key).unwrap_or("the policy does not say").to_owned();
    }
    let own = format!("the school's own choice, in {name}");
    match preset.as_ref().and_then(|preset| preset.source_of(key)) {
        Some(source) => format!("{own}; the preset has another value, from: {source}"),
        None => own,
    }
}
