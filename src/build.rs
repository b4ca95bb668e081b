//! Embeds every shipped data file by looking, so that none can be forgotten: what lies under
//! `templates/`, `schema/policies/`, `schema/instruments/` and `src/guide/` is in the program.

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
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("embedded.rs"), code).expect("the build folder can be written");
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
