//! The messages of the identity registry.
//!
//! | module | what is in it |
//! |---|---|
//! | `registry` | a registry at work, brought to where a message is measured |
//! | `setup` | instantiate, migrate, pauses, roles, the owner |
//! | `did` | DIDs and their accounts |
//! | `trust` | jurisdictions, issuers, recognitions, status lists |
//! | `pass` | passes, and what is told of them abroad |
//! | `query` | every question, pages of 1, 10 and 30 |
//! | `worst` | all of it as large as it may be |

mod did;
mod pass;
mod query;
pub(super) mod registry;
mod setup;
mod trust;
mod worst;

use crate::bench::Bench;

/// Every message, as people send it.
pub fn rows(bench: &mut Bench) {
    setup::rows(bench);
    did::rows(bench);
    trust::rows(bench);
    pass::rows(bench);
    query::rows(bench);
}

/// The dearest that is legal.
pub fn worst(bench: &mut Bench) {
    worst::run(bench);
}
