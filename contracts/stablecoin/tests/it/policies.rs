//! Policy contracts for the tests: one code that follows one of a few rules.

use cosmwasm_std::{
    to_json_binary, Addr, Binary, Deps, DepsMut, Empty, Env, MessageInfo, Order, Reply, Response,
    StdError, StdResult, SubMsg, Uint128, WasmMsg,
};
use cw20::BalanceResponse;
use cw_multi_test::{Contract, ContractWrapper, Executor};
use cw_storage_plus::{Item, Map};
use isthmus_api::policy::{CanMoveResponse, ExecuteMsg, Movement, QueryMsg};
use isthmus_api::stablecoin::{self, PolicyContract};
use serde::{Deserialize, Serialize};

use crate::suite::{Outcome, Suite};

/// What the contract does when it is asked.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub enum Rule {
    /// Lets everything pass.
    Allow,
    /// Lets nothing pass, in these words.
    Refuse(String),
    /// No account pays more than this on one day.
    Daily(u128),
    /// Answers a query and cannot be asked in a transaction.
    Mute,
    /// Sends these messages to whoever asks, the first time, and swallows their errors if told to.
    Reenter { messages: Vec<stablecoin::ExecuteMsg>, swallow: bool },
}

/// What it was asked, and the balances of payer and recipient that it found.
pub type Asked = (Movement, Option<Uint128>, Option<Uint128>);

const RULE: Item<Rule> = Item::new("rule");
const ASKED: Item<Vec<Asked>> = Item::new("asked");
/// account and day -> what it paid.
const PAID: Map<(&str, u64), u128> = Map::new("paid");
const DAY: u64 = 86_400;

fn judge(deps: Deps, env: &Env, movement: &Movement) -> Result<Option<u128>, String> {
    match RULE.load(deps.storage).unwrap() {
        Rule::Refuse(words) => Err(words),
        Rule::Daily(most) => {
            let Some(from) = &movement.from else { return Ok(None) };
            let day = env.block.time.seconds() / DAY;
            let paid = PAID.may_load(deps.storage, (from, day)).unwrap().unwrap_or_default();
            match paid + movement.amount.u128() {
                sum if sum > most => Err(format!("at most {most} a day")),
                sum => Ok(Some(sum)),
            }
        }
        Rule::Allow | Rule::Mute | Rule::Reenter { .. } => Ok(None),
    }
}

fn execute(deps: DepsMut, env: Env, info: MessageInfo, msg: ExecuteMsg) -> StdResult<Response> {
    let ExecuteMsg::CheckMovement(movement) = msg;
    let paid = judge(deps.as_ref(), &env, &movement).map_err(StdError::generic_err)?;
    if let (Some(paid), Some(from)) = (paid, &movement.from) {
        PAID.save(deps.storage, (from, env.block.time.seconds() / DAY), &paid)?;
    }
    let balance = |address: &Option<String>| {
        let ask = |address: &String| {
            let query = stablecoin::QueryMsg::Balance { address: address.clone() };
            deps.querier.query_wasm_smart::<BalanceResponse>(&info.sender, &query)
        };
        address.as_ref().map(ask).transpose().map(|answer| answer.map(|it| it.balance))
    };
    let (payer, recipient) = (balance(&movement.from)?, balance(&movement.to)?);
    let mut asked = ASKED.may_load(deps.storage)?.unwrap_or_default();
    asked.push((movement, payer, recipient));
    ASKED.save(deps.storage, &asked)?;
    match RULE.load(deps.storage)? {
        Rule::Mute => Err(StdError::generic_err("unknown variant check_movement")),
        Rule::Reenter { messages, swallow } if asked.len() == 1 => {
            let call = |msg: &stablecoin::ExecuteMsg| {
                let call = WasmMsg::Execute {
                    contract_addr: info.sender.to_string(),
                    msg: to_json_binary(msg)?,
                    funds: vec![],
                };
                Ok(if swallow { SubMsg::reply_on_error(call, 0) } else { SubMsg::new(call) })
            };
            let calls: StdResult<Vec<_>> = messages.iter().map(call).collect();
            Ok(Response::new().add_submessages(calls?))
        }
        _ => Ok(Response::new()),
    }
}

fn query(deps: Deps, env: Env, msg: QueryMsg) -> StdResult<Binary> {
    let QueryMsg::CanMove(movement) = msg;
    let reason = judge(deps, &env, &movement).err();
    to_json_binary(&CanMoveResponse { allowed: reason.is_none(), reason })
}

fn code() -> Box<dyn Contract<Empty>> {
    let instantiate = |deps: DepsMut, _: Env, _: MessageInfo, rule: Rule| {
        RULE.save(deps.storage, &rule).map(|()| Response::<Empty>::new())
    };
    let swallow = |_: DepsMut, _: Env, _: Reply| StdResult::Ok(Response::<Empty>::new());
    Box::new(ContractWrapper::new(execute, instantiate, query).with_reply(swallow))
}

impl Suite {
    /// A policy contract with this rule, which no token asks yet.
    pub fn policy(&mut self, rule: &Rule) -> Addr {
        let id = self.app.store_code(code());
        let owner = Addr::unchecked(self.addr("owner"));
        self.app.instantiate_contract(id, owner, rule, &[], "policy", None).unwrap()
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
        RULE.save(&mut *self.app.contract_storage_mut(policy), rule).unwrap();
    }

    /// What the contract was asked since this was asked last.
    pub fn asked(&mut self, policy: &Addr) -> Vec<Asked> {
        let mut storage = self.app.contract_storage_mut(policy);
        let asked = ASKED.may_load(&*storage).unwrap().unwrap_or_default();
        ASKED.remove(&mut *storage);
        asked
    }

    /// Days on which somebody paid something, as the contract counts.
    pub fn days(&self, policy: &Addr) -> usize {
        PAID.keys(&*self.app.contract_storage(policy), None, None, Order::Ascending).count()
    }
}

/// The message that names a contract or ends it.
pub fn set(policy: Option<&Addr>, gas_limit: u64) -> stablecoin::ExecuteMsg {
    let policy = policy.map(|address| PolicyContract { address: address.to_string(), gas_limit });
    stablecoin::ExecuteMsg::SetPolicyContract { policy }
}
