//! The editor that somebody named: its words, how it is told to wait until the text is closed, and
//! how it opens a text at a line. Starting it is the command's.

use std::ffi::OsString;
use std::path::Path;

/// How an editor is told to open a text at a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AtLine {
    /// `+12 file`
    Plus,
    /// `-l 12 file`, with this flag.
    Flag(&'static str),
    /// `-n12 file`, with this flag.
    Glued(&'static str),
    /// `file:12`
    Colon,
    /// `-g file:12`
    Goto,
    /// It cannot be told.
    Unknown,
}

/// The editors that are known: names, the flag with which they wait, how they open at a line.
const KNOWN: &[(&[&str], &[&str], AtLine)] = &[
    (&["vi", "vim", "nvim", "view", "ex", "elvis", "vile", "nvi"], &[], AtLine::Plus),
    (&["gvim", "mvim"], &["-f", "--nofork"], AtLine::Plus),
    (
        &["nano", "pico", "rnano", "micro", "joe", "jmacs", "jed", "mg", "ne", "kak"],
        &[],
        AtLine::Plus,
    ),
    (&["emacs", "emacsclient", "xemacs", "zile", "jove"], &[], AtLine::Plus),
    (&["gedit", "pluma", "xed"], &["--wait", "-w"], AtLine::Plus),
    (&["gnome-text-editor", "featherpad", "geany"], &[], AtLine::Plus),
    (&["kate"], &["-b", "--block"], AtLine::Flag("-l")),
    (&["kwrite"], &[], AtLine::Flag("-l")),
    (&["mousepad"], &[], AtLine::Glued("--line=")),
    (&["mate"], &["-w", "--wait"], AtLine::Flag("-l")),
    (&["bbedit", "edit"], &["-w", "--wait"], AtLine::Plus),
    (&["hx", "helix"], &[], AtLine::Colon),
    (
        &["subl", "sublime_text", "atom", "pulsar", "zed", "zeditor"],
        &["--wait", "-w"],
        AtLine::Colon,
    ),
    (
        &["code", "code-insiders", "codium", "vscodium", "code-oss", "cursor"],
        &["--wait", "-w"],
        AtLine::Goto,
    ),
    (&["notepad++"], &["-multiInst"], AtLine::Glued("-n")),
    (&["notepad", "wordpad", "ed"], &[], AtLine::Unknown),
];

/// An editor, as somebody named it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    program: String,
    arguments: Vec<String>,
    /// The flag that has it wait, if it would otherwise return at once.
    waits: Option<&'static str>,
    at_line: AtLine,
    is_known: bool,
}

impl Editor {
    /// The editor of `VISUAL` or `EDITOR`; `None` when there is no word in it.
    pub fn named(command: &str) -> Option<Self> {
        let mut words = words(command).into_iter();
        let program = words.next()?;
        let arguments: Vec<String> = words.collect();
        let name = program.rsplit(['/', '\\']).next().unwrap_or(&program).to_lowercase();
        let name = name.strip_suffix(".exe").or(name.strip_suffix(".cmd")).unwrap_or(&name);
        let known = KNOWN.iter().find(|(names, ..)| names.contains(&name));
        let waits = known.and_then(|(_, waits, _)| {
            let is_told = arguments.iter().any(|word| waits.contains(&word.as_str()));
            waits.first().filter(|_| !is_told)
        });
        let at_line = known.map_or(AtLine::Unknown, |(.., at_line)| *at_line);
        Some(Self { program, waits: waits.copied(), at_line, is_known: known.is_some(), arguments })
    }

    /// Whether it is known how it behaves: that it returns when the text is closed, above all.
    pub fn is_known(&self) -> bool {
        self.is_known
    }

    /// Whether it can be told at which line to open.
    pub fn opens_at_a_line(&self) -> bool {
        self.at_line != AtLine::Unknown
    }

    /// The program to start.
    pub fn program(&self) -> &str {
        &self.program
    }

    /// What it is given, to open this text at this line (counted from 1).
    pub fn arguments(&self, text: &Path, line: Option<usize>) -> Vec<OsString> {
        let mut all: Vec<OsString> = self.arguments.iter().map(OsString::from).collect();
        all.extend(self.waits.map(OsString::from));
        let path = || text.as_os_str().to_owned();
        let with_line = |line: usize| {
            let mut path = path();
            path.push(format!(":{line}"));
            path
        };
        match (self.at_line, line) {
            (AtLine::Unknown, _) | (_, None) => all.push(path()),
            (AtLine::Plus, Some(line)) => all.extend([format!("+{line}").into(), path()]),
            (AtLine::Flag(flag), Some(line)) => {
                all.extend([flag.into(), line.to_string().into(), path()]);
            }
            (AtLine::Glued(flag), Some(line)) => {
                all.extend([format!("{flag}{line}").into(), path()]);
            }
            (AtLine::Colon, Some(line)) => all.push(with_line(line)),
            (AtLine::Goto, Some(line)) => all.extend(["-g".into(), with_line(line)]),
        }
        all
    }
}

/// The words of a command; quotation marks hold those together that belong together.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut mark = None;
    for sign in command.chars() {
        match (mark, sign) {
            (None, '"' | '\'') => {
                mark = Some(sign);
                word.get_or_insert_default();
            }
            (Some(open), _) if open == sign => mark = None,
            (None, _) if sign.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(sign),
        }
    }
    words.extend(word);
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(command: &str, at: Option<usize>) -> String {
        let editor = Editor::named(command).expect("an editor");
        let arguments = editor.arguments(Path::new("plan.yaml"), at);
        let arguments = arguments.iter().map(|word| word.to_string_lossy().into_owned());
        std::iter::once(editor.program().to_owned()).chain(arguments).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_editor_is_told_the_line_in_its_own_way() {
        for (command, expected) in [
            ("vi", "vi +12 plan.yaml"),
            ("vim -u NONE", "vim -u NONE +12 plan.yaml"),
            ("/usr/bin/nvim", "/usr/bin/nvim +12 plan.yaml"),
            ("nano", "nano +12 plan.yaml"),
            ("emacs -nw", "emacs -nw +12 plan.yaml"),
            ("emacsclient", "emacsclient +12 plan.yaml"),
            ("gvim", "gvim -f +12 plan.yaml"),
            ("gedit", "gedit --wait +12 plan.yaml"),
            ("kate", "kate -b -l 12 plan.yaml"),
            ("mate -w", "mate -w -l 12 plan.yaml"),
            ("hx", "hx plan.yaml:12"),
            ("subl", "subl --wait plan.yaml:12"),
            ("code", "code --wait -g plan.yaml:12"),
            ("code -w", "code -w -g plan.yaml:12"),
            ("mousepad", "mousepad --line=12 plan.yaml"),
            (
                "\"C:\\Program Files\\Notepad++\\notepad++.exe\"",
                "C:\\Program Files\\Notepad++\\notepad++.exe -multiInst -n12 plan.yaml",
            ),
            ("notepad.exe", "notepad.exe plan.yaml"),
            ("my-own-editor --fast", "my-own-editor --fast plan.yaml"),
        ] {
            assert_eq!(line(command, Some(12)), expected);
        }
    }

    #[test]
    fn without_a_line_it_is_only_told_the_text() {
        assert_eq!(line("vim", None), "vim plan.yaml");
        assert_eq!(line("code", None), "code --wait plan.yaml");
        assert_eq!(line("hx", None), "hx plan.yaml");
    }

    #[test]
    fn what_is_not_known_is_said_to_be_so() {
        for (command, is_known, at_a_line) in
            [("vim", true, true), ("notepad", true, false), ("sed -i s/a/b/", false, false)]
        {
            let editor = Editor::named(command).expect("an editor");
            assert_eq!((editor.is_known(), editor.opens_at_a_line()), (is_known, at_a_line));
        }
        assert_eq!(Editor::named("  "), None);
        assert_eq!(words("a 'b c' d\"e f\""), ["a", "b c", "de f"]);
    }
}
