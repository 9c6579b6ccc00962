//! Scenarios and properties across contracts and regions, on the world of `isthmus-testkit`. The tests
//! themselves are in `it/`:
//!
//! | module | what it shows |
//! |---|---|
//! | `transfer` | money under drop, duplicate, reorder, delay, timeout, close |
//! | `refund` | frozen, paused and refusing accounts; claims |
//! | `payout` | a letter of credit paid to the other region, and its refund to the right deal |
//! | `recognition` | a person known in both regions |
//! | `hostile` | a counterpart chain that lies |
//! | `flaky` | a contract that takes its refunds when it is told to (no tests of its own) |
//! | `hand_over` | a token that was its own office moves to one of its own |
//! | `keys` | one stolen key at a time, against the token and its office; the page of what each can do |
//! | `interleavings` | random orders of everything the bridge can meet |
