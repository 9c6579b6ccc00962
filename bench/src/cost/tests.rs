use super::*;

/// A contract as a region deploys it: addresses of 43 and 63 bytes.
fn contract(ibc: bool) -> Contract {
    let person = format!("west1{}", "q".repeat(38));
    let address = format!("west1{}", "q".repeat(58));
    Contract::of(
        &ContractInfo {
            code_id: 1,
            creator: &person,
            admin: &person,
            label: "isthmus bridge",
            height: 200,
            tx_index: 0,
            address: &address,
            prefix: "west",
            ibc,
        },
        &person,
    )
}

#[test]
fn a_contract_info_is_as_long_as_its_encoding() {
    // code id 2, creator 45, admin 45, label 16, created 2 + 3, second port 2 + 64.
    assert_eq!(contract(false).info, 2 + 45 + 45 + 16 + 5 + 66);
    assert_eq!(contract(true).info, contract(false).info + 2 + 68);
    // checksum 34, creator 45, access 4.
    assert_eq!(contract(false).code, 83);
}

/// wasmd's x/wasm/keeper/recurse_test.go, `GasNoWork`: a smart query of hackatom that does nothing.
/// What the lookup leaves of it is the engine's part, which its own run puts between 250 and 260.
#[test]
fn the_lookup_agrees_with_wasmds_own_test() {
    let creator = "q".repeat("cosmos1".len() + 38);
    let address = "q".repeat("cosmos1".len() + 58);
    let info = ContractInfo {
        code_id: 1,
        creator: &creator,
        admin: &creator,
        label: "hackatom contract",
        height: 1_234_567,
        tx_index: 0,
        address: &address,
        prefix: "cosmos",
        ibc: false,
    };
    let engine = 64_197 - Contract::of(&info, &creator).enter(false);
    assert!((250..=260).contains(&engine), "{engine}");
}

#[test]
fn a_question_about_a_contract_reads_its_record_and_one_about_a_person_reads_none() {
    assert_eq!(contract_info(None), 1_000 + 3 * 33);
    assert_eq!(contract_info(Some(contract(false))), 2_000 + 3 * (33 + 179));
}

#[test]
fn pinning_saves_58_000_on_every_call() {
    let contract = contract(false);
    assert_eq!(contract.enter(false) - contract.enter(true), 58_000);
}

/// x/wasm/types/gas_register_test.go `TestEventCosts`.
#[test]
fn events_cost_what_wasmd_says() {
    let event = |ty: usize, attributes: &[usize]| EventSize { ty, attributes: attributes.to_vec() };
    assert_eq!(events(&[], &[]), 0);
    assert_eq!(events(&[6, 6], &[]), 20);
    // Bytes above the free tier, whether in attributes or in events; types are never free.
    assert_eq!(events(&[150], &[]), 10 + 50);
    assert_eq!(events(&[60], &[event(3, &[60])]), 10 + 20 + 3 + 10 + 20);
    assert_eq!(events(&[], &[event(3, &[])]), 23);
}

#[test]
fn a_reply_pays_types_and_all_attributes_with_one_free_tier() {
    let first = EventSize { ty: 7, attributes: vec![80] };
    let second = EventSize { ty: 4, attributes: vec![80, 10] };
    assert_eq!(reply(&[]), 2_000);
    assert_eq!(reply(&[first, second]), 2_000 + 11 + 30 + 70);
}

#[test]
fn engine_gas_and_answer_are_rounded_down_together() {
    assert_eq!(vm(139_999, 0), 0);
    assert_eq!(vm(139_999, 2), 2);
    assert_eq!(vm(280_000, 5), 7);
}

#[test]
fn numbers_are_as_long_as_protobuf_writes_them() {
    assert_eq!([0, 127, 128, 16_383, 16_384].map(varint), [1, 1, 2, 2, 3]);
    assert_eq!(varint(u64::MAX), 10);
    assert_eq!(proto_number(0), 0);
    assert_eq!(proto_bytes(128), 131);
}

/// An account of a person, and of a contract, as wasmd encodes them.
#[test]
fn an_account_is_as_long_as_its_encoding() {
    assert_eq!(bank::account(63, 20, 0), 34 + 2 + 65 + 2);
    assert_eq!(bank::account(43, 20, 3), 34 + 2 + 45 + 72 + 2 + 2);
}

/// What two chains of a localnet had stored, by length: an end of the bridge's channel 112 bytes under
/// a key of 105, its connection 96 under 24, a client's newest consensus under 45.
#[test]
fn a_packets_records_are_as_long_as_on_a_chain() {
    let port = format!("wasm.west1{}", "q".repeat(58));
    let channel = ibc::Channel {
        port: &port,
        channel: "channel-0",
        their_port: &port,
        their_channel: "channel-0",
        connection: "connection-0",
        their_connection: "connection-0",
        client: "07-tendermint-0",
        their_client: "07-tendermint-0",
        version: "isthmus-1",
        height: "1-524",
    };
    let route = 1_000 + 3 * (12 + 3);
    let client = 1_000 + 3 * (35 + 171);
    let consensus = 1_000 + 3 * (45 + 134);
    let end = 1_000 + 3 * (105 + 112);
    let connection = 1_000 + 3 * (24 + 96);
    let sent = end
        + (1_000 + 3 * (110 + 8))
        + connection
        + 3 * route
        + 3 * client
        + 2 * consensus
        + (2_000 + 30 * (110 + 8))
        + (2_000 + 30 * (118 + 32));
    assert_eq!(channel.send_packet(12), sent);
    let verify = (1_000 + 3 * (16 + 6)) + route + 2 * (client + consensus);
    let commitment = 1_000 + 3 * (118 + 32);
    assert_eq!(channel.acknowledge_packet(12), end + connection + commitment + verify + 1_000);
    let late = channel.time_out_packet(12) - channel.acknowledge_packet(12);
    assert_eq!(late, route + client + consensus);
    let upgraded = 1_000 + 3 * 111;
    let receipt = (1_000 + 3 * 115) + (2_000 + 30 * (115 + 1));
    let answer = end + upgraded + 1_000 + (2_000 + 30 * (111 + 32));
    let received = end + connection + verify + upgraded + receipt + answer;
    assert_eq!(channel.receive_packet(12), received);
}

/// Figures of a wasmd 0.61.14 chain: 317 bytes with one bank send 71,210 gas, of which the message is
/// 20,830; 421 bytes with one transfer of the stablecoin 70,960, of which the message is 19,540.
#[test]
fn a_whole_transaction_costs_what_a_node_charged() {
    let person = |before, after| bank::Holder {
        address: 20,
        account: bank::account(43, 20, 100),
        before,
        after,
    };
    let signer = person(12, 12);
    let fee = Some(transaction::Fee { denom: 5, digits: 4 });
    let around = |bytes| {
        transaction::around(&transaction::Transaction {
            bytes,
            signer: signer.clone(),
            fee: fee.clone(),
        })
    };
    let send = bank::Transfer { denom: 5, from: person(12, 12), to: person(13, 13) };
    let message = MESSAGE + bank::transfer(&send);
    assert_eq!(message, 20_830);
    assert_eq!(around(317) + message, 71_210);
    assert_eq!(around(421) + 19_540, 70_960);
}
