//! A chain of reasons: what is so, and a line for each reason. Drawn for people, or as JSON.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

/// A reason.
pub(super) struct Link {
    /// What kind of reason: `counted from`, `rule`.
    pub(super) label: &'static str,
    /// The reason.
    pub(super) text: String,
    /// The file and line that say so.
    pub(super) at: Option<String>,
}

/// What is so, and why.
pub(super) struct Chain {
    /// A short name, for programs.
    pub(super) topic: String,
    /// What is so, in a line.
    pub(super) title: String,
    /// The reasons.
    pub(super) links: Vec<Link>,
}

impl Chain {
    pub(super) fn new(topic: impl Into<String>, title: impl Into<String>) -> Self {
        Self { topic: topic.into(), title: title.into(), links: Vec::new() }
    }

    /// Adds a reason.
    pub(super) fn because(&mut self, label: &'static str, text: impl Into<String>) {
        self.links.push(Link { label, text: text.into(), at: None });
    }

    /// Adds a reason that a record gives.
    pub(super) fn written(
        &mut self,
        label: &'static str,
        text: impl Into<String>,
        at: Option<String>,
    ) {
        self.links.push(Link { label, text: text.into(), at });
    }

    pub(super) fn as_json(&self) -> Value {
        let links: Vec<_> = self
            .links
            .iter()
            .map(|link| json!({ "at": link.at, "label": link.label, "text": link.text }))
            .collect();
        json!({ "because": links, "topic": self.topic, "what": self.title })
    }
}

/// Columns of the labels.
const LABEL: usize = 15;

/// A chain as a block of lines, at most `width` columns wide.
pub(super) fn page(chain: &Chain, width: usize) -> String {
    let mut lines = vec![chain.title.clone()];
    let mut last = "";
    for link in &chain.links {
        let text = match &link.at {
            Some(at) => format!("{} ({at})", link.text),
            None => link.text.clone(),
        };
        // Items of a list have no label; else the same kind of reason is named once.
        if link.label.is_empty() {
            let item = wrapped(&text, width.saturating_sub(4).max(30));
            let bullets = ["- "].into_iter().chain(std::iter::repeat("  "));
            lines.extend(bullets.zip(item).map(|(bullet, line)| format!("  {bullet}{line}")));
            continue;
        }
        let label = if link.label == last { "" } else { link.label };
        last = link.label;
        for (number, line) in wrapped(&text, width.saturating_sub(LABEL).max(30)).iter().enumerate()
        {
            let label = if number == 0 { label } else { "" };
            lines.push(format!("  {label:<13}{line}"));
        }
    }
    lines.join("\n")
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_reason_is_wrapped_under_itself_and_a_label_stands_once() {
        let mut chain = Chain::new("plan", "plan: to come");
        chain.because("rule", "one two three four five six seven");
        chain.written("rule", "eight", Some("plan.yaml:3".to_owned()));
        assert_eq!(
            page(&chain, 30),
            "plan: to come\n  rule         one two three four five six\n               seven\n               eight (plan.yaml:3)"
        );
    }
}
