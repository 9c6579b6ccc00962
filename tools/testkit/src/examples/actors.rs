//! Who acts in the examples. docs/examples.md lists them; a test compares.

use isthmus_regions::{operators, Code, Plan};

/// What each holder has in the west when an examples' world begins: a million IUSD.
pub const FUNDS: u128 = 1_000_000_000_000;

/// Actors who hold [`FUNDS`] in the west.
pub const HOLDERS: [&str; 6] = ["ana", "ben", "cho", "dee", "importer", "bank"];

/// Everybody an example may name, and who that is. Each is one account in each region.
pub const ACTORS: [(&str, &str); 32] = [
    ("ana", "a customer"),
    ("ben", "a customer"),
    ("cho", "a customer"),
    ("dee", "a customer"),
    ("cho-new", "cho's account on a new phone"),
    ("shop", "a merchant, without money at first"),
    ("importer", "a buyer of goods: applicant of a letter of credit"),
    ("exporter", "the seller: beneficiary"),
    ("bank", "the buyer's bank: issuer of the letter of credit"),
    ("adviser", "the seller's bank: advises the letter of credit"),
    ("custodian", "keeps tokens for others"),
    ("stranger", "somebody without any right"),
    ("owner", "owns all contracts"),
    ("successor", "takes the ownership over"),
    ("issuer", "issues the stablecoin: a minter without a limit"),
    ("minter", "becomes the minter"),
    ("controller", "becomes that minter's controller"),
    ("master-minter", "role `master_minter` of issuance"),
    ("compliance", "role `compliance` of the stablecoin"),
    ("guardian", "role `guardian` of the stablecoin and of issuance"),
    ("seizer", "role `seizer` of the stablecoin"),
    ("attestor", "role `attestor` of issuance"),
    ("redemption-operator", "role `redemption_operator` of issuance"),
    ("rescuer", "role `rescuer` of the stablecoin"),
    ("fee-manager", "role `fee_manager` of the stablecoin"),
    ("marketing", "the stablecoin's marketing account, once the owner has named it"),
    ("pauser", "role `pauser` of all contracts"),
    ("calendar-keeper", "role `calendar_keeper` of the escrow and of issuance"),
    ("anchor", "stands for a jurisdiction: accredits issuers of passes"),
    ("new-anchor", "takes that over"),
    ("registrar", "an accredited issuer of passes"),
    ("clinic", "another issuer of passes"),
];

/// Whether an example may name this actor. A member of the crowd has a number: `member-1`.
pub fn is_actor(name: &str) -> bool {
    let number = name.strip_prefix("member-").filter(|number| !number.is_empty());
    number.is_some_and(|number| number.bytes().all(|digit| digit.is_ascii_digit()))
        || ACTORS.iter().any(|(actor, _)| *actor == name)
}

/// The deployment that examples run on: that of `cargo demo`, with the two roles that the demo does
/// without.
pub fn plan() -> Plan {
    let mut roles = operators();
    for (role, actor) in [("rescuer", "rescuer"), ("fee_manager", "fee-manager")] {
        roles.push((Code::Stablecoin, role.to_string(), actor.to_string()));
    }
    Plan { roles, ..Plan::default() }
}
