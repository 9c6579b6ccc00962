//! What a holder signs off the chain.

use cosmwasm_std::{Deps, Env};
use isthmus_api::stablecoin::{
    AuthorizationStateResponse, KeysResponse, SignatureRulesResponse, SignedAction,
    SigningDomainResponse, SigningTextResponse,
};
use sha2::{Digest, Sha256};

use super::Answer;
use crate::execute::signed;
use crate::model::signature::RULES;
use crate::model::signed::{adr036, text, Terms, HEADER};
use crate::model::webauthn;
use crate::state::{self, AccountId};

/// `signing_domain`.
pub fn signing_domain(deps: Deps, env: &Env) -> Answer<SigningDomainResponse> {
    let domain = signed::load_domain(deps.storage, env)?;
    let (chain_id, contract) = (domain.chain_id, domain.contract);
    Ok(SigningDomainResponse { chain_id, contract, epoch: domain.epoch })
}

/// `signature_rules`.
pub fn signature_rules(deps: Deps, env: &Env) -> Answer<SignatureRulesResponse> {
    Ok(SignatureRulesResponse {
        header: HEADER.to_string(),
        domain: signing_domain(deps, env)?,
        kinds: RULES.to_vec(),
        webauthn: webauthn::rules(),
    })
}

/// Checks the fields as the message would, so that nobody signs a text that no message takes.
pub fn signing_text(
    deps: Deps,
    env: &Env,
    action: &SignedAction,
    nonce: u64,
    not_before: Option<u64>,
    not_after: u64,
) -> Answer<SigningTextResponse> {
    signed::checked_parties(deps.api, action)?;
    let terms = Terms { nonce, not_before, not_after };
    let text = text(&signed::load_domain(deps.storage, env)?, action, &terms);
    let adr036 = adr036(signed::signer_name(action), &text);
    let challenge = Sha256::digest(text.as_bytes()).to_vec().into();
    Ok(SigningTextResponse { text, adr036, challenge })
}

/// `authorization_state`.
pub fn authorization_state(deps: Deps, account: &str) -> Answer<AuthorizationStateResponse> {
    let id = AccountId::checked(deps.api, "account", account)?;
    let nonces = state::load_nonces(deps.storage, &id)?;
    let (used, last) = (nonces.used(), nonces.last());
    Ok(AuthorizationStateResponse { next: nonces.next, used, last })
}

/// `keys`.
pub fn keys(deps: Deps, account: &str) -> Answer<KeysResponse> {
    let id = AccountId::checked(deps.api, "account", account)?;
    Ok(KeysResponse { keys: state::load_keys(deps.storage, &id)? })
}
