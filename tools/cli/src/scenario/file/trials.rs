//! The shape of `[trials]`.

use crate::scenario::limit::described::{Amount, Party};
use schemars::JsonSchema;
use serde::Deserialize;

/// Things that go wrong. Each is shown only if its section is there.
#[derive(Deserialize, JsonSchema, Clone, Debug, Default)]
#[serde(deny_unknown_fields, default)]
pub struct TrialsSection {
    /// One person under two rules: paid at home, refused in the other region, whose list it is not on,
    /// until its pass counts there.
    pub two_rules: Option<TwoRulesSection>,
    /// A payment to a frozen account of the other region: it comes back by an error acknowledgement.
    pub frozen: Option<FrozenSection>,
    /// A payment that no relayer carries in time: it comes back by a timeout.
    pub unrelayed: Option<UnrelayedSection>,
    /// A credit under which nobody presents: it expires and anyone cranks the refund.
    pub expired: Option<ExpiredSection>,
    /// A bank that stays silent for five banking days must pay (UCP 600 art. 16(f)). Embedded only.
    pub silence: Option<SilenceSection>,
}

/// One person under two rules.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct TwoRulesSection {
    /// Who pays: three times, of which one comes back. In the home region of the person.
    #[schemars(with = "Party")]
    pub from: String,
    /// Who is paid. Needs a pass; the other region must have `mode = "allowlist"`.
    #[schemars(with = "Party")]
    pub person: String,
    /// How much each time.
    #[schemars(with = "Amount")]
    pub amount: String,
}

/// A payment to a frozen account.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct FrozenSection {
    /// Who pays.
    #[schemars(with = "Party")]
    pub from: String,
    /// Who is frozen, in the other region.
    #[schemars(with = "Party")]
    pub to: String,
    /// How much.
    #[schemars(with = "Amount")]
    pub amount: String,
}

/// A payment that nobody relays.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct UnrelayedSection {
    /// Who pays.
    #[schemars(with = "Party")]
    pub from: String,
    /// Who would be paid, in the other region.
    #[schemars(with = "Party")]
    pub to: String,
    /// How much.
    #[schemars(with = "Amount")]
    pub amount: String,
    /// After how many seconds it may come back, 10 to 120; 20 if absent.
    #[serde(default = "timeout")]
    #[schemars(range(min = 10, max = 120))]
    pub timeout_seconds: u64,
}

/// A credit that expires, between the parties of `[credit]`.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ExpiredSection {
    /// Amount of the credit.
    #[schemars(with = "Amount")]
    pub amount: String,
    /// After how many seconds it expires, 20 to 120; 40 if absent.
    #[serde(default = "expires_in")]
    #[schemars(range(min = 20, max = 120))]
    pub expires_in_seconds: u64,
}

/// A credit whose bank stays silent, between the parties of `[credit]` with its documents.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SilenceSection {
    /// Amount of the credit.
    #[schemars(with = "Amount")]
    pub amount: String,
}

fn timeout() -> u64 {
    20
}

fn expires_in() -> u64 {
    40
}
