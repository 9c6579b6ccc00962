//! The letter of credit: its parties, amounts and dates, and the bank's calendar.

use super::money::Move;
use super::Check;
use crate::scenario::deal::{Calendar, Credit, Discrepancy};
use crate::scenario::file::{CalendarSection, CreditSection, DiscrepancySection};
use crate::scenario::limit::{MOST_FREE_DAYS, REASON, REFERENCE, WEEKDAYS};
use crate::scenario::problem::hint;
use crate::scenario::text::{decimal, show_day, start_of, COIN_DECIMALS};
use cosmwasm_std::Uint128;
use isthmus_api::escrow::{MAX_DRAWINGS, MAX_HOLIDAYS};
use isthmus_calendar::{CalendarError, Rules};
use isthmus_escrow::model::terms::{cover, least_single_drawing};
use time::{Date, Duration};

/// Most of the region's own coin: an account of the localnet has a thousand.
const MOST_COIN: Uint128 = Uint128::new(100_000_000);

/// The days of a credit, as far as they are good.
struct Days {
    shipped_on: Option<Date>,
    latest_shipment: Option<Date>,
    expiry: Option<Date>,
}

impl Check<'_> {
    pub(super) fn credit(&mut self, given: &CreditSection, as_of: Option<Date>) -> Option<Credit> {
        self.text("credit.reference", &given.reference, &REFERENCE);
        self.credit_parties(given);
        let in_coin = self.pays_in_coin(given);
        let tolerance_bps = u16::from(given.tolerance_percent) * 100;
        let decimals = if in_coin { COIN_DECIMALS } else { self.file.token.decimals };
        let amount = self.amount_of("credit.amount", &given.amount, decimals);
        if let Some(amount) = amount.filter(|_| in_coin) {
            let most = decimal(MOST_COIN.u128(), COIN_DECIMALS);
            let few = cover(amount, tolerance_bps) <= MOST_COIN;
            self.require(few, "credit.amount", &format!("expected at most {most} of the coin"));
        }
        let drawings = self.drawings(given, amount, tolerance_bps, decimals);
        let days = Days {
            shipped_on: self.day("credit.shipped_on", &given.shipped_on),
            latest_shipment: self.day("credit.latest_shipment", &given.latest_shipment),
            expiry: self.day("credit.expiry", &given.expiry),
        };
        self.order_of_days(given, as_of, &days);
        let calendar = self.calendar(&given.calendar, as_of);
        let documents = self.documents(&given.documents);
        if let Some(found) = &given.discrepancy {
            self.discrepancy(given, found);
        }
        if !in_coin {
            let drawn = drawings.as_deref().map(sum_of);
            let needed = amount.map(|amount| cover(amount, tolerance_bps));
            let parties = (&given.applicant, &given.beneficiary);
            self.moves.push(Move::new("credit.amount", parties, needed, drawn));
        }
        Some(Credit {
            reference: given.reference.clone(),
            applicant: given.applicant.clone(),
            issuing_bank: given.issuing_bank.clone(),
            beneficiary: given.beneficiary.clone(),
            advising_bank: given.advising_bank.clone(),
            in_coin,
            amount: amount?,
            drawings: drawings?,
            partial: given.drawings.is_some(),
            tolerance_bps,
            min_pass_level: given.min_pass_level,
            shipped_on: days.shipped_on?,
            latest_shipment: days.latest_shipment?,
            expiry: days.expiry?,
            presentation_days: given.presentation_days,
            calendar: calendar?,
            documents: documents?,
            discrepancy: given.discrepancy.as_ref().map(|found| Discrepancy {
                document: found.document.clone(),
                reason: found.reason.clone(),
            }),
        })
    }

    fn credit_parties(&mut self, given: &CreditSection) {
        let mut named = vec![
            ("credit.applicant", given.applicant.as_str()),
            ("credit.issuing_bank", given.issuing_bank.as_str()),
            ("credit.beneficiary", given.beneficiary.as_str()),
        ];
        named.extend(given.advising_bank.as_deref().map(|bank| ("credit.advising_bank", bank)));
        self.distinct(&named);
        if self.is_given("credit.min_pass_level") {
            for (_, key) in named {
                self.needs_pass(key, given.min_pass_level, "credit.min_pass_level");
            }
        }
        let (applicant, bank) = (self.side(&given.applicant), self.side(&given.issuing_bank));
        self.require(
            applicant.is_none() || bank.is_none() || applicant == bank,
            "credit.issuing_bank",
            "expected a bank in the region of the applicant",
        );
    }

    fn pays_in_coin(&mut self, given: &CreditSection) -> bool {
        let pays_in = given.pays_in.as_str();
        let known = ["token", "coin"].contains(&pays_in);
        self.require(known, "credit.pays_in", "expected \"token\" or \"coin\"");
        let (applicant, beneficiary) = (self.side(&given.applicant), self.side(&given.beneficiary));
        let apart = applicant.is_some() && beneficiary.is_some() && applicant != beneficiary;
        self.require(
            pays_in != "coin" || !apart,
            "credit.pays_in",
            "the bridge does not carry a region's own coin; expected \"token\", or a beneficiary in \
             the region of the applicant",
        );
        pays_in == "coin"
    }

    /// What is drawn, in this order.
    fn drawings(
        &mut self,
        given: &CreditSection,
        amount: Option<Uint128>,
        tolerance_bps: u16,
        decimals: u8,
    ) -> Option<Vec<Uint128>> {
        let show = |amount: Uint128| decimal(amount.u128(), decimals);
        let most = amount.map(|amount| cover(amount, tolerance_bps));
        let Some(parts) = &given.drawings else {
            let drawn = match &given.drawn {
                Some(text) => self.amount_of("credit.drawn", text, decimals)?,
                None => amount?,
            };
            // A credit that is drawn once may fall short by 5 % (UCP 600 art. 30(c)).
            let least = least_single_drawing(amount?, tolerance_bps);
            let (few, many) = (show(least), show(most?));
            let fits = drawn <= most?;
            self.require(
                fits,
                "credit.drawn",
                &format!("expected at most {many} (amount and tolerance)"),
            );
            self.require(
                drawn >= least,
                "credit.drawn",
                &format!("expected at least {few} (UCP 600 art. 30)"),
            );
            return Some(vec![drawn]);
        };
        self.require(
            given.drawn.is_none(),
            "credit.drawn",
            "expected either `drawn` or `drawings`",
        );
        self.require(
            (1..=MAX_DRAWINGS).contains(&parts.len()),
            "credit.drawings",
            &format!("expected 1 to {MAX_DRAWINGS} amounts"),
        );
        let each = |(i, text): (usize, &String)| {
            self.amount_of(&format!("credit.drawings[{i}]"), text, decimals)
        };
        let drawings: Vec<Option<Uint128>> = parts.iter().enumerate().map(each).collect();
        let drawings: Vec<Uint128> = drawings.into_iter().collect::<Option<_>>()?;
        let (amount, most) = (amount?, most?);
        let sum = sum_of(&drawings);
        let before_last = sum_of(drawings.split_last().map_or(&[], |(_, before)| before));
        if sum < amount || sum > most {
            let text = format!(
                "they sum up to {}; expected from {} to {} (amount and tolerance), so that they use \
                 the credit up",
                show(sum), show(amount), show(most)
            );
            self.bad("credit.drawings", text);
        }
        self.require(
            before_last < amount,
            "credit.drawings",
            "the credit is used up before the last of them; expected fewer or smaller ones",
        );
        Some(drawings)
    }

    fn order_of_days(&mut self, given: &CreditSection, as_of: Option<Date>, days: &Days) {
        let Days { shipped_on, latest_shipment, expiry } = *days;
        let period = Some(i64::from(given.presentation_days))
            .filter(|_| self.is_given("credit.presentation_days"));
        // On live chains midnight may pass while the story is told.
        let last_day = shipped_on
            .zip(period)
            .map(|(day, days)| day.saturating_add(Duration::days(days.saturating_sub(1))));
        let four_years = as_of.map(|day| day.saturating_add(Duration::days(4 * 365)));
        let least_days = as_of.zip(shipped_on).map(|(now, then)| {
            i64::from(now.to_julian_day().saturating_sub(then.to_julian_day())).saturating_add(1)
        });
        let day = |day: Option<Date>| day.map(show_day).unwrap_or_default();
        let rules = [
            (
                shipped_on,
                as_of,
                "credit.shipped_on",
                format!("a day not after as_of ({})", day(as_of)),
            ),
            (
                shipped_on,
                latest_shipment,
                "credit.shipped_on",
                format!("a day not after latest_shipment ({})", day(latest_shipment)),
            ),
            (
                as_of.and_then(Date::next_day),
                latest_shipment,
                "credit.latest_shipment",
                format!("a day after as_of ({})", day(as_of)),
            ),
            (
                latest_shipment,
                expiry,
                "credit.expiry",
                format!("a day not before latest_shipment ({})", day(latest_shipment)),
            ),
            (expiry, four_years, "credit.expiry", "a day within four years of as_of".to_string()),
            (
                as_of,
                last_day,
                "credit.presentation_days",
                format!(
                    "at least {}: the documents are presented on as_of ({}), counted from \
                     credit.shipped_on, and a day is to spare",
                    least_days.unwrap_or_default(),
                    day(as_of)
                ),
            ),
        ];
        for (earlier, later, field, expected) in rules {
            if earlier.zip(later).is_some_and(|(earlier, later)| earlier > later) {
                self.bad(field, format!("expected {expected}"));
            }
        }
    }

    fn discrepancy(&mut self, given: &CreditSection, found: &DiscrepancySection) {
        let kinds: Vec<&str> = given.documents.iter().map(|d| d.kind.as_str()).collect();
        let kind = found.document.as_str();
        if !kinds.contains(&kind) {
            let text = format!("`{kind}` is none of the documents; {}", hint(kind, kinds));
            self.bad("credit.discrepancy.document", text);
        }
        self.text("credit.discrepancy.reason", &found.reason, &REASON);
    }

    fn calendar(&mut self, given: &CalendarSection, as_of: Option<Date>) -> Option<Calendar> {
        let mut weekend = Vec::new();
        for (i, name) in given.weekend.iter().enumerate() {
            let field = format!("credit.calendar.weekend[{i}]");
            match WEEKDAYS.iter().find(|(known, _)| known == name) {
                Some((_, day)) if weekend.contains(day) => self.bad(&field, "named twice"),
                Some((_, day)) => weekend.push(*day),
                None => {
                    let hint = hint(name, WEEKDAYS.iter().map(|(known, _)| *known));
                    self.bad(&field, format!("\"{name}\" is no day of the week; {hint}"));
                }
            }
        }
        let utc_offset_minutes = i32::from(given.utc_offset_hours).saturating_mul(60);
        self.require(
            weekend.len() <= MOST_FREE_DAYS,
            "credit.calendar.weekend",
            &format!("expected at most {MOST_FREE_DAYS} days"),
        );
        self.require(
            given.holidays.len() <= MAX_HOLIDAYS,
            "credit.calendar.holidays",
            &format!("expected at most {MAX_HOLIDAYS} days"),
        );
        let mut holidays = Vec::new();
        for (i, text) in given.holidays.iter().enumerate() {
            let field = format!("credit.calendar.holidays[{i}]");
            let day = self.day(&field, text);
            holidays.extend(day);
            let (Some(day), Some(as_of)) = (day, as_of) else {
                continue;
            };
            // On live chains midnight may pass before the calendar is there, so a holiday comes after
            // the day that follows as_of; the last one is counted from as_of itself.
            let tomorrow = as_of.saturating_add(Duration::days(1));
            let rules = Rules::new("bank", utc_offset_minutes, &[]);
            let today = start_of(as_of, utc_offset_minutes);
            let fits = rules.and_then(|rules| rules.check_holidays(&[show_day(day)], today));
            if day <= tomorrow {
                let after = show_day(tomorrow);
                self.bad(&field, format!("expected a day after {after}, the day after as_of"));
            } else if let Err(CalendarError::HolidayRange { until, .. }) = fits {
                self.bad(&field, format!("expected a day until {until}, counted from as_of"));
            }
        }
        Some(Calendar { weekend, holidays, utc_offset_minutes })
    }
}

/// The sum of amounts; as much as can be said if it is more.
fn sum_of(amounts: &[Uint128]) -> Uint128 {
    amounts.iter().fold(Uint128::zero(), |sum, amount| sum.saturating_add(*amount))
}
