//! A registry at work: a jurisdiction, its issuer, people with passes. What is sent here is not
//! measured.

use cosmwasm_std::HexBinary;
use isthmus_api::identity::events::DidCreated;
use isthmus_api::identity::{
    ExecuteMsg, Key, KeyKind, PassOrigin, Purpose, Service, MIN_LIST_SIZE,
};
use isthmus_api::packet::AttestedStatus;
use isthmus_regions::{Code, Side};
use isthmus_testkit::World;

pub const DAY: u64 = 86_400;
pub const WEST: Side = Side::West;
pub const JURISDICTION: &str = "trade-registry";
pub const SCHEMA: &str = "kyc";

pub fn digest(number: u8) -> HexBinary {
    HexBinary::from([[0xd1; 31].as_slice(), &[number]].concat())
}

/// A person's DID: one key of a wallet.
pub fn create_did(number: u8) -> ExecuteMsg {
    ExecuteMsg::CreateDid {
        salt: HexBinary::from([[0x5a; 15].as_slice(), &[number]].concat()),
        keys: vec![key("wallet", KeyKind::Secp256k1, vec![Purpose::Authentication])],
        services: vec![],
    }
}

pub fn key(id: &str, kind: KeyKind, purposes: Vec<Purpose>) -> Key {
    let length = if kind == KeyKind::Ed25519 { 32 } else { 33 };
    // A compressed point begins with 2 or 3; any 32 bytes are an Ed25519 key.
    let public_key = HexBinary::from(vec![2; length]);
    Key { id: id.into(), kind, public_key, purposes }
}

/// The keys of an issuer: one to issue with, one to log in with.
pub fn issuer_keys() -> Vec<Key> {
    vec![
        key("issuing", KeyKind::Ed25519, vec![Purpose::AssertionMethod]),
        key("desk", KeyKind::P256, vec![Purpose::Authentication, Purpose::KeyAgreement]),
    ]
}

pub fn issuer_services() -> Vec<Service> {
    vec![Service {
        id: "status".into(),
        kind: "IssuerStatus".into(),
        endpoint: "https://registrar.example/status".into(),
    }]
}

/// Creates a DID and returns it.
pub fn did(world: &World, side: Side, controller: &str, create: &ExecuteMsg) -> String {
    let receipt = world.must(side, controller, Code::Identity, create);
    receipt.first::<DidCreated>().expect("a DID was created").did.into()
}

/// The accreditation of an issuer for three years.
pub fn accredit(world: &World, issuer: &str, schema: &str) -> ExecuteMsg {
    let now = world.now();
    ExecuteMsg::Accredit {
        jurisdiction: JURISDICTION.into(),
        issuer: issuer.into(),
        schema: schema.into(),
        max_level: 3,
        valid_from: now,
        valid_until: now + 1_095 * DAY,
    }
}

/// A jurisdiction with an accredited issuer, `registrar`, whose DID is returned. A pass or two in the
/// first thousand of its list are suspended.
pub fn found(world: &World, side: Side) -> String {
    let must = |actor: &str, msg: &ExecuteMsg| world.must(side, actor, Code::Identity, msg);
    let create = ExecuteMsg::CreateDid {
        salt: HexBinary::from([7; 16]),
        keys: issuer_keys(),
        services: issuer_services(),
    };
    let issuer = did(world, side, "registrar", &create);
    let anchor = world.address(side, "anchor");
    let jurisdiction = JURISDICTION.to_string();
    must("owner", &ExecuteMsg::CreateJurisdiction { jurisdiction, anchor });
    must("anchor", &accredit(world, &issuer, SCHEMA));
    let list = ExecuteMsg::CreateStatusList { issuer: issuer.clone(), size: MIN_LIST_SIZE };
    must("registrar", &list);
    must("registrar", &set_status(AttestedStatus::Suspended, [3, 600]));
    issuer
}

/// The same change for some indices of list 1.
pub fn set_status(status: AttestedStatus, indices: impl IntoIterator<Item = u32>) -> ExecuteMsg {
    let update = |index| isthmus_api::identity::StatusUpdate { index, status };
    ExecuteMsg::SetStatus { list: 1, updates: indices.into_iter().map(update).collect() }
}

/// A pass of level 3 for a year, offered to an account, with its place in a status list.
pub fn issue(
    world: &World,
    issuer: &str,
    schema: &str,
    account: &str,
    (list, index): (u32, u32),
) -> ExecuteMsg {
    let now = world.now();
    ExecuteMsg::IssuePass {
        jurisdiction: JURISDICTION.into(),
        issuer: issuer.into(),
        schema: schema.into(),
        account: account.into(),
        digest: digest(1),
        level: 3,
        country: "PT".into(),
        valid_from: now,
        expires_at: now + 365 * DAY,
        list,
        index,
    }
}

/// The holder takes it.
pub fn accept(issuer: &str, schema: &str) -> ExecuteMsg {
    let origin = PassOrigin::Home { jurisdiction: JURISDICTION.into(), issuer: issuer.into() };
    ExecuteMsg::AcceptPass { schema: schema.into(), origin, digest: digest(1) }
}

/// Offered and accepted.
pub fn give(world: &World, side: Side, issuer: &str, holder: &str, index: u32) {
    let account = world.address(side, holder);
    let offer = issue(world, issuer, SCHEMA, &account, (1, index));
    world.must(side, "registrar", Code::Identity, &offer);
    world.must(side, holder, Code::Identity, &accept(issuer, SCHEMA));
}

/// What the west says of the east's passes.
pub fn recognize() -> ExecuteMsg {
    recognize_at(JURISDICTION)
}

/// The same of another jurisdiction there.
pub fn recognize_at(jurisdiction: &str) -> ExecuteMsg {
    ExecuteMsg::Recognize {
        region: "east".into(),
        jurisdiction: jurisdiction.into(),
        schema: SCHEMA.into(),
        max_level: 3,
        max_staleness_seconds: 7 * DAY,
    }
}

/// Somebody with a pass tells the other region, for the own account there.
pub fn share(world: &World, from: Side, holder: &str) -> ExecuteMsg {
    ExecuteMsg::SharePass {
        schema: SCHEMA.into(),
        region: from.other().name().into(),
        account: world.address(from.other(), holder),
    }
}

/// The account abroad takes what it was told.
pub fn accept_abroad(world: &World, from: Side, holder: &str) -> ExecuteMsg {
    let (region, subject) = (from.name().into(), world.address(from, holder));
    let origin = PassOrigin::Abroad { region, subject };
    ExecuteMsg::AcceptPass { schema: SCHEMA.into(), origin, digest: digest(1) }
}
