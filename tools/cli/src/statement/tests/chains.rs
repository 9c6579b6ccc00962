//! Two chains on which things happen, one transaction after the other.

use crate::statement::books::across;
use crate::statement::facts::{self, Facts};
use crate::statement::source::{Evidence, RegionEvidence};
use crate::statement::{rules, Month, Statement};
use cosmwasm_std::{Attribute, Event, Uint128};
use isthmus_api::bridge::events::{Received, Sent};
use isthmus_api::event::TypedEvent;
use isthmus_api::issuance::events::{RedemptionRequested, RedemptionSettled};
use isthmus_api::stablecoin::events::{BridgeBurn, BridgeMint};
use isthmus_api::stablecoin::Cw20Event;
use isthmus_api::types::{ChannelId, RegionId, TokenId, Weekday};
use isthmus_calendar::date::parse_date;
use isthmus_calendar::holidays::Holidays;
use isthmus_calendar::{Calendar, Rules};
use isthmus_regions::supply::Across;
use isthmus_regions::{Code, Deployment, Receipt, RegionAddresses, Side};
use Side::{East, West};

const TOKEN: &str = "west.iusd";
/// 2026-06-30 23:59:59, the last second of June.
pub const LAST: u64 = 1_782_863_999;

/// Two chains on which things happen.
pub struct Chains {
    evidence: Evidence,
}

pub fn units(amount: u128) -> Uint128 {
    Uint128::new(amount)
}

pub fn month(text: &str) -> Month {
    text.parse().unwrap()
}

pub fn addresses(side: Side) -> RegionAddresses {
    let of = |contract: &str| format!("{}{contract}", side.name());
    RegionAddresses {
        identity: of("identity"),
        stablecoin: of("stablecoin"),
        bridge: of("bridge"),
        escrow: of("escrow"),
        issuance: of("issuance"),
    }
}

impl Chains {
    pub fn new() -> Self {
        let weekend = [Weekday::Saturday, Weekday::Sunday];
        let region = |side: Side| RegionEvidence {
            chain_id: format!("{}-1", side.name()),
            now: LAST + 40 * 86_400,
            history: Vec::new(),
            calendar: Calendar {
                rules: Rules::new("days", 0, &weekend).unwrap(),
                holidays: Holidays::default(),
            },
            across: Across::default(),
        };
        let evidence = Evidence {
            deployment: Deployment {
                token: TOKEN.to_string(),
                west: addresses(West),
                east: addresses(East),
                connections: Default::default(),
                channels: Default::default(),
            },
            token: cw20::TokenInfoResponse {
                name: "Isthmus Dollar".to_string(),
                symbol: "IUSD".to_string(),
                decimals: 2,
                total_supply: Uint128::zero(),
            },
            home: West,
            west: region(West),
            east: region(East),
        };
        Self { evidence }
    }

    pub fn region(&mut self, side: Side) -> &mut RegionEvidence {
        match side {
            West => &mut self.evidence.west,
            East => &mut self.evidence.east,
        }
    }

    /// One transaction in which one contract says something.
    pub fn said(&mut self, side: Side, time: u64, code: Code, events: Vec<Event>) {
        let contract = addresses(side).of(code).to_string();
        let of = |mut event: Event| {
            let (key, value) = ("_contract_address".to_string(), contract.clone());
            event.attributes.insert(0, Attribute { key, value });
            event
        };
        let events = events.into_iter().map(of).collect();
        let history = &mut self.region(side).history;
        let height = u64::try_from(history.len()).unwrap() + 1;
        history.push(Receipt { height, time, events, ..Receipt::default() });
    }

    pub fn tell(&mut self, side: Side, time: u64, code: Code, event: &impl TypedEvent) {
        self.said(side, time, code, vec![event.to_event()]);
    }

    pub fn mint(&mut self, time: u64, amount: u128) {
        let minted = Cw20Event::Mint { to: "westana".to_string(), amount: units(amount) };
        self.said(West, time, Code::Stablecoin, vec![cw20(minted)]);
    }

    /// West sends: the packet leaves.
    pub fn send(&mut self, time: u64, amount: u128) {
        let amount = units(amount);
        let burnt = Cw20Event::Burn { from: "westbridge".to_string(), amount };
        let (supply, abroad, from) = (units(0), units(0), "westbridge".to_string());
        let told = BridgeBurn { from, amount, supply, abroad };
        self.said(West, time, Code::Stablecoin, vec![cw20(burnt), told.to_event()]);
        let sent = Sent {
            region: region("east"),
            channel: ChannelId::new("channel", "channel-0").unwrap(),
            id: 1,
            token: token(),
            amount,
            sender: "westana".to_string(),
            receiver: "eastben".to_string(),
            timeout_at: time + 600,
            memo: None,
            info: None,
            reference: None,
        };
        self.tell(West, time, Code::Bridge, &sent);
    }

    /// It arrives in the east.
    pub fn receive(&mut self, time: u64, amount: u128) {
        let (amount, to) = (units(amount), "eastben".to_string());
        let minted = Cw20Event::Mint { to: to.clone(), amount };
        let told = BridgeMint { to, amount, supply: units(0), abroad: units(0) };
        self.said(East, time, Code::Stablecoin, vec![cw20(minted), told.to_event()]);
        let received = Received {
            region: region("west"),
            channel: ChannelId::new("channel", "channel-4").unwrap(),
            id: 1,
            token: token(),
            amount,
            sender: "westana".to_string(),
            receiver: "eastben".to_string(),
            memo: None,
            info: None,
        };
        self.tell(East, time, Code::Bridge, &received);
    }

    pub fn request(&mut self, time: u64, id: u64, amount: u128, due_at: u64) {
        let (holder, reference) = ("westana".to_string(), "00".to_string());
        let asked = RedemptionRequested { id, holder, amount: units(amount), reference, due_at };
        self.tell(West, time, Code::Issuance, &asked);
    }

    pub fn settle(&mut self, time: u64, id: u64, amount: u128, late: bool) {
        let amount = units(amount);
        let burnt = Cw20Event::Burn { from: "westissuance".to_string(), amount };
        let settled = RedemptionSettled {
            id,
            holder: "westana".to_string(),
            amount,
            payment_reference: "77".to_string(),
            late,
            reserve_lowered: amount,
            by: "westoperator".to_string(),
        };
        self.tell(West, time, Code::Issuance, &settled);
        self.said(West, time, Code::Stablecoin, vec![cw20(burnt)]);
    }

    /// The contracts say what their events add up to.
    pub fn agree(&mut self) {
        let sums = {
            let all = facts::all(&self.evidence).unwrap();
            let all = Facts::from(all.as_slice());
            Side::BOTH.map(|side| across(all, side, TOKEN).unwrap())
        };
        for (side, sums) in Side::BOTH.into_iter().zip(sums) {
            self.region(side).across = sums;
        }
    }

    pub fn state(&mut self, text: &str) -> Statement {
        self.agree();
        let statement = rules::state(month(text), &self.evidence).unwrap();
        adds_up(&statement);
        statement
    }

    pub fn refused(&mut self, text: &str) -> String {
        format!("{:#}", rules::state(month(text), &self.evidence).unwrap_err())
    }
}

pub fn cw20(event: Cw20Event) -> Event {
    Event::new("wasm").add_attributes(event.into_attributes())
}

pub fn region(name: &str) -> RegionId {
    RegionId::new("region", name).unwrap()
}

pub fn token() -> TokenId {
    TokenId::new("token", TOKEN).unwrap()
}

pub fn at(text: &str) -> u64 {
    let (day, hour) = text.split_once(' ').unwrap();
    u64::from(parse_date(day).unwrap()) * 86_400 + hour.parse::<u64>().unwrap() * 3_600
}

/// What must hold of every statement.
pub fn adds_up(statement: &Statement) {
    assert!(statement.supply.holds(), "{:?}", statement.supply);
    let closing: Vec<Uint128> = statement.regions.iter().map(|it| it.closing).collect();
    assert_eq!(closing, [statement.supply.west, statement.supply.east]);
    for it in &statement.regions {
        let came = it.opening + it.minted + it.arrived + it.refunded;
        assert_eq!(came - it.redeemed - it.burnt - it.wiped - it.sent, it.closing, "{it:?}");
    }
}
