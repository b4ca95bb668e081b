//! The shipped data files: templates, policy presets, instruments. Found by `src/build.rs`.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
