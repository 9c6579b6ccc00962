//! Contracts that are asked about movements.

use isthmus_api::policy::{CanMoveResponse, Movement};
use isthmus_api::stablecoin::PolicyContract;

use super::*;

/// What the contract does when it is asked.
#[derive(Clone, Debug)]
pub enum Rule {
    /// Lets everything pass.
    Allow,
    /// Lets nothing pass, in these words.
    Refuse(String),
    /// No account pays more than this on one day; a query is told so of exactly one unit more.
    Daily(u128),
    /// Answers a query and cannot be asked in a transaction.
    Mute,
    /// Sends these messages to whoever asks, the first time, and swallows their errors if told to.
    Reenter { messages: Vec<ExecuteMsg>, swallow: bool },
}

impl Rule {
    fn script(&self) -> Script {
        let balance = |of: &str| json!({"balance": {"address": of}});
        let told = |reaction: Reaction| {
            reaction.ask("$caller", balance("$from")).ask("$caller", balance("$to"))
        };
        let allow = CanMoveResponse { allowed: true, reason: None };
        let refuse = |words: &str| CanMoveResponse { allowed: false, reason: Some(words.into()) };
        let asked = "check_movement";
        let script =
            Script::default().on(asked, told(Reaction::accept())).answer("can_move", allow);
        match self {
            Self::Allow => script,
            Self::Refuse(words) => {
                script.on(asked, Reaction::refuse(words)).answer("can_move", refuse(words))
            }
            Self::Daily(most) => {
                let above = json!({"can_move": {"amount": Uint128::new(most + 1)}});
                let words = format!("at most {most} a day");
                script.on(asked, told(Reaction::limit(*most))).answer(above, refuse(&words))
            }
            Self::Mute => script.on(asked, Reaction::refuse("unknown variant check_movement")),
            Self::Reenter { messages, swallow } => {
                let send = |reaction: Reaction, msg: &ExecuteMsg| match swallow {
                    true => reaction.attempt("$caller", msg),
                    false => reaction.send("$caller", msg),
                };
                let reaction = messages.iter().fold(told(Reaction::accept()), send);
                script.next(asked, reaction)
            }
        }
    }
}

/// What it was asked, and the balances of payer and recipient that it found.
pub type Asked = (Movement, Option<Uint128>, Option<Uint128>);

impl Suite {
    /// A policy contract with this rule, which no token asks yet.
    pub fn policy(&mut self, rule: &Rule) -> Addr {
        self.scripted(&rule.script(), "policy")
    }

    /// Names it.
    pub fn ask(&mut self, policy: Option<&Addr>) -> Outcome {
        self.send("compliance", set(policy, 200_000))
    }

    /// A policy contract with this rule, which the token asks from now on.
    pub fn under(&mut self, rule: &Rule) -> Addr {
        let policy = self.policy(rule);
        self.ask(Some(&policy)).unwrap();
        policy
    }

    /// The contract follows another rule.
    pub fn change_rule(&mut self, policy: &Addr, rule: &Rule) {
        self.tell(policy, rule.script());
    }

    /// What the contract was asked since this was asked last.
    pub fn asked(&mut self, policy: &Addr) -> Vec<Asked> {
        let asked = self.take(policy).into_iter();
        let balance = |answer: &serde_json::Value| {
            let answer: Option<cw20::BalanceResponse> =
                serde_json::from_value(answer.clone()).unwrap();
            answer.map(|answer| answer.balance)
        };
        let asked = asked.map(|taken| {
            let [payer, recipient] = [0, 1].map(|n| balance(&taken.answers[n]));
            (serde_json::from_value(taken.body).unwrap(), payer, recipient)
        });
        asked.collect()
    }

    /// Days on which somebody paid something, as the contract counts.
    pub fn days(&self, policy: &Addr) -> usize {
        let records = self.app.dump_wasm_raw(policy);
        records.iter().filter(|(key, _)| key.starts_with(b"spent ")).count()
    }
}

/// The message that names a contract or ends it.
pub fn set(policy: Option<&Addr>, gas_limit: u64) -> ExecuteMsg {
    let policy = policy.map(|address| PolicyContract { address: address.to_string(), gas_limit });
    ExecuteMsg::SetPolicyContract { policy }
}
