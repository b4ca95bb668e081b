//! JSON as a result: keys sorted, two spaces, nothing that differs from run to run.

use super::call::Call;
use serde_json::{Map, Value};

/// Prints a value with its keys sorted at every depth.
pub fn print(call: &mut Call<'_, '_>, value: Value) {
    call.print(&format!("{:#}", sorted(value)));
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<(String, Value)> = map.into_iter().collect();
            entries.sort_by(|left, right| left.0.cmp(&right.0));
            Value::Object(
                entries.into_iter().map(|(key, value)| (key, sorted(value))).collect::<Map<_, _>>(),
            )
        }
        Value::Array(list) => Value::Array(list.into_iter().map(sorted).collect()),
        other => other,
    }
}
