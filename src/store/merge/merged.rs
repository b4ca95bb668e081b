//! What has been put together so far: text, conflicts, and what the text must say.

use crate::store::edit::proof::Model;

/// The two sides cannot be put together at this place; a conflict has to stand here or further out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clash;

/// A stretch of the result.
#[derive(Clone, Debug)]
enum Piece {
    Text(String),
    /// Whole lines of both sides; empty where a side took it out.
    Conflict {
        here: String,
        there: String,
    },
}

/// A part that was put together.
#[derive(Clone, Debug)]
pub(super) struct Merged {
    pieces: Vec<Piece>,
    /// What the text must say when every conflict is decided for our side.
    pub(super) model: Model,
}

impl Merged {
    pub(super) fn of(text: impl Into<String>, model: Model) -> Self {
        Self { pieces: vec![Piece::Text(text.into())], model }
    }

    pub(super) fn nothing() -> Self {
        Self { pieces: Vec::new(), model: Model::Nothing }
    }

    /// Both sides, for a person to decide; `model` is what our side says.
    pub(super) fn conflict(here: String, there: String, model: Model) -> Self {
        Self { pieces: vec![Piece::Conflict { here, there }], model }
    }

    pub(super) fn push_text(&mut self, text: impl Into<String>) {
        self.pieces.push(Piece::Text(text.into()));
    }

    /// The text of another behind this; what it says is for the caller to put in its place.
    pub(super) fn append(&mut self, other: Self) -> Model {
        self.pieces.extend(other.pieces);
        other.model
    }

    pub(super) fn clashes(&self) -> usize {
        self.pieces.iter().filter(|piece| matches!(piece, Piece::Conflict { .. })).count()
    }

    /// The text with git's signs around what is undecided.
    pub(super) fn text(&self, newline: &str) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Conflict { here, there } => marked(here, there, newline),
            })
            .collect()
    }

    /// The text with every conflict decided for one side.
    pub(super) fn decided(&self, for_ours: bool) -> String {
        let texts = self.pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Conflict { here, .. } if for_ours => here,
            Piece::Conflict { there, .. } => there,
        });
        texts.map(String::as_str).collect()
    }
}

/// Two sides between git's signs. Each is whole lines or nothing.
pub(super) fn marked(here: &str, there: &str, newline: &str) -> String {
    format!("<<<<<<< here{newline}{here}======={newline}{there}>>>>>>> there{newline}")
}
