//! Whether pupils' records may go to an address.

/// What an address looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing speaks against it.
    Fine,
    /// Whoever is on the way can read along.
    Open,
    /// A place where everybody can have a page, and many pages are open to all.
    Public(String),
}

/// Hosts where a project is easily made public.
const PUBLIC: &[&str] = &[
    "github.com",
    "gitlab.com",
    "bitbucket.org",
    "codeberg.org",
    "gitee.com",
    "sr.ht",
    "sourceforge.net",
];

/// Ways of sending that nothing protects.
const OPEN: &[&str] = &["http", "git", "ftp", "rsync"];

/// What an address looks like: `https://host/path`, `ssh://host/path`, `host:path` or a folder.
pub fn standing(address: &str) -> Standing {
    let host = match address.split_once("://") {
        Some((way, _)) if OPEN.contains(&&*way.to_ascii_lowercase()) => return Standing::Open,
        Some((_, rest)) => rest.split('/').next().unwrap_or_default(),
        // A folder, with or without the letter of a drive before it.
        None => match address.split_once(':') {
            Some((host, _)) if host.len() > 1 && !host.contains(['/', '\\']) => host,
            _ => return Standing::Fine,
        },
    };
    let host = host.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let is_public = |public: &&&str| host == **public || host.ends_with(&format!(".{public}"));
    if PUBLIC.iter().any(|public| is_public(&public)) {
        Standing::Public(host)
    } else {
        Standing::Fine
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_by_its_way_and_its_host() {
        let public = |host: &str| Standing::Public(host.to_owned());
        for (address, expected) in [
            ("http://git.school.example/records", Standing::Open),
            ("HTTP://localhost/records", Standing::Open),
            ("git://git.school.example/records", Standing::Open),
            ("https://github.com/school/records.git", public("github.com")),
            ("https://me:secret@gitlab.com:443/x", public("gitlab.com")),
            ("ssh://git@git.sr.ht/~x/y", public("git.sr.ht")),
            ("git@github.com:school/records", public("github.com")),
            ("https://git.school.example/github.com", Standing::Fine),
            ("https://notgithub.com/x", Standing::Fine),
            ("ssh://git@school.example:22/records", Standing::Fine),
            ("school.example:records", Standing::Fine),
            ("/srv/records.git", Standing::Fine),
            ("../records:old", Standing::Fine),
            ("C:\\records", Standing::Fine),
            ("file:///srv/records.git", Standing::Fine),
        ] {
            assert_eq!(standing(address), expected, "{address}");
        }
    }
}
