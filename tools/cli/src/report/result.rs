//! What came of a step: a code and parameters for programs, a sentence for people.

use crate::scenario::{decimal, show_coins, show_instant};
use isthmus_regions::{Parameter, Sentence};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The result of a step, as the report has it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StepResult {
    /// What came of it.
    pub code: ResultCode,
    /// The parameters of that: amounts as strings in base units, instants in seconds.
    pub parameters: BTreeMap<&'static str, Parameter>,
    /// The same for people.
    pub text: String,
}

/// A result before anybody knows how amounts are written.
pub struct Told {
    code: ResultCode,
    sentence: Sentence,
}

/// What may come of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ResultCode {
    /// It is not over.
    Unfinished,
    /// It failed, and with it the story.
    Failed,
    /// It was left out, because the engine cannot show it.
    Skipped,
    /// The contract refused, as it should: `error` is its code where it has one.
    Refused,
    /// The contracts stand and are linked.
    Linked,
    /// A minter has its allowance.
    Allowed,
    /// Money was minted.
    Minted,
    /// An account has so much now.
    Balance,
    /// An issuer of passes is accredited.
    Accredited,
    /// A pass is accepted.
    Passed,
    /// Passes from abroad are recognised.
    Recognised,
    /// A pass went over the bridge.
    Shared,
    /// The pass counts.
    Authorised,
    /// A calendar is published.
    CalendarCreated,
    /// A deal is proposed.
    Proposed,
    /// A party consented to the hash of the terms.
    Consented,
    /// A deal is covered.
    Funded,
    /// Documents are with the bank.
    Presented,
    /// The bank stated a discrepancy.
    Discrepant,
    /// Discrepancies are waived.
    Waived,
    /// A deal is settled, its cover used up.
    Settled,
    /// A deal is settled, and what it did not use went back.
    SettledWithRest,
    /// A drawing is paid, and the deal goes on.
    PaidInPart,
    /// Coins of the region came.
    CoinsPaid,
    /// The bank can no longer refuse, so the deal was paid.
    Precluded,
    /// An account is frozen.
    Frozen,
    /// It is frozen no longer.
    Released,
    /// A payment came back by an error acknowledgement.
    ReturnedByError,
    /// A payment came back because the other region does not admit the receiver: `error` is the code.
    RefusedAbroad,
    /// Accounts are on the list of those who may pay and be paid.
    Listed,
    /// A payment is on its way.
    InFlight,
    /// A payment came back by a timeout.
    ReturnedByTimeout,
    /// What a deal held went back.
    Refunded,
    /// Reserves are attested.
    Attested,
    /// So much may be minted.
    Bounded,
    /// An account is held.
    Held,
    /// The hold is over.
    HoldOver,
    /// An account is frozen by the order of a court.
    Ordered,
    /// Redemption is open.
    RedemptionOpen,
    /// A redemption is asked for.
    RedemptionAsked,
    /// A redemption is paid out.
    Redeemed,
    /// A rule is stricter at once.
    Tightened,
    /// A looser rule waits.
    Scheduled,
    /// A looser rule holds.
    Applied,
}

/// What a result means to who pays: the colour of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Somebody was refused.
    Refused,
    /// Somebody is kept from his money.
    Held,
    /// Money came back.
    Back,
    /// Anything else.
    Plain,
}

impl ResultCode {
    /// The words of each. A test plays the scenarios and finds no parameter without a value.
    fn form(self) -> &'static str {
        match self {
            Self::Unfinished => "",
            Self::Failed => "failed: {words}",
            Self::Skipped => "not shown: {why}",
            Self::Refused => "refused: {words}",
            Self::Linked => "{contracts contract|contracts}, open channel {west} / {east}",
            Self::Allowed => "allowed",
            Self::Minted => "allowance left {allowance_left}",
            Self::Balance => "{party} has {balance}",
            Self::Accredited => "status list {list} of {short}",
            Self::Passed => "level {level}, {country}, valid for a year",
            Self::Recognised => "up to level {level}, news at most a week old",
            Self::Shared => "attested by the bridge: hashes only",
            Self::Authorised => "authorised at level {level}, status {age_seconds} s old",
            Self::CalendarCreated => {
                "calendar {calendar}, {days_off day|days} off a week, {holidays holiday|holidays}"
            }
            Self::Proposed => "deal {deal}, expires {expires_at}",
            Self::Consented => "to the terms, {status}",
            Self::Funded => "deal {deal} is {status}",
            Self::Presented => "to be examined until {exam_due_at}",
            Self::Discrepant => "{discrepancies discrepancy|discrepancies}: {document}",
            Self::Waived => "{open} left open",
            Self::Settled => "deal settled",
            Self::SettledWithRest => "deal settled, unused cover {rest} back to {party}",
            Self::PaidInPart => "paid in part, {held} held for the rest",
            Self::CoinsPaid => "{party} has {coins} more",
            Self::Precluded => "precluded from refusing: paid (embedded only)",
            Self::Frozen => "frozen in full",
            Self::Released => "not frozen",
            Self::ReturnedByError => {
                "packet {packet} refused by an error ack; {party} has {balance} again"
            }
            Self::RefusedAbroad => "refused by the {region} [{error}]; {party} has {balance} again",
            Self::Listed => "{accounts} on the list",
            Self::InFlight => "in flight; times out {timeout_at}",
            Self::ReturnedByTimeout => "packet {packet} timed out; {party} has {balance} again",
            Self::Refunded => "refunded; {party} has {balance} again",
            Self::Attested => "attested, with the hash of the report",
            Self::Bounded => "room for {headroom}",
            Self::Held => "held; it ends by itself",
            Self::HoldOver => "paid: no transaction ended the hold",
            Self::Ordered => "done, with the hash of the order",
            Self::RedemptionOpen => "open",
            Self::RedemptionAsked => "redemption {redemption}, due {due_at}",
            Self::Redeemed => "the supply is {supply}",
            Self::Tightened => "at once: it tightens a rule",
            Self::Scheduled => "change {change} waits {seconds second|seconds}",
            Self::Applied => "the cap is {cap}",
        }
    }

    /// What it means to who pays.
    pub fn tone(self) -> Tone {
        match self {
            Self::Refused | Self::Discrepant | Self::Failed => Tone::Refused,
            Self::Held | Self::Frozen | Self::Ordered => Tone::Held,
            Self::ReturnedByError
            | Self::RefusedAbroad
            | Self::ReturnedByTimeout
            | Self::Refunded
            | Self::SettledWithRest => Tone::Back,
            _ => Tone::Plain,
        }
    }

    /// The result with its first parameter.
    pub fn with(self, name: &'static str, value: impl Into<Parameter>) -> Told {
        Told::from(self).with(name, value)
    }
}

impl From<ResultCode> for Told {
    fn from(code: ResultCode) -> Self {
        Self { code, sentence: Sentence::new(code.form()) }
    }
}

impl Told {
    /// A result in words of its own.
    pub(super) fn in_words(code: ResultCode, words: &'static str) -> Self {
        Self { code, sentence: Sentence::new(words) }
    }

    /// Gives a parameter its value.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl Into<Parameter>) -> Self {
        Self { sentence: self.sentence.with(name, value), ..self }
    }

    /// The result as the report has it.
    pub fn written(&self, decimals: u8) -> StepResult {
        StepResult {
            code: self.code,
            parameters: self.sentence.parameters().clone(),
            text: text(&self.sentence, decimals),
        }
    }
}

/// A sentence for people: amounts decimal, instants as dates.
pub fn text(sentence: &Sentence, decimals: u8) -> String {
    sentence.text(|parameter| match parameter {
        Parameter::Amount(amount) => decimal(amount.u128(), decimals),
        Parameter::Coins(coins) => show_coins(coins),
        Parameter::Instant(seconds) => show_instant(*seconds),
        other => other.to_string(),
    })
}
