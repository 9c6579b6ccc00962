//! The rules, pure: nothing here knows storage, messages or other contracts.
//!
//! | module | what it decides |
//! |---|---|
//! | [`minter`] | what a minter may still mint: allowance, ceiling, rate limit, stop |
//! | [`reserve`] | what the attested reserves allow, and what is left of them after a payment |
//! | [`composition`] | what the reserves are made of, and the figures that the law asks for |
//! | [`redemption`] | the terms of redemption, marks, late ones, when tokens go back |
//! | [`duties`] | which duties may not meet in one account, over both contracts |
//! | [`changes`] | which changes loosen a rule |
//! | [`text`] | references and reasons |

pub mod changes;
pub mod composition;
pub mod duties;
pub mod minter;
pub mod redemption;
pub mod reserve;
pub mod text;
