//! The rules, pure: nothing here knows storage, messages or other contracts.
//!
//! | module | what it decides |
//! |---|---|
//! | [`deal`] | a letter of credit as it is stored: who is who, its money, its drawings |
//! | [`agreement`] | consent, cover, cancellation, payout |
//! | [`presentation`] | presenting documents, in parts, again |
//! | [`examination`] | acceptance, the notice of refusal, the waiver |
//! | [`clock`] | what comes due by itself: lapse, preclusion, expiry, refund |
//! | [`discrepancies`] | the discrepancies that can be seen without a banker |
//! | [`actions`] | the same read as a question: what may happen next |
//! | [`drawing`], [`step`] | the contents of a drawing; what follows from an action |
//! | [`terms`] | which terms make sense, what must be covered, what a consent signs |
//! | [`ledger`] | a deal's money |
//! | [`policy`] | whether a policy asks less of a party than another |
//! | [`destination`], [`asset`] | where money goes and what it is, checked |
//!
//! A deal is always read as of now: every action first carries out whatever has come due
//! ([`Deal::advance`](deal::Deal::advance)), which is also all that a crank does. So it makes no
//! difference to anybody's money whether and when somebody cranks (I16), and every state ends by itself
//! (I6). An action changes the deal and returns the [`Step`](step::Step)s that follow.

pub mod actions;
pub mod agreement;
pub mod asset;
pub mod clock;
pub mod deal;
pub mod destination;
pub mod discrepancies;
pub mod drawing;
pub mod examination;
pub mod ledger;
pub mod policy;
pub mod presentation;
pub mod step;
pub mod terms;
pub mod text;

#[cfg(test)]
mod tests;
