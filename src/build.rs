//! Embeds every shipped data file by looking, so that none can be forgotten: what lies under
//! `templates/`, `schema/policies/`, `schema/instruments/` and `src/guide/` is in the program.
//! Presets and instruments, which most calls read, are there a second time, laid out so that no
//! call has to parse TOML for them; `store::laid_out` reads that.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let mut code = String::new();
    for (name, folder) in [
        ("TEMPLATES", "templates"),
        ("POLICIES", "schema/policies"),
        ("INSTRUMENTS", "schema/instruments"),
        ("GUIDE", "src/guide"),
    ] {
        println!("cargo::rerun-if-changed={folder}");
        let mut files = Vec::new();
        collect(&root.join(folder), &mut files);
        files.sort();
        writeln!(
            code,
            "/// Every file under `{folder}/`: its path below that folder, and its text."
        )
        .expect("writing to a string");
        writeln!(code, "pub const {name}: &[(&str, &str)] = &[").expect("writing to a string");
        for file in files {
            let below = file.strip_prefix(root.join(folder)).expect("it was found there");
            let below = below.to_str().expect("our own names are ASCII").replace('\\', "/");
            writeln!(code, "    ({below:?}, include_str!({:?})),", file.display().to_string())
                .expect("writing to a string");
        }
        code.push_str("];\n");
    }
    for (name, folder) in
        [("POLICIES_LAID_OUT", "schema/policies"), ("INSTRUMENTS_LAID_OUT", "schema/instruments")]
    {
        lay_out_all(name, folder, &root, &mut code);
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("embedded.rs"), code).expect("the build folder can be written");
}

fn lay_out_all(name: &str, folder: &str, root: &Path, code: &mut String) {
    let mut files = Vec::new();
    collect(&root.join(folder), &mut files);
    files.sort();
    writeln!(code, "/// Every file under `{folder}/`: its name without `.toml`, and its tree.")
        .expect("writing to a string");
    writeln!(code, "pub const {name}: &[(&str, &str)] = &[").expect("writing to a string");
    for file in files {
        let text = fs::read_to_string(&file).expect("our own files can be read");
        let table: toml::Table = text.parse().unwrap_or_else(|error| {
            panic!("{}: {error}", file.display());
        });
        let mut tree = String::new();
        lay_out(&toml::Value::Table(table), &mut tree);
        let stem =
            file.file_stem().and_then(|stem| stem.to_str()).expect("our own names are ASCII");
        writeln!(code, "    ({stem:?}, {tree:?}),").expect("writing to a string");
    }
    code.push_str("];\n");
}

/// Behind every part of a tree that is laid out; it stands in none of our texts.
const END: char = '\u{1f}';

/// Writes a tree from the top: `m` and how many entries there are, each as its key and its value;
/// `l` and how many items, each as its value; `q` and a text; `p` and what stands without
/// quotation marks.
fn lay_out(value: &toml::Value, tree: &mut String) {
    match value {
        toml::Value::Table(table) => {
            part("m", &table.len().to_string(), tree);
            for (key, value) in table {
                part("", key, tree);
                lay_out(value, tree);
            }
        }
        toml::Value::Array(items) => {
            part("l", &items.len().to_string(), tree);
            for item in items {
                lay_out(item, tree);
            }
        }
        toml::Value::String(text) => part("q", text, tree),
        plain => part("p", &plain.to_string(), tree),
    }
}

fn part(kind: &str, text: &str, tree: &mut String) {
    assert!(!text.contains(END), "{text}");
    tree.push_str(kind);
    tree.push_str(text);
    tree.push(END);
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.file_name().is_some_and(|name| is_data(&name.to_string_lossy())) {
            files.push(path);
        }
    }
}

/// What explains a folder to people is not one of its files.
fn is_data(name: &str) -> bool {
    !name.starts_with('.') && name != "README.md"
}
