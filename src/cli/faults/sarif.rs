//! Faults as SARIF 2.1.0, as code scanning and editors read it.

use super::{Sheet, Values, percent_encoded};
use crate::check;
use crate::diag::{Diagnostic, Marked, Severity};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// One run with the faults as results; the explanation of each kind that occurs is its rule.
pub fn sarif(sheet: &Sheet<'_>) -> Value {
    let codes: BTreeSet<&str> = sheet.shown.iter().map(|fault| fault.code.0).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let mut seen = BTreeMap::new();
    let results: Vec<Value> =
        sheet.shown.iter().map(|fault| result(fault, &codes, sheet, &mut seen)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "columnKind": "unicodeCodePoints",
            "tool": { "driver": {
                "name": "lm",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(code)).collect::<Vec<_>>(),
            }},
            "results": results,
        }],
    })
}

fn rule(code: &str) -> Value {
    let mut rule = json!({ "id": code });
    if let Some(check) = check::by_code(code) {
        rule["shortDescription"] = json!({ "text": what_it_finds(check.explanation) });
        rule["help"] = json!({ "text": check.explanation, "markdown": check.explanation });
    }
    rule
}

/// The first paragraph under the first heading, in one line.
fn what_it_finds(explanation: &str) -> String {
    let lines = explanation.lines().skip_while(|line| line.starts_with('#') || line.is_empty());
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

fn result(
    fault: &Diagnostic,
    codes: &[&str],
    sheet: &Sheet<'_>,
    seen: &mut BTreeMap<String, usize>,
) -> Value {
    let level = match fault.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    };
    let mut words = sheet.values.text(&fault.message, fault);
    for help in &fault.help {
        words.push('\n');
        words.push_str(&sheet.values.text(help, fault));
    }
    let mut result = json!({
        "ruleId": fault.code.0,
        "ruleIndex": codes.binary_search(&fault.code.0).ok(),
        "level": level,
        "message": { "text": words },
        "locations": [location(&fault.primary, fault, sheet)],
        "partialFingerprints": { "lmFault/v1": fingerprint(fault, seen) },
    });
    if !fault.related.is_empty() {
        result["relatedLocations"] =
            fault.related.iter().map(|mark| location(mark, fault, sheet)).collect();
    }
    result
}

fn location(mark: &Marked, fault: &Diagnostic, sheet: &Sheet<'_>) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&sheet.path(&mark.file)) } });
    if let Some((start, end)) = mark.extent() {
        physical["region"] = json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        });
    }
    let mut location = json!({ "physicalLocation": physical });
    if let Some(field) = &mark.field {
        location["logicalLocations"] =
            json!([{ "fullyQualifiedName": field.to_string(), "kind": "member" }]);
    }
    if !mark.label.is_empty() {
        location["message"] = json!({ "text": sheet.values.text(&mark.label, fault) });
    }
    location
}

/// A path as a relative reference.
fn uri(path: &str) -> String {
    percent_encoded(path, |byte| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte))
}

/// What stays the same of a fault when the lines above it change: its kind, its file, its field or
/// else its words, and which one of those that are alike it is.
fn fingerprint(fault: &Diagnostic, seen: &mut BTreeMap<String, usize>) -> String {
    // Never with values, so that it is the same whether or not they are shown.
    let field = fault.primary.field.as_ref().map(ToString::to_string);
    let which = field.unwrap_or_else(|| Values::Hidden.text(&fault.message, fault));
    let file = Values::Hidden.path(&fault.primary.file);
    let same = format!("{}\0{file}\0{which}", fault.code);
    let number = seen.entry(same.clone()).or_default();
    *number += 1;
    format!("{:016x}", fnv(format!("{same}\0{number}").as_bytes()))
}

/// The 64-bit FNV-1a hash. It must never change, so it is not the standard library's.
fn fnv(bytes: &[u8]) -> u64 {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    bytes.iter().fold(OFFSET, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Report;
    use crate::cli::faults::sample::{mark, off_scale};

    fn fingerprints(faults: &[Diagnostic], values: Values) -> Vec<String> {
        let report = Report::default();
        let shown = faults.iter().collect();
        let sheet = Sheet { report: &report, shown, values, strict: false, prefix: "r/".into() };
        let sarif = sarif(&sheet);
        let results = sarif["runs"][0]["results"].as_array().expect("a list").clone();
        let of = |result: &Value| result["partialFingerprints"]["lmFault/v1"].to_string();
        results.iter().map(of).collect()
    }

    #[test]
    fn a_fingerprint_outlives_lines_above_and_tells_twins_apart() {
        let fault = off_scale();
        let mut moved = fault.clone();
        let text = "# more\n\nratings:\n  starts-tasks: 7\n";
        moved.primary.range = mark("a.yaml", text, "7", "").range;
        let before = fingerprints(&[fault.clone(), fault.clone()], Values::Shown);
        assert_eq!(before[0], fingerprints(&[moved], Values::Hidden)[0]);
        assert_ne!(before[0], before[1]);
    }

    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(fnv(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv(b"foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn a_uri_holds_no_sign_that_means_something_there() {
        assert_eq!(uri("mentees/k7/Zoë 100%#?.yaml"), "mentees/k7/Zo%C3%AB%20100%25%23%3F.yaml");
    }
}
