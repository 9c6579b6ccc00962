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
