//! Acts that a holder signed off the chain and anybody submits: the submitter pays the gas and gains
//! nothing. Whatever stops the signer's own message stops it here: pauses, freezes, statuses, balance.

use cosmwasm_std::{Api, Env, Event, Response, Storage, Uint128};
use cw20::Expiration;
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::{
    events, AccountKey, Authorization, ExecuteKind, PauseScope, Signature, SignedAction,
    OPEN_NONCES,
};
use isthmus_api::types;
use isthmus_kit::overlay::Overlay;

use super::ledger::Ledger;
use super::{allowance, emit, refuse, transfer, Ctx, CtxExt, Named, Outcome};
use crate::error::ContractError;
use crate::model::movement::Kind;
use crate::model::payments::{checked_memo, expiry};
use crate::model::signature;
use crate::model::signed::{self, Domain, Terms};
use crate::state::{self, AccountId};

/// `permit`: the signer lets a spender use that much, in place of what it might use.
pub fn permit(
    ctx: &mut Ctx,
    owner: String,
    spender: String,
    amount: Uint128,
    expires: Option<Expiration>,
    given: Authorization,
) -> Outcome {
    let action =
        SignedAction::Permit { owner: owner.clone(), spender: spender.clone(), amount, expires };
    let block = &ctx.env.block;
    let mut overlay = Overlay::new(ctx.deps.storage);
    let (from, to) = use_authorization(&mut overlay, ctx.deps.api, &ctx.env, &action, &given)?;
    if from.id == to.id {
        return Err(ContractError::OwnAccount {});
    }
    let (before, after) = allowance::grant(&mut overlay, block, &from.id, &to.id, |before| {
        before.set(amount.u128(), expires, block)
    })?;
    overlay.changes().apply(ctx.deps.storage);
    emit(events::Permit {
        owner,
        spender,
        previous: before.usable(block).into(),
        amount,
        expires: expiry(after.expires),
        nonce: given.nonce,
        by: ctx.info.sender.to_string(),
    })
}

/// `transfer_with_authorization`: calls nobody.
pub fn transfer(
    ctx: &mut Ctx,
    from: String,
    to: String,
    amount: Uint128,
    memo: Option<String>,
    given: Authorization,
) -> Outcome {
    let (payer, recipient, reference) = (from.clone(), to.clone(), memo.clone());
    let action = SignedAction::Transfer { from: payer, to: recipient, amount, memo: reference };
    let fee = pay(ctx, &action, amount, &given)?;
    let (nonce, by) = (given.nonce, ctx.by());
    let event = events::TransferWithAuthorization { from, to, amount, memo, nonce, by };
    Ok(Response::new().add_event(event.to_event()).add_events(fee))
}

/// `receive_with_authorization`: submitted by the recipient alone, so that a contract which acts on
/// what it receives cannot be paid behind its back.
pub fn receive(
    ctx: &mut Ctx,
    from: String,
    to: String,
    amount: Uint128,
    memo: Option<String>,
    given: Authorization,
) -> Outcome {
    if to != ctx.info.sender.as_str() {
        return Err(refuse(ExecuteKind::ReceiveWithAuthorization));
    }
    let (payer, recipient, reference) = (from.clone(), to.clone(), memo.clone());
    let action = SignedAction::Receive { from: payer, to: recipient, amount, memo: reference };
    let fee = pay(ctx, &action, amount, &given)?;
    let (nonce, by) = (given.nonce, ctx.by());
    let event = events::ReceiveWithAuthorization { from, to, amount, memo, nonce, by };
    Ok(Response::new().add_event(event.to_event()).add_events(fee))
}

fn pay(
    ctx: &mut Ctx,
    action: &SignedAction,
    amount: Uint128,
    given: &Authorization,
) -> Result<Option<Event>, ContractError> {
    let now = ctx.now();
    let mut overlay = Overlay::new(ctx.deps.storage);
    let (from, to) = use_authorization(&mut overlay, ctx.deps.api, &ctx.env, action, given)?;
    let (api, gathered) = (ctx.deps.api, &mut ctx.gathered);
    let mut ledger = Ledger { storage: &mut overlay, api, now, gathered };
    let fee = transfer::pay(&mut ledger, &Kind::TRANSFER, &from, &to, amount)?;
    overlay.changes().apply(ctx.deps.storage);
    Ok(fee)
}

/// Uses up the nonce if everything is right with the authorization; gives the signer and the other
/// side. The signature comes last: it costs most.
fn use_authorization(
    storage: &mut dyn Storage,
    api: &dyn Api,
    env: &Env,
    action: &SignedAction,
    given: &Authorization,
) -> Result<(Named, Named), ContractError> {
    let now = env.block.time.seconds();
    state::load_switches(storage)?.pauses.check(state::scope(PauseScope::Signed), now)?;
    let (signer, other) = checked_parties(api, action)?;
    let Authorization { nonce, not_before, not_after, .. } = *given;
    let terms = Terms { nonce, not_before, not_after };
    terms.ensure_current(now)?;
    // In an overlay: if anything below refuses, the nonce is as it was.
    let nonces = state::load_nonces(storage, &signer.id)?.take(nonce)?;
    state::save_nonces(storage, &signer.id, &nonces);
    ensure_own_key(storage, &signer.id, &given.signature)?;
    let text = signed::text(&load_domain(storage, env)?, action, &terms);
    signature::ensure_signed(api, signer_name(action), &text, &given.signature)?;
    Ok((signer, other))
}

/// Checks the fields of the act as its message would; gives the signer and the other side.
pub fn checked_parties(
    api: &dyn Api,
    action: &SignedAction,
) -> Result<(Named, Named), ContractError> {
    let account = |field, given: &str| Named::checked(api, field, given);
    match action {
        SignedAction::Permit { owner, spender, .. } => {
            Ok((account("owner", owner)?, account("spender", spender)?))
        }
        SignedAction::Transfer { from, to, memo, .. }
        | SignedAction::Receive { from, to, memo, .. } => {
            memo.clone().map(checked_memo).transpose()?;
            Ok((account("from", from)?, account("to", to)?))
        }
    }
}

/// Who signs.
pub fn signer_name(action: &SignedAction) -> &str {
    match action {
        SignedAction::Permit { owner, .. } => owner,
        SignedAction::Transfer { from, .. } | SignedAction::Receive { from, .. } => from,
    }
}

/// Where a signature counts now.
pub fn load_domain(storage: &dyn Storage, env: &Env) -> Result<Domain, ContractError> {
    Ok(Domain {
        chain_id: env.block.chain_id.clone(),
        contract: env.contract.address.to_string(),
        epoch: state::load_domain_epoch(storage)?,
    })
}

/// Fails unless the key is one of the account: its address derives from it, or it registered it.
fn ensure_own_key(
    storage: &dyn Storage,
    signer: &AccountId,
    signature: &Signature,
) -> Result<(), ContractError> {
    let key = match signature {
        Signature::Secp256k1 { public_key, .. } => {
            if signer.bytes() != signature::derive_account(public_key) {
                return Err(ContractError::ForeignKey {});
            }
            return Ok(());
        }
        Signature::Secp256r1 { public_key, .. } | Signature::Webauthn { public_key, .. } => {
            AccountKey::Secp256r1 { public_key: public_key.clone() }
        }
        Signature::Ed25519 { public_key, .. } => {
            AccountKey::Ed25519 { public_key: public_key.clone() }
        }
    };
    if !state::load_keys(storage, signer)?.contains(&key) {
        return Err(ContractError::ForeignKey {});
    }
    Ok(())
}

/// `cancel_authorization`: always possible, because it only takes away.
pub fn cancel(ctx: &mut Ctx, nonce: u64) -> Outcome {
    let signer = ctx.sender()?;
    let nonces = state::load_nonces(ctx.deps.storage, &signer)?.take(nonce)?;
    state::save_nonces(ctx.deps.storage, &signer, &nonces);
    emit(events::CancelAuthorization { account: ctx.by(), nonce })
}

/// `advance_nonce`: always possible, because it only takes away.
pub fn advance(ctx: &mut Ctx, by: u32) -> Outcome {
    let signer = ctx.sender()?;
    types::within("by", u64::from(by), (1, OPEN_NONCES))?;
    let before = state::load_nonces(ctx.deps.storage, &signer)?;
    let after = before.advance(by)?;
    state::save_nonces(ctx.deps.storage, &signer, &after);
    emit(events::AdvanceNonce { account: ctx.by(), previous: before.next, next: after.next })
}

/// `register_key`.
pub fn register_key(ctx: &mut Ctx, key: AccountKey) -> Outcome {
    let signer = ctx.sender()?;
    let before = state::load_keys(ctx.deps.storage, &signer)?;
    let after = signed::with_key(&before, &key)?;
    state::save_keys(ctx.deps.storage, &signer, &after);
    let (kind, public_key) = signed::show_key(&key);
    emit(events::RegisterKey { account: ctx.by(), kind, public_key })
}

/// `remove_key`: always possible; what it signed and nobody submitted yet no longer counts.
pub fn remove_key(ctx: &mut Ctx, key: AccountKey) -> Outcome {
    let signer = ctx.sender()?;
    let before = state::load_keys(ctx.deps.storage, &signer)?;
    let after = signed::without_key(&before, &key)?;
    state::save_keys(ctx.deps.storage, &signer, &after);
    let (kind, public_key) = signed::show_key(&key);
    emit(events::RemoveKey { account: ctx.by(), kind, public_key })
}
