//! A contract that does as it is told. It takes or refuses each message by what it was told of it, asks
//! and sends what it was told to, gives the answers it was told to give and keeps the records it is given.
//! It may stand in front of another contract, to which goes whatever it was told nothing of.
//!
//! So it is a receiver of refunds that takes them or does not, a token that pays in and never out or calls
//! back in the middle of a payment, a bridge, a policy contract, somebody who sends bytes that are hardly
//! JSON, older code that is migrated and the admin who does it.

mod placed;
mod script;

pub use placed::{OlderContract, ScriptedContract};
pub use script::{Pattern, Reaction, Script, Taken, ANY};

use cosmwasm_std::{
    from_json, to_json_vec, Binary, CosmosMsg, Deps, DepsMut, Empty, Env, MessageInfo, Reply,
    Response, StdError, StdResult, SubMsg, Uint128, WasmMsg, WasmQuery,
};
use cw_multi_test::error::{bail, AnyResult};
use cw_multi_test::Contract;
use isthmus_regions::embedded::EmbeddedCode;
use serde::{Deserialize, Serialize};
use serde_json::{json, Value};

use script::Step;

/// Name of its code.
pub const NAME: &str = "scripted";
/// Seconds of a day.
const DAY: u64 = 86_400;

/// What only who tells it what to do sends it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Told {
    /// From now on.
    Script(Script),
    /// It sends this.
    Send(CosmosMsg<Empty>),
}

/// Its code, for cw-multi-test.
#[derive(Default)]
pub struct Scripted {
    behind: Option<Box<dyn Contract<Empty>>>,
}

impl Scripted {
    /// One that stands in front of another contract.
    pub fn before(behind: Box<dyn Contract<Empty>>) -> Self {
        Self { behind: Some(behind) }
    }
}

/// Its code, for an embedded chain.
pub fn code() -> EmbeddedCode {
    EmbeddedCode::new(NAME, Box::new(Scripted::default()))
}

/// Name and body of a message or query.
fn named(msg: &Value) -> StdResult<(&str, &Value)> {
    let field = msg.as_object().filter(|fields| fields.len() == 1);
    let (name, body) = field
        .and_then(|fields| fields.iter().next())
        .ok_or_else(|| StdError::generic_err("a message has one name"))?;
    Ok((name, body))
}

/// A template with what its `$` texts stand for.
fn filled(template: &Value, env: &Env, info: &MessageInfo, body: &Value) -> Value {
    match template {
        Value::String(text) => match text.strip_prefix('$') {
            Some("self") => json!(env.contract.address),
            Some("caller") => json!(info.sender),
            Some(field) => body[field].clone(),
            None => template.clone(),
        },
        Value::Object(fields) => fields
            .iter()
            .map(|(name, field)| (name.clone(), filled(field, env, info, body)))
            .collect(),
        Value::Array(items) => items.iter().map(|item| filled(item, env, info, body)).collect(),
        other => other.clone(),
    }
}

/// Whether something was left out that the template names.
fn lacks(filled: &Value) -> bool {
    match filled {
        Value::Null => true,
        Value::Object(fields) => fields.values().any(lacks),
        Value::Array(items) => items.iter().any(lacks),
        _ => false,
    }
}

/// Counts what was moved today, and refuses what is too much.
fn spend(deps: DepsMut, env: &Env, body: &Value, most: Uint128) -> AnyResult<()> {
    let Some(from) = body["from"].as_str() else { return Ok(()) };
    let amount: Uint128 = serde_json::from_value(body["amount"].clone())?;
    let key = format!("spent {from} {}", env.block.time.seconds() / DAY);
    let spent: Uint128 = deps.storage.get(key.as_bytes()).map_or(Ok(Uint128::zero()), from_json)?;
    match spent.checked_add(amount) {
        Ok(sum) if sum <= most => deps.storage.set(key.as_bytes(), &to_json_vec(&sum)?),
        _ => bail!("at most {most} a day"),
    }
    Ok(())
}

impl Contract<Empty> for Scripted {
    fn instantiate(
        &self,
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: Vec<u8>,
    ) -> AnyResult<Response> {
        if let Some(behind) = &self.behind {
            return behind.instantiate(deps, env, info, msg);
        }
        serde_json::from_slice::<Script>(&msg)?.tell(deps.storage)?;
        Ok(Response::new())
    }

    fn execute(
        &self,
        mut deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: Vec<u8>,
    ) -> AnyResult<Response> {
        let parsed: Value = from_json(&msg)?;
        if let Ok(told) = serde_json::from_value(parsed.clone()) {
            return match told {
                Told::Script(script) => Ok(script.tell(deps.storage).map(|()| Response::new())?),
                Told::Send(message) => Ok(Response::new().add_message(message)),
            };
        }
        let (name, body) = named(&parsed)?;
        let reaction = match (Script::reaction(deps.storage, &parsed)?, &self.behind) {
            (Some(reaction), _) => reaction,
            (None, Some(behind)) => return behind.execute(deps, env, info, msg),
            (None, None) => bail!("nobody said what to do with {name}"),
        };
        let fill = |template: &Value| filled(template, &env, &info, body);
        let address = |contract: &str| match fill(&json!(contract)) {
            Value::String(address) => address,
            other => other.to_string(),
        };
        let (mut response, mut answers) = (Response::new(), Vec::new());
        for step in &reaction.0 {
            match step {
                Step::Refuse(words) => bail!("{words}"),
                Step::Limit(most) => spend(deps.branch(), &env, body, *most)?,
                Step::Pass => {
                    let Some(behind) = &self.behind else { bail!("it stands before nobody") };
                    response =
                        behind.execute(deps.branch(), env.clone(), info.clone(), msg.clone())?;
                }
                Step::Ask { contract, query } => {
                    let query = fill(query);
                    if lacks(&query) {
                        answers.push(Value::Null);
                        continue;
                    }
                    let msg = query.to_string().into_bytes().into();
                    let ask = WasmQuery::Smart { contract_addr: address(contract), msg };
                    answers.push(deps.querier.query(&ask.into())?);
                }
                Step::Send { contract, msg, swallow } => {
                    let msg = fill(msg).to_string().into_bytes().into();
                    let contract_addr = address(contract);
                    let call = WasmMsg::Execute { contract_addr, msg, funds: Vec::new() };
                    response = response.add_submessage(match swallow {
                        true => SubMsg::reply_on_error(call, 0),
                        false => SubMsg::new(call),
                    });
                }
            }
        }
        let (caller, message, body) = (info.sender.into_string(), name.to_string(), body.clone());
        Taken { caller, message, body, answers }.keep(deps.storage)?;
        Ok(response)
    }

    fn query(&self, deps: Deps, env: Env, msg: Vec<u8>) -> AnyResult<Binary> {
        let question: Value = from_json(&msg)?;
        let (name, _) = named(&question)?;
        match (Script::load(deps.storage)?.answer_to(&question), &self.behind) {
            (Some(answer), _) => Ok(answer.to_string().into_bytes().into()),
            (None, Some(behind)) => behind.query(deps, env, msg),
            (None, None) => bail!("nobody said what to answer to {name}"),
        }
    }

    /// A swallowed error.
    fn reply(&self, _: DepsMut, _: Env, _: Reply) -> AnyResult<Response> {
        Ok(Response::new())
    }

    fn sudo(&self, _: DepsMut, _: Env, _: Vec<u8>) -> AnyResult<Response> {
        bail!("nobody governs it")
    }

    fn migrate(
        &self,
        _: DepsMut,
        _: Env,
        _: Vec<u8>,
        _: cosmwasm_std::MigrateInfo,
    ) -> AnyResult<Response> {
        bail!("nothing is migrated to it")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::{address, fails, Chain, Done};
    use cosmwasm_std::Addr;

    /// A chain with a scripted contract on it.
    fn placed(script: &Script) -> (Chain, Addr) {
        let mut chain = Chain::new(DAY, &["ana"], &[]);
        let contract = chain.scripted(script, "scripted");
        (chain, contract)
    }

    fn send(chain: &mut Chain, contract: &Addr, msg: &Value) -> Done {
        chain.call(&address("ana"), contract, msg, &[])
    }

    #[test]
    fn what_names_more_of_a_message_counts() {
        let shut = json!({"open": {"door": "back"}});
        let script = Script::default()
            .on(shut.clone(), Reaction::refuse("shut"))
            .on("open", Reaction::accept())
            .answer(ANY, 1)
            .answer(json!({"count": {"of": "doors"}}), 2);
        let (mut chain, contract) = placed(&script);
        fails(send(&mut chain, &contract, &shut), "shut");
        send(&mut chain, &contract, &json!({"open": {"door": "front"}})).unwrap();
        let ask = |of: &str| {
            let query = json!({"count": {"of": of}});
            chain.app.wrap().query_wasm_smart::<u8>(&contract, &query).unwrap()
        };
        assert_eq!((ask("doors"), ask("windows")), (2, 1));
    }

    #[test]
    fn the_next_time_is_once_and_a_failure_does_not_use_it_up() {
        let (mut chain, contract) = placed(&Script::default().on("ring", Reaction::accept()));
        let ring = json!({"ring": {}});
        chain.tell(&contract, Script::default().next("ring", Reaction::refuse("busy")));
        fails(send(&mut chain, &contract, &ring), "busy");
        fails(send(&mut chain, &contract, &ring), "busy");
        let itself = Reaction::accept().send("$self", &ring);
        chain.tell(&contract, Script::default().next("ring", itself));
        send(&mut chain, &contract, &ring).unwrap();
        assert_eq!(chain.take(&contract).len(), 2);
        send(&mut chain, &contract, &ring).unwrap();
        assert_eq!(chain.taken(&contract).len(), 1);
    }

    #[test]
    fn it_asks_and_sends_what_the_message_says() {
        let (mut chain, other) = placed(&Script::default().answer("age", 7));
        let swallowed = Reaction::accept()
            .ask("$whom", json!({"age": {"of": "$who"}}))
            .ask("$whom", json!({"age": {"of": "$nobody"}}))
            .attempt("$whom", json!({"greet": {"from": "$caller"}}));
        let contract = chain.scripted(&Script::default().on("visit", swallowed), "visitor");
        let visit = json!({"visit": {"whom": other, "who": "ben"}});
        send(&mut chain, &contract, &visit).unwrap();
        let taken = chain.taken(&contract).remove(0);
        assert_eq!((taken.message.as_str(), taken.body), ("visit", visit["visit"].clone()));
        assert_eq!(taken.answers, [json!(7), Value::Null]);
        assert!(chain.taken(&other).is_empty(), "it takes no greeting, and that is swallowed");
        chain.tell(&other, Script::default().on("greet", Reaction::accept()));
        send(&mut chain, &contract, &visit).unwrap();
        let greeted = chain.taken(&other).remove(0);
        assert_eq!(greeted.body, json!({"from": address("ana")}));
        assert_eq!(greeted.caller, contract.as_str());
    }

    #[test]
    fn what_it_was_told_nothing_of_goes_to_the_contract_behind_it() {
        let mut chain = Chain::new(DAY, &[], &[]);
        let front = Scripted::before(Box::new(Scripted::default()));
        let own = Script::default().on("sing", Reaction::accept()).answer("song", "la");
        let contract = chain.neighbour(Box::new(front), &own, "front");
        // Both keep their script in the same storage: what is behind takes what is told of it.
        send(&mut chain, &contract, &json!({"sing": {}})).unwrap();
        fails(send(&mut chain, &contract, &json!({"dance": {}})), "nobody said what to do");
        chain.tell(&contract, Script::default().on("sing", Reaction::refuse("hoarse")));
        fails(send(&mut chain, &contract, &json!({"sing": {}})), "hoarse");
    }

    #[test]
    fn a_limit_counts_what_somebody_moves_on_a_day() {
        let (mut chain, contract) = placed(&Script::default().on("move", Reaction::limit(10)));
        let moved = |from: &str, amount: &str| json!({"move": {"from": from, "amount": amount}});
        send(&mut chain, &contract, &moved("ana", "6")).unwrap();
        fails(send(&mut chain, &contract, &moved("ana", "5")), "at most 10 a day");
        send(&mut chain, &contract, &moved("ana", "4")).unwrap();
        send(&mut chain, &contract, &moved("ben", "10")).unwrap();
        chain.after_days(1);
        send(&mut chain, &contract, &moved("ana", "10")).unwrap();
    }
}
