//! Whether the words of a target can be counted. What makes a target SMART beyond that is for the
//! checks.

/// Words that name a number or a share.
const NUMBERS: &[&str] = &[
    "once", "twice", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "fifteen", "twenty", "thirty", "half", "quarter", "third", "none", "no",
    "never", "every", "each", "all", "both", "daily", "weekly",
];

/// Whether the words of a target name a number, a share or a time by which it can be counted.
pub fn is_counted(target: &str) -> bool {
    names_a_number(&words(target))
}

/// The words of a text, in small letters.
pub fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Whether one of these words is a number or a share.
pub fn names_a_number(words: &[String]) -> bool {
    words
        .iter()
        .any(|word| word.contains(|c: char| c.is_ascii_digit()) || NUMBERS.contains(&word.as_str()))
}
