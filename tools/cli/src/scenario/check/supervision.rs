//! What reserves, orders and caps allow: the sums that the story works with, worked out by the
//! issuance's own rules.

use super::money::Move;
use super::Check;
use crate::scenario::deal::Supervision;
use crate::scenario::file::SupervisionSection;
use crate::scenario::text::decimal;
use cosmwasm_std::Uint128;
use isthmus_api::issuance::MAX_URI_CHARS;
use isthmus_issuance::model::reserve::Policy;
use isthmus_regions::Side;

impl Check<'_> {
    pub(super) fn supervision(&mut self, given: &SupervisionSection) -> Option<Supervision> {
        let at = |name: &str| format!("supervision.{name}");
        let roles =
            [("customer", &given.customer), ("suspect", &given.suspect), ("court", &given.court)];
        let fields = roles.map(|(name, _)| at(name));
        let named: Vec<(&str, &str)> =
            fields.iter().map(String::as_str).zip(roles.map(|(_, key)| key.as_str())).collect();
        self.distinct(&named);
        for (field, key) in named {
            let home = self.side(key).is_none_or(|side| side == Side::West);
            self.require(home, field, "expected a party in the token's home, the west");
        }
        let report = self.published(&at("report"), "reserve_report", &given.report);
        if report.as_ref().is_some_and(|report| report.uri().len() > MAX_URI_CHARS) {
            self.bad(&at("report"), "its name is too long for a link; expected a shorter one");
        }
        let salt = given.order_salt.as_deref();
        let order =
            self.document(&at("order"), &at("order_salt"), "court_order", &given.order, salt);
        let margin_bps = u16::from(given.margin_percent) * 100;
        let attested = self.amount(&at("attested"), &given.attested);
        let redeemed = self.amount(&at("redeemed"), &given.redeemed);
        let seized = self.amount(&at("seized"), &given.seized);
        let cap = self.amount(&at("cap"), &given.cap);
        let raised_cap = self.amount(&at("raised_cap"), &given.raised_cap);
        let room = self.room(attested, margin_bps);
        if let (Some(cap), Some(raised)) = (cap, raised_cap) {
            self.require(cap < raised, &at("raised_cap"), "expected more than supervision.cap");
        }
        if let (Some(attested), Some(cap)) = (attested, cap) {
            self.require(attested <= cap, &at("cap"), "expected at least supervision.attested");
        }
        let (suspect, court) = (&given.suspect, &given.court);
        let mut moves = vec![
            Move::minted(&at("attested"), &given.customer, room),
            // After the hold it pays one base unit, to show that it can.
            Move::new(&at("seized"), (suspect, court), Some(Uint128::one()), Some(Uint128::one())),
            Move::new(&at("seized"), (suspect, court), seized, seized),
            Move::burnt(&at("redeemed"), &given.customer, redeemed),
        ];
        self.moves.append(&mut moves);
        Some(Supervision {
            attested: attested?,
            margin_bps,
            report: report?,
            customer: given.customer.clone(),
            redeemed: redeemed?,
            suspect: given.suspect.clone(),
            order: order?,
            seized: seized?,
            court: given.court.clone(),
            cap: cap?,
            raised_cap: raised_cap?,
        })
    }

    /// What may be minted on top of the opening balances: something, and not more than the allowance
    /// leaves, so that it is the reserves that refuse the next base unit.
    fn room(&mut self, attested: Option<Uint128>, margin_bps: u16) -> Option<Uint128> {
        let (attested, opened) = (attested?, self.opened()?);
        if !self.is_given("supervision.margin_percent") {
            return None;
        }
        let decimals = self.file.token.decimals;
        let show = |units: u128| decimal(units, decimals);
        let policy = Policy { max_age: 0, margin_bps };
        let Some(room) = policy.most(attested.u128()).checked_sub(opened).filter(|room| *room > 0)
        else {
            let least = opened.saturating_add(1);
            let margin = least.saturating_mul(margin_bps.into()).div_ceil(10_000);
            let least = least.saturating_add(margin);
            let text = format!(
                "expected at least {}: the opening balances ({}), something to mint, and the margin",
                show(least),
                show(opened)
            );
            self.bad("supervision.attested", text);
            return None;
        };
        let allowance = self.allowance();
        let most = opened.saturating_add(room);
        if allowance.is_some_and(|allowance| allowance.u128() <= most) {
            let text = format!(
                "expected more than {}: what the reserves let the issuer mint, supervision.attested \
                 less the margin",
                show(most)
            );
            self.bad("token.allowance", text);
        }
        Some(room.into())
    }
}
