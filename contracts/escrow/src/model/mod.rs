//! The rules, pure: nothing here knows storage, messages or other contracts.
//!
//! | module | what it decides |
//! |---|---|
//! | [`calendar`] | banking days: which there are, where a deadline rolls to, when an examination ends |
//! | [`terms`] | which terms make sense, what must be covered, what a consent signs |
//! | [`examine`] | the discrepancies that can be seen without a banker |
//! | [`ledger`] | a deal's money |
//! | [`deal`] | the state machine: who may do what when, and what follows from it |
//! | [`actions`] | the same read as a question: what may happen next |

pub mod actions;
pub mod calendar;
pub mod deal;
pub mod examine;
pub mod ledger;
pub mod terms;
