//! A contract that receives, and does worse if it is told to.

use super::*;

const LAST: Item<(String, Uint128, Binary, Uint128)> = Item::new("last");

#[derive(serde::Serialize, serde::Deserialize, Clone, Debug, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Hook {
    Receive(Cw20ReceiveMsg),
}

/// Keeps what it was told and its balance at that moment. `refuse` as `msg` makes it fail, `bounce`
/// makes it send the money straight back, in the middle of the call; `pull` makes it take as much again
/// by an allowance of the caller's, `again` send it to itself.
pub(super) fn receiver() -> Box<dyn cw_multi_test::Contract<Empty>> {
    Box::new(ContractWrapper::new(
        |deps: cosmwasm_std::DepsMut,
         env: cosmwasm_std::Env,
         info: cosmwasm_std::MessageInfo,
         msg: Hook|
         -> StdResult<Response> {
            let Hook::Receive(told) = msg;
            let query = QueryMsg::Balance { address: env.contract.address.to_string() };
            let held: cw20::BalanceResponse =
                deps.querier.query_wasm_smart(&info.sender, &query)?;
            let storage: &mut dyn Storage = deps.storage;
            LAST.save(
                storage,
                &(told.sender.clone(), told.amount, told.msg.clone(), held.balance),
            )?;
            let (amount, own) = (told.amount, env.contract.address.to_string());
            let back = match told.msg.as_slice() {
                b"refuse" => return Err(StdError::generic_err("refused")),
                b"bounce" => ExecuteMsg::Transfer { recipient: told.sender, amount },
                b"pull" => ExecuteMsg::TransferFrom { owner: told.sender, recipient: own, amount },
                b"again" => ExecuteMsg::Send { contract: own, amount, msg: Binary::default() },
                _ => return Ok(Response::new()),
            };
            Ok(Response::new().add_message(WasmMsg::Execute {
                contract_addr: info.sender.to_string(),
                msg: to_json_binary(&back)?,
                funds: vec![],
            }))
        },
        |_deps: cosmwasm_std::DepsMut,
         _env: cosmwasm_std::Env,
         _info: cosmwasm_std::MessageInfo,
         _msg: Empty|
         -> StdResult<Response> { Ok(Response::new()) },
        |deps: cosmwasm_std::Deps, _env: cosmwasm_std::Env, _msg: Empty| -> StdResult<Binary> {
            to_json_binary(&LAST.may_load(deps.storage)?)
        },
    ))
}
