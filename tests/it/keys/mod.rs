//! One key at a time: somebody has the key of one office of the token or of its issuer, and accounts
//! without any, and sends whatever comes to mind to both contracts.
//!
//! - Until the delay is over no holder loses anything, though nobody answers, and nobody mints more than
//!   the minter might.
//! - With the defenders' instant messages, from the moment at which a change is announced, it stays so.
//! - If nobody answers, the keys that have a way to money after the delay find it; so the two above do not
//!   hold because the thief is clumsy.
//!
//! What a key takes at once all the same is [`AT_ONCE`], and what each can do is [`table`]'s page,
//! `docs/stablecoin/keys.md`. `ISTHMUS_STEPS=1000000 cargo test -p isthmus-tests keys` makes more steps.

mod draw;
mod messages;
mod table;
mod world;

use std::collections::BTreeSet;

use isthmus_api::{issuance, stablecoin};
use strum::IntoEnumIterator;

use draw::Draw;
use messages::Of;
use world::{Course, World, ALLOWANCE, KEYS};

/// How many messages are tried in the first two tests together unless ISTHMUS_STEPS says otherwise.
const STEPS: usize = 100_000;
/// Of these in one world.
const STEPS_OF_WORLD: usize = 200;
/// Of these in a world where nobody answers, and how many such worlds a key has to find its way to money.
const UNANSWERED: (usize, u64) = (4_000, 20);

/// What a key takes the moment it is stolen: from an account that is frozen or that handed in for money, no
/// office can protect what the office itself is for.
const AT_ONCE: [(&str, &str); 3] =
    [("seizer", "frank"), ("operator", "dora"), ("rescuer", "token")];
/// The keys that have a way to more, once what they announced has waited and nobody has answered.
const LATER: [&str; 4] = ["owner", "fee-manager", "office-owner", "master-minter"];

/// A world with one key stolen, after so many steps, or once more is taken than is taken at once.
fn play(key: &'static str, course: Course, seed: u64, steps: usize) -> World {
    let mut world = World::new(key, course);
    let mut draw = Draw(seed);
    for _ in 0..steps {
        world.step(&mut draw);
        if is_robbed(key, &world) {
            break;
        }
    }
    world
}

/// Whether more was taken or minted than the key takes and mints at once.
fn is_robbed(key: &str, world: &World) -> bool {
    let allowed = if key == "minter" { ALLOWANCE } else { 0 };
    world.minted > allowed || world.lost.iter().any(|who| !AT_ONCE.contains(&(key, who)))
}

/// A thief with each key in turn.
fn attack(course: Course) {
    let asked = std::env::var("ISTHMUS_STEPS");
    let steps = asked.map_or(STEPS, |text| text.parse().expect("a number"));
    let worlds = steps.div_ceil(2 * KEYS.len() * STEPS_OF_WORLD) as u64;
    for (key, ..) in KEYS {
        let (mut acted, mut lost, mut minted) = (false, BTreeSet::new(), 0);
        for seed in 0..worlds {
            let world = play(key, course, seed, STEPS_OF_WORLD);
            assert!(
                !is_robbed(key, &world),
                "{key}, seed {seed}: {:?} lost, {} minted\n{}",
                world.lost,
                world.minted,
                world.tale(),
            );
            acted |= world.acted();
            minted = minted.max(world.minted);
            lost.extend(world.lost);
        }
        assert!(acted, "{key} did nothing of its office");
        for (_, holder) in AT_ONCE.iter().filter(|(taker, _)| *taker == key) {
            assert!(lost.contains(holder), "{key} did not take from {holder}");
        }
        assert_eq!(minted > 0, key == "minter", "{key} minted {minted}");
    }
}

#[test]
fn one_stolen_key_takes_nothing_before_the_delay_is_over() {
    attack(Course::BeforeTheDelay);
}

#[test]
fn one_stolen_key_takes_nothing_once_the_defenders_answer() {
    attack(Course::Defended);
}

/// So the two above do not pass because the thief is clumsy.
#[test]
fn a_stolen_key_that_nobody_answers_takes_money_after_the_delay_if_it_has_a_way_to_it() {
    for (key, ..) in KEYS {
        let (steps, worlds) = UNANSWERED;
        if LATER.contains(&key) {
            let robs = |seed| is_robbed(key, &play(key, Course::Unanswered, seed, steps));
            assert!((0..worlds).any(robs), "{key} found no way");
        } else {
            let world = play(key, Course::Unanswered, 0, 3 * STEPS_OF_WORLD);
            assert!(!is_robbed(key, &world), "{key}: {:?}\n{}", world.lost, world.tale());
        }
    }
}

/// Every role has its key here, and every other party that has one.
#[test]
fn no_key_is_left_out() {
    let of_role = |of: Of, role: &'static str| {
        let duty = format!("role {role}");
        assert!(KEYS.iter().any(|(_, found, held)| *found == of && *held == duty), "{duty}");
    };
    stablecoin::Role::iter().for_each(|role| of_role(Of::Token, role.into()));
    issuance::Role::iter().for_each(|role| of_role(Of::Office, role.into()));
    assert_eq!(KEYS.len(), stablecoin::Role::iter().len() + issuance::Role::iter().len() + 5);
}
