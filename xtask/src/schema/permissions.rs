//! `permissions.json`: one line for each execute message, who may send it and whether it takes coins.

use isthmus_api::permission::{
    caller_text, table, AdminParty, Caller, Funds, Guarded, PartyName, RoleName,
};
use isthmus_api::{bridge, escrow, identity, issuance, stablecoin};
use serde::Serialize;
use serde_json::{json, Value};

use super::Versioned;

#[derive(Serialize)]
pub struct Permissions {
    stablecoin: Vec<Value>,
    issuance: Vec<Value>,
    escrow: Vec<Value>,
    identity: Vec<Value>,
    bridge: Vec<Value>,
}

pub fn all() -> Versioned<Permissions> {
    Versioned::new(Permissions {
        stablecoin: lines::<stablecoin::ExecuteMsg>(),
        issuance: lines::<issuance::ExecuteMsg>(),
        escrow: lines::<escrow::ExecuteMsg>(),
        identity: lines::<identity::ExecuteMsg>(),
        bridge: lines::<bridge::ExecuteMsg>(),
    })
}

fn lines<M: Guarded>() -> Vec<Value> {
    let line = |(message, permission): (&str, isthmus_api::permission::PermissionOf<M>)| {
        json!({
            "message": message,
            "who": caller_text(permission.caller),
            "caller": caller(&permission.caller),
            "funds": match permission.funds {
                Funds::None => "none",
                Funds::Checked => "checked by the message",
            },
        })
    };
    table::<M>().into_iter().map(line).collect()
}

/// The same for programs.
fn caller<R: RoleName, P: PartyName>(caller: &Caller<R, P>) -> Value {
    match caller {
        Caller::Anyone => json!("anyone"),
        Caller::Owner => json!("owner"),
        Caller::Role(role) => {
            let name: &'static str = (*role).into();
            json!({ "role": name })
        }
        Caller::Contract(contract) => {
            let name: &'static str = contract.into();
            json!({ "contract": name })
        }
        Caller::Admin(admin) => json!({ "admin": AdminParty::words(*admin) }),
        Caller::Party(parties) => {
            json!({ "party": parties.iter().map(|party| party.words()).collect::<Vec<_>>() })
        }
        Caller::OneOf(callers) => {
            json!({ "one_of": callers.iter().map(self::caller).collect::<Vec<_>>() })
        }
    }
}
