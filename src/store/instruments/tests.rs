use super::*;
use crate::domain::id::Id;
use crate::text::Source;

const TOP: &str = "id = \"mood\"\nversion = 1\ntitle = \"Mood\"\nrespondents = [\"pupil\"]\n";

fn told(body: &str) -> Vec<String> {
    let file: Arc<str> = "instruments/mood.toml".into();
    let text = format!("{TOP}{body}");
    let mut loaded = LoadedSchool::default();
    load(vec![(Arc::clone(&file), text.clone())], &mut loaded);
    let mut places = crate::store::Places::new(&loaded.texts);
    let lines = loaded.findings.into_iter().map(|finding| {
        let found = places.locate(finding);
        let at = Source::new("a", text.as_str()).position(found.primary.range.start);
        format!("{}:{} {}: {}", at.line, at.column, found.code, found.message)
    });
    lines.collect()
}

fn section(scale: &str, items: &str) -> String {
    format!("[scale]\n{scale}\n[[sections]]\nid = \"a\"\ntitle = \"A\"\nitems = [{items}]\n")
}

const ONE: &str = "{ id = \"x\", text = \"x\" }";
const SOUND: &str = "kind = \"rating\"\nfrom = 1\nto = 4\nbetter = \"low\"";

#[test]
fn every_shipped_instrument_is_sound() {
    for (path, text) in embedded::INSTRUMENTS {
        assert_eq!(read(&Arc::from(*path), text).findings, [], "{path}");
    }
    assert_eq!(shipped().0.len(), embedded::INSTRUMENTS.len());
}

#[test]
fn a_schools_own_file_joins_the_shipped_ones_or_replaces_one() {
    let own = format!("{TOP}{}", section(SOUND, ONE));
    let replacing = own.replace("\"mood\"", "\"self-esteem\"");
    let files = vec![
        (Arc::from("instruments/mood.toml"), own),
        (Arc::from("instruments/self-esteem.toml"), replacing),
    ];
    let mut loaded = LoadedSchool::default();
    let instruments = load(files, &mut loaded);
    assert_eq!(loaded.findings, []);
    assert_eq!(instruments.0.len(), embedded::INSTRUMENTS.len() + 1);
    let title = |id: &str| {
        let found = instruments.get(&Id::new(id).expect("an id"));
        found.map(|instrument| instrument.title.clone())
    };
    assert_eq!(title("self-esteem").as_deref(), Some("Mood"));
    assert_eq!(title("mood").as_deref(), Some("Mood"));
    assert!(instruments.ids().contains(&"staff-rating"));
}

#[test]
fn an_instrument_that_could_not_be_counted_is_told_where() {
    let rows = [
        (section(SOUND, ONE), vec![]),
        (
            section("kind = \"rating\"\nfrom = 1\nbetter = \"low\"", ONE),
            vec!["5:2 missing-key: this scale has no `to`"],
        ),
        (
            section("kind = \"rating\"\nfrom = 4\nto = 1\nbetter = \"low\"", ONE),
            vec!["7:8 wrong-value: the lowest mark, 4, is not below the highest, 1"],
        ),
        (
            section("kind = \"frequency\"\nfrom = 0\nto = 2", ONE),
            vec!["12:17 missing-key: nothing says which mark is better for ‹x›"],
        ),
        (section("kind = \"text\"", ONE), vec![]),
        (section("kind = \"choice\"", ONE), vec!["5:2 missing-key: this scale has no `options`"]),
        (section("kind = \"tally\"", ONE), vec!["5:2 missing-key: this scale has no `intervals`"]),
        (
            section(SOUND, &format!("{ONE}, {ONE}")),
            vec!["13:43 duplicate-entry: ‹x› is here for the second time"],
        ),
    ];
    for (body, expected) in rows {
        assert_eq!(told(&body), expected, "{body}");
    }
}

#[test]
fn an_instrument_is_called_like_its_file() {
    let text = format!("{TOP}{}", section(SOUND, ONE)).replace("\"mood\"", "\"moods\"");
    let found = read(&Arc::from("instruments/mood.toml"), &text).findings;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "the instrument is called ‹moods›, but its file mood.toml");
}
