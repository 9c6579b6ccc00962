//! DIDs: their syntax, their derivation and what may change in them.

use cosmwasm_std::Addr;
use data_encoding::BASE32_NOPAD;
use isthmus_api::identity::{Key, Service, MAX_CONTROLLERS, MAX_KEYS, MAX_SERVICES};
use isthmus_api::types::{self, printable, Did, InputError};
use isthmus_wire::wire;
use sha2::{Digest, Sha256};

use super::keys;
use crate::error::ContractError;

/// What a DID of this method begins with.
pub const METHOD: &str = "did:isthmus:";
/// Separates these hashes from every other use of SHA-256.
const DOMAIN: &[u8] = b"isthmus/did/1";
/// Fewest and most bytes of a salt.
const SALT_BYTES: (usize, usize) = (16, 64);

/// The last part of a DID: 20 bytes, shown as 32 characters of base32.
#[wire]
#[derive(Copy, Eq)]
pub struct DidId(pub [u8; 20]);

impl DidId {
    /// Derives the id from its creator and a salt, so that nobody can take another's.
    pub fn derive(creator: &[u8], salt: &[u8]) -> Result<Self, ContractError> {
        let (min, max) = SALT_BYTES;
        if salt.len() < min || salt.len() > max {
            let given = salt.len();
            return Err(InputError::Length { field: "salt", min, max, given }.into());
        }
        let length = u8::try_from(creator.len()).unwrap_or(u8::MAX);
        let hash = Sha256::new()
            .chain_update(DOMAIN)
            .chain_update([length])
            .chain_update(creator)
            .chain_update(salt)
            .finalize();
        let mut id = [0; 20];
        id.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
        Ok(Self(id))
    }

    /// The bytes, as in storage.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    fn text(&self) -> String {
        BASE32_NOPAD.encode(&self.0).to_ascii_lowercase()
    }

    fn parse(text: &str) -> Option<Self> {
        if text.chars().any(|c| c.is_ascii_uppercase()) {
            return None;
        }
        let bytes = BASE32_NOPAD.decode(text.to_ascii_uppercase().as_bytes());
        bytes.ok()?.try_into().ok().map(Self)
    }
}

/// Where this registry is: what its DIDs have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registry {
    /// CAIP-2 reference of the chain.
    pub reference: String,
    /// Address of the contract.
    pub contract: Addr,
}

/// What a text that should be a DID of this registry is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parsed {
    /// One of this registry.
    Here(DidId),
    /// A DID, of another registry of this method.
    Elsewhere,
    /// No DID of this method.
    Invalid,
}

impl Registry {
    /// The DID with this id.
    pub fn did(&self, id: &DidId) -> Result<Did, InputError> {
        Did::new("did", &format!("{METHOD}{}:{}:{}", self.reference, self.contract, id.text()))
    }

    /// The account as a DID: `did:pkh` with its CAIP-10 name.
    pub fn account(&self, account: &Addr) -> String {
        format!("did:pkh:cosmos:{}:{account}", self.reference)
    }

    /// Reads a DID.
    pub fn parse(&self, text: &str) -> Parsed {
        let parts: Vec<&str> = match text.strip_prefix(METHOD) {
            Some(rest) if text.len() <= 256 => rest.split(':').collect(),
            _ => return Parsed::Invalid,
        };
        let [reference, contract, id] = parts.as_slice() else {
            return Parsed::Invalid;
        };
        let Some(id) = DidId::parse(id) else {
            return Parsed::Invalid;
        };
        let plain = |part: &str| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        };
        if *reference == self.reference && *contract == self.contract.as_str() {
            return Parsed::Here(id);
        }
        if plain(reference) && plain(contract) {
            Parsed::Elsewhere
        } else {
            Parsed::Invalid
        }
    }

    /// Reads a DID of this registry.
    pub fn id(&self, text: &str) -> Result<DidId, ContractError> {
        match self.parse(text) {
            Parsed::Here(id) => Ok(id),
            Parsed::Elsewhere => Err(ContractError::not_found("did", text)),
            Parsed::Invalid => Err(ContractError::InvalidDid { given: printable(text) }),
        }
    }
}

/// Checks a CAIP-2 reference.
pub fn chain_reference(given: &str) -> Result<String, InputError> {
    types::text("chain_reference", given, (1, 32), "-, a-z, A-Z and 0-9", |c| {
        c.is_ascii_alphanumeric() || c == '-'
    })
}

/// What the registry knows of a DID.
#[wire]
pub struct DidRecord {
    /// Accounts that may change it; at least one, unless it is deactivated.
    pub controllers: Vec<Addr>,
    /// Keys.
    pub keys: Vec<Key>,
    /// Services.
    pub services: Vec<Service>,
    /// Rises by one with every change.
    pub version: u64,
    /// When it was created.
    pub created_at: u64,
    /// When it last changed.
    pub updated_at: Option<u64>,
    /// Set once, never cleared.
    pub deactivated: bool,
}

/// Parts to be replaced; absent ones stay.
#[derive(Clone, Debug, Default)]
pub struct Patch {
    /// Controllers, checked addresses.
    pub controllers: Option<Vec<Addr>>,
    /// Keys.
    pub keys: Option<Vec<Key>>,
    /// Services.
    pub services: Option<Vec<Service>>,
}

impl DidRecord {
    /// A new DID, controlled by its creator.
    pub fn create(
        creator: Addr,
        keys: Vec<Key>,
        services: Vec<Service>,
        now: u64,
    ) -> Result<Self, ContractError> {
        let record = Self {
            controllers: vec![creator],
            keys,
            services,
            version: 1,
            created_at: now,
            updated_at: None,
            deactivated: false,
        };
        record.ensure_consistent()?;
        Ok(record)
    }

    /// Whether the account controls it. Nobody controls a deactivated DID.
    pub fn is_controller(&self, account: &Addr) -> bool {
        !self.deactivated && self.controllers.contains(account)
    }

    /// Replaces parts of it. `base` is the version that the sender saw: without it a change made in
    /// between would be lost, and one held back could be applied later.
    pub fn update(mut self, base: u64, patch: Patch, now: u64) -> Result<Self, ContractError> {
        if base != self.version {
            return Err(ContractError::StaleVersion { current: self.version, base });
        }
        if let Some(controllers) = patch.controllers {
            self.controllers = controllers;
        }
        if let Some(keys) = patch.keys {
            self.keys = keys;
        }
        if let Some(services) = patch.services {
            self.services = services;
        }
        self.ensure_consistent()?;
        Ok(self.next_version(now))
    }

    /// Deactivates it for ever. Keys, services and controllers go; the id stays taken.
    pub fn deactivate(mut self, now: u64) -> Self {
        self.controllers.clear();
        self.keys.clear();
        self.services.clear();
        self.deactivated = true;
        self.next_version(now)
    }

    fn next_version(mut self, now: u64) -> Self {
        self.version = self.version.saturating_add(1);
        self.updated_at = Some(now);
        self
    }

    fn ensure_consistent(&self) -> Result<(), ContractError> {
        types::at_most("controllers", &self.controllers, MAX_CONTROLLERS)?;
        types::at_most("keys", &self.keys, MAX_KEYS)?;
        types::at_most("services", &self.services, MAX_SERVICES)?;
        if self.controllers.is_empty() {
            return Err(InputError::Range { field: "controllers", min: 1, max: 5, given: 0 }.into());
        }
        self.keys.iter().try_for_each(keys::ensure_key)?;
        self.services.iter().try_for_each(ensure_service)?;
        ensure_unique(self.controllers.iter().map(Addr::as_str))?;
        let keys = self.keys.iter().map(|key| key.id.as_str());
        let services = self.services.iter().map(|service| service.id.as_str());
        ensure_unique(keys.chain(services))
    }
}

fn ensure_unique<'a>(names: impl Iterator<Item = &'a str>) -> Result<(), ContractError> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    let twice = names.iter().zip(names.iter().skip(1)).find(|(a, b)| a == b);
    match twice {
        None => Ok(()),
        Some((id, _)) => Err(ContractError::Duplicate { id: id.to_string() }),
    }
}

fn ensure_service(service: &Service) -> Result<(), ContractError> {
    keys::ensure_fragment("service.id", &service.id)?;
    let allowed = "letters, digits, ., _ and -";
    types::text("service.kind", &service.kind, (1, 50), allowed, |c| {
        c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')
    })?;
    let (field, allowed) = ("service.endpoint", "the characters of an absolute URI (RFC 3986)");
    types::text(field, &service.endpoint, (3, 200), allowed, |c| {
        c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c)
    })?;
    let scheme = service.endpoint.split_once(':').map(|(scheme, _)| scheme);
    let absolute = scheme.is_some_and(|scheme| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    if absolute {
        return Ok(());
    }
    Err(InputError::Characters { field, allowed, given: printable(&service.endpoint) }.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use isthmus_api::identity::{KeyKind, Purpose};
    use proptest::prelude::*;

    fn registry() -> Registry {
        Registry { reference: "west-1".into(), contract: Addr::unchecked("west1identity") }
    }

    fn key(id: &str) -> Key {
        Key {
            id: id.into(),
            kind: KeyKind::Ed25519,
            public_key: vec![7; 32].into(),
            purposes: vec![Purpose::Authentication],
        }
    }

    fn service(id: &str, endpoint: &str) -> Service {
        Service { id: id.into(), kind: "LinkedDomains".into(), endpoint: endpoint.into() }
    }

    fn record() -> DidRecord {
        DidRecord::create(Addr::unchecked("ann"), vec![key("k1")], vec![], 10).unwrap()
    }

    #[test]
    fn an_id_is_derived_from_creator_and_salt_alone() {
        let id = DidId::derive(b"creator", &[1; 16]).unwrap();
        assert_eq!(id, DidId::derive(b"creator", &[1; 16]).unwrap());
        assert_ne!(id, DidId::derive(b"creatoR", &[1; 16]).unwrap());
        assert_ne!(id, DidId::derive(b"creator", &[2; 16]).unwrap());
        // The length before the creator keeps the two from running into each other.
        let joined = DidId::derive(b"creato", &[b"r".as_slice(), &[1; 16]].concat()).unwrap();
        assert_ne!(id, joined);
        assert!(DidId::derive(b"creator", &[1; 15]).is_err());
        assert!(DidId::derive(b"creator", &[1; 65]).is_err());
        assert_eq!(
            registry().did(&id).unwrap().as_str(),
            "did:isthmus:west-1:west1identity:4sqikxmnunumstrz3f7iluma3aaj4ufb"
        );
    }

    #[test]
    fn what_is_no_did_is_refused() {
        let id = DidId([7; 20]);
        let good = String::from(registry().did(&id).unwrap());
        assert_eq!(registry().parse(&good), Parsed::Here(id));
        let elsewhere = good.replace("west-1", "east-1");
        assert_eq!(registry().parse(&elsewhere), Parsed::Elsewhere);
        let shouted = good.to_uppercase();
        let path = format!("{good}/path");
        let fragment = format!("{good}#key");
        let spaced = good.replace("west-1", "we st");
        let short = good.get(..good.len() - 1).unwrap();
        for bad in [
            "",
            "did",
            "did:isthmus:",
            "did:web:example.com",
            "did:isthmus:west-1:x",
            &shouted,
            &path,
            &fragment,
            &spaced,
            short,
            " ",
            &"d".repeat(300),
        ] {
            assert_eq!(registry().parse(bad), Parsed::Invalid, "{bad}");
        }
    }

    #[test]
    fn an_update_needs_the_version_it_was_made_from() {
        let updated = record().update(1, Patch::default(), 20).unwrap();
        assert_eq!((updated.version, updated.updated_at), (2, Some(20)));
        assert_eq!(
            updated.update(1, Patch::default(), 30).unwrap_err(),
            ContractError::StaleVersion { current: 2, base: 1 }
        );
    }

    #[test]
    fn the_last_controller_cannot_go() {
        let none = Patch { controllers: Some(vec![]), ..Patch::default() };
        assert!(record().update(1, none, 20).is_err());
    }

    #[test]
    fn nobody_controls_a_deactivated_did() {
        let gone = record().deactivate(20);
        assert!(!gone.is_controller(&Addr::unchecked("ann")));
        assert!(gone.deactivated && gone.keys.is_empty() && gone.controllers.is_empty());
    }

    #[test]
    fn names_in_a_document_are_unique() {
        let patch = |keys: &[&str], services: &[&str], controllers: &[&str]| Patch {
            controllers: Some(controllers.iter().map(|c| Addr::unchecked(*c)).collect()),
            keys: Some(keys.iter().map(|id| key(id)).collect()),
            services: Some(services.iter().map(|id| service(id, "https://a.b")).collect()),
        };
        let check = |patch| record().update(1, patch, 20).map(|_| ());
        assert_eq!(check(patch(&["a", "b"], &["c"], &["ann", "bob"])), Ok(()));
        for (keys, services, controllers) in [
            (["a", "a"].as_slice(), ["c"].as_slice(), ["ann"].as_slice()),
            (&["a"], &["a"], &["ann"]),
            (&["a"], &["b", "b"], &["ann"]),
            (&["a"], &["b"], &["ann", "ann"]),
        ] {
            let error = check(patch(keys, services, controllers)).unwrap_err();
            assert!(matches!(error, ContractError::Duplicate { .. }), "{error}");
        }
    }

    #[test]
    fn an_endpoint_is_an_absolute_uri() {
        for good in ["https://example.com/a?b=c#d", "did:web:x", "mailto:desk@bank.example"] {
            assert_eq!(ensure_service(&service("s", good)), Ok(()), "{good}");
        }
        for bad in
            ["", "a", "//host/path", "/path", "1http://x", "https://ex ample", "https://\u{e9}"]
        {
            assert!(ensure_service(&service("s", bad)).is_err(), "{bad}");
        }
        assert!(ensure_service(&service("", "https://a.b")).is_err());
        assert!(ensure_service(&service("a b", "https://a.b")).is_err());
        let mut odd = service("s", "https://a.b");
        odd.kind = "Linked Domains".into();
        assert!(ensure_service(&odd).is_err());
    }

    proptest! {
        #[test]
        fn a_did_reads_back(bytes: [u8; 20]) {
            let did = registry().did(&DidId(bytes)).unwrap();
            prop_assert_eq!(registry().parse(did.as_str()), Parsed::Here(DidId(bytes)));
        }
    }
}
