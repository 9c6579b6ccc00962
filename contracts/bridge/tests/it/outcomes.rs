//! A random walk over packets and their outcomes, in any order, with duplicates; the suite checks the
//! books after each step (I1, I3, I4).

use cosmwasm_std::IbcPacket;
use isthmus_api::bridge::*;
use proptest::prelude::*;

use crate::suite::*;

#[derive(Clone, Copy, Debug)]
enum Step {
    Send(u128),
    Return(u128),
    Success(usize),
    Refusal(usize),
    Timeout(usize),
    Unreadable(usize),
    Unpayable(usize),
    Claim(usize),
    Resolve(usize, bool),
    Wait(u64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let n = 0usize..20;
    let step = prop_oneof![
        4 => (1u128..300).prop_map(Step::Send),
        2 => (1u128..300).prop_map(Step::Return),
        2 => n.clone().prop_map(Step::Success),
        1 => n.clone().prop_map(Step::Refusal),
        1 => n.clone().prop_map(Step::Timeout),
        1 => n.clone().prop_map(Step::Unreadable),
        1 => n.clone().prop_map(Step::Unpayable),
        1 => n.clone().prop_map(Step::Claim),
        1 => (n, any::<bool>()).prop_map(|(n, d)| Step::Resolve(n, d)),
        1 => (0u64..200).prop_map(Step::Wait),
    ];
    prop::collection::vec(step, 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn i3_every_packet_is_somewhere_once_after_any_order_of_outcomes(steps in steps()) {
        let mut suite = Suite::new();
        let alice = suite.addr("alice").into_string();
        let mut packets: Vec<IbcPacket> = Vec::new();
        for step in steps {
            let pick = |n: usize| (!packets.is_empty()).then(|| packets[n % packets.len()].clone());
            match step {
                Step::Wait(seconds) => suite.wait(seconds),
                Step::Send(amount) => {
                    if let Ok(response) = suite.send_hook("iusd", amount, &hook(&east("bob"))) {
                        let packet = suite.packet(&response);
                        packets.push(packet);
                    }
                }
                Step::Return(amount) => { let _ = suite.receive(&incoming(IUSD, amount, &alice)); }
                Step::Success(n) => { pick(n).map(|p| suite.ack(&p, success())); }
                Step::Refusal(n) => { pick(n).map(|p| suite.ack(&p, refusal())); }
                Step::Timeout(n) => { pick(n).map(|p| suite.timeout(&p)); }
                Step::Unreadable(n) => { pick(n).map(|p| suite.ack(&p, b"?".to_vec())); }
                Step::Unpayable(n) => {
                    if let Some(response) = pick(n).map(|p| suite.timeout(&p)) {
                        if !response.messages.is_empty() {
                            suite.refund_fails(&response);
                        }
                    }
                }
                Step::Claim(n) => { let _ = suite.exec("stranger", claim(n as u64)); }
                Step::Resolve(n, delivered) => {
                    let _ = suite.exec("owner", resolve(n as u64, if delivered {
                        DisputeOutcome::Delivered
                    } else {
                        DisputeOutcome::Refund
                    }, "seen"));
                }
            }
        }
    }
}
