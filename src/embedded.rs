//! The shipped data files: templates, policy presets, instruments, pages of the guide. Found by `src/build.rs`.

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
