//! Where the records are sent to and fetched from, and whether they may be.

use crate::cli::ask::{self, Said};
use crate::cli::call::Call;
use crate::cli::git::{Repository, Standing, standing};
use crate::cli::outcome::CommandError;

/// Where somebody said once that a place is private.
const PRIVATE_KEY: &str = "lm.privateremote";

/// The copy to sync with.
pub(super) struct OtherCopy {
    /// How git calls it.
    pub(super) name: String,
    /// The branch there.
    pub(super) branch: String,
}

impl OtherCopy {
    /// The copy that this branch belongs to, or the only other that there is.
    ///
    /// # Errors
    ///
    /// When there is none, or its address is open to others.
    pub(super) fn of(
        repository: &Repository,
        is_private: bool,
        call: &mut Call<'_, '_>,
    ) -> Result<Self, CommandError> {
        let branch = repository.ask(&["symbolic-ref", "--quiet", "--short", "HEAD"])?;
        let Some(here) = branch else {
            return Err(CommandError::cannot("an older state of the records is opened here")
                .hint("go back to the newest with: git switch -"));
        };
        let setting = |what: &str| format!("branch.{here}.{what}");
        let remotes = repository.need(&["remote"], "git could not say where the other copy is")?;
        let remotes: Vec<&str> = remotes.lines().collect();
        let upstream = repository.ask(&["config", "--get", &setting("remote")])?;
        let name = match (upstream, &remotes[..]) {
            (Some(name), _) => name,
            (None, [only]) => (*only).to_owned(),
            (None, []) => {
                return Err(CommandError::cannot("there is no other copy to sync with")
                    .hint("whoever set git up can add one: git remote add origin ADDRESS"));
            }
            (None, _) => {
                return Err(CommandError::cannot("there are several other copies")
                    .because(remotes.join(", "))
                    .hint(format!("choose one: git config branch.{here}.remote NAME")));
            }
        };
        let there = repository.ask(&["config", "--get", &setting("merge")])?;
        let there = there.and_then(|name| name.strip_prefix("refs/heads/").map(str::to_owned));
        let copy = Self { name, branch: there.unwrap_or(here) };
        copy.refuse_open(repository, is_private, call)?;
        Ok(copy)
    }

    /// Where git keeps what was fetched from it.
    pub(super) fn tracked(&self) -> String {
        format!("refs/remotes/{}/{}", self.name, self.branch)
    }

    fn refuse_open(
        &self,
        repository: &Repository,
        is_private: bool,
        call: &mut Call<'_, '_>,
    ) -> Result<(), CommandError> {
        for words in [&["--all"][..], &["--push", "--all"]] {
            let words = [&["remote", "get-url"], words, &[&*self.name]].concat();
            let addresses = repository.need(&words, "git could not say where the other copy is")?;
            for address in addresses.lines() {
                match standing(address) {
                    Standing::Fine => {}
                    Standing::Open => {
                        return Err(CommandError::refused(
                            "pupils' records are not sent to this address: anybody on the way could read them",
                        )
                        .because(format!("the address of {} has no protection", self.name))
                        .hint("use an address that begins with https:// or ssh://"));
                    }
                    Standing::Public(host) => {
                        private(repository, address, &host, is_private, call)?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// Makes sure that somebody has said that this place is private.
fn private(
    repository: &Repository,
    address: &str,
    host: &str,
    is_private: bool,
    call: &mut Call<'_, '_>,
) -> Result<(), CommandError> {
    let known = repository.run(&["config", "--local", "--get-all", PRIVATE_KEY])?;
    if known.out.lines().any(|line| line == address) {
        return Ok(());
    }
    let text = format!("Can only people of your school read what lies at this place on {host}?");
    let help = "Look there, logged out: you must not see the records. Ask whoever set it up";
    let said = is_private
        || call.may_ask() && ask::yes_or_no(call, &text, help, false)? == Said::This(true);
    if !said {
        return Err(CommandError::refused(
            "pupils' records are not sent to a place that may be public",
        )
        .because(format!("on {host} anybody can have a page, and many pages are open to all"))
        .hint("make sure that only people of the school can read it, then: lm sync --private"));
    }
    if call.globals.dry_run {
        return Ok(());
    }
    let words = ["config", "--local", "--add", PRIVATE_KEY, address];
    repository.need(&words, "git could not remember that this place is private")?;
    Ok(())
}
