//! Filling in a template within limits: so much text, so much time. A template is a program, and a
//! wrong one may never end.

use std::cell::RefCell;
use std::io::{self, Write};
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use tera::{Context, Tera};

/// The longest text that a template may become, in bytes: about a thousand pages.
const LONGEST: usize = 2 * 1024 * 1024;

/// Templates nest, and each level takes stack.
const STACK: usize = 8 * 1024 * 1024;

thread_local! {
    static STOP: RefCell<Option<Arc<AtomicBool>>> = const { RefCell::new(None) };
}

/// Why there is no text.
#[derive(Debug)]
pub(super) enum Failure {
    /// The engine says so.
    Engine(tera::Error),
    /// It would be longer than a document can be.
    TooLong,
    /// It took longer than it may.
    TooSlow,
}

/// Whether the thread that asks is one whose time is up.
pub(super) fn is_out_of_time() -> bool {
    STOP.with_borrow(|stop| stop.as_ref().is_some_and(|stop| stop.load(Ordering::Relaxed)))
}

/// The template's text, filled in from `context`.
pub(super) fn fill(
    tera: &Arc<Tera>,
    template: &str,
    context: Context,
    deadline: Duration,
) -> Result<String, Failure> {
    let stop = Arc::new(AtomicBool::new(false));
    let (sender, receiver) = mpsc::channel();
    let worker = {
        let (tera, template, stop) = (Arc::clone(tera), template.to_owned(), Arc::clone(&stop));
        move || {
            STOP.set(Some(stop));
            let mut text = Bounded { text: Vec::new(), over: false };
            let result = tera.render_to(&template, &context, &mut text);
            // Nobody listens any more when the time is up.
            let _ = sender.send(match result {
                _ if text.over => Err(Failure::TooLong),
                Err(error) => Err(Failure::Engine(error)),
                Ok(()) => Ok(text.text),
            });
        }
    };
    let thread = thread::Builder::new()
        .name("template".to_owned())
        .stack_size(STACK)
        .spawn(worker)
        .expect("a thread can be started");
    match receiver.recv_timeout(deadline) {
        Ok(result) => {
            result.map(|text| String::from_utf8(text).expect("the engine writes only text"))
        }
        Err(RecvTimeoutError::Disconnected) => {
            resume_unwind(thread.join().expect_err("it ended without an answer"))
        }
        Err(RecvTimeoutError::Timeout) => {
            stop.store(true, Ordering::Relaxed);
            Err(Failure::TooSlow)
        }
    }
}

/// A text that refuses to grow beyond [`LONGEST`], or when the time is up.
struct Bounded {
    text: Vec<u8>,
    over: bool,
}

impl Write for Bounded {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        self.over |= self.text.len() + more.len() > LONGEST;
        if self.over || is_out_of_time() {
            return Err(io::Error::other("too much"));
        }
        self.text.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
