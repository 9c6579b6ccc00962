//! Payments, and what goes wrong with some.

use super::money::Move;
use super::Check;
use crate::scenario::deal::{Expired, Frozen, Payment, Silence, Trials, TwoRules, Unrelayed};
use crate::scenario::file::{PaymentSection, TwoRulesSection};
use crate::scenario::limit::{MEMO_ABROAD, MEMO_AT_HOME, PURPOSE};
use isthmus_api::stablecoin::ComplianceMode;

impl Check<'_> {
    pub(super) fn payment(&mut self, index: usize, given: &PaymentSection) -> Option<Payment> {
        let at = |name: &str| format!("payments[{index}].{name}");
        self.pair(&at("from"), &given.from, &at("to"), &given.to);
        self.text(&at("purpose"), &given.purpose, &PURPOSE);
        let apart = self.are_apart(&given.from, &given.to);
        if let Some(memo) = &given.memo {
            let limit = if apart == Some(false) { &MEMO_AT_HOME } else { &MEMO_ABROAD };
            let fault = limit.fault(memo).map(|fault| match apart {
                Some(false) => fault + ", as within a region",
                _ => fault,
            });
            fault.into_iter().for_each(|fault| self.bad(&at("memo"), fault));
        }
        let document = match &given.document {
            Some(file) => {
                self.require(
                    apart != Some(false),
                    &at("document"),
                    "a document's hash travels only between regions; leave it out here",
                );
                let salt = given.document_salt.as_deref();
                let (at_file, at_salt) = (at("document"), at("document_salt"));
                self.document(&at_file, &at_salt, "payment_document", file, salt).map(Some)
            }
            None => {
                let alone = given.document_salt.is_some();
                self.require(!alone, &at("document_salt"), "expected a `document` that it is of");
                Some(None)
            }
        };
        let amount = self.amount(&at("amount"), &given.amount);
        let parties = (&given.from, &given.to);
        self.moves.push(Move::new(&at("amount"), parties, amount, amount));
        Some(Payment {
            from: given.from.clone(),
            to: given.to.clone(),
            amount: amount?,
            purpose: given.purpose.clone(),
            memo: given.memo.clone(),
            document: document?,
        })
    }

    /// Two parties, not one.
    fn pair(&mut self, at_from: &str, from: &str, at_to: &str, to: &str) {
        self.party_key(at_from, from);
        self.party_key(at_to, to);
        self.require(from != to, at_to, "expected another party than the one that pays");
    }

    /// Whether two parties are at home in two regions, if it is known.
    fn are_apart(&self, from: &str, to: &str) -> Option<bool> {
        Some(self.side(from)? != self.side(to)?)
    }

    pub(super) fn trials(&mut self) -> Option<Trials> {
        let trials = &self.file.trials;
        let two_rules = trials.two_rules.as_ref().map(|given| self.two_rules(given));
        let frozen = trials.frozen.as_ref().map(|trial| {
            let amount = self.lost("trials.frozen", &trial.from, &trial.to, &trial.amount);
            let (from, to) = (trial.from.clone(), trial.to.clone());
            Some(Frozen { from, to, amount: amount? })
        });
        let unrelayed = trials.unrelayed.as_ref().map(|trial| {
            let amount = self.lost("trials.unrelayed", &trial.from, &trial.to, &trial.amount);
            let (from, to) = (trial.from.clone(), trial.to.clone());
            let timeout_seconds = trial.timeout_seconds;
            Some(Unrelayed { from, to, amount: amount?, timeout_seconds })
        });
        let expired = trials.expired.as_ref().map(|trial| {
            let amount = self.lapsed("trials.expired", &trial.amount);
            Some(Expired { amount: amount?, expires_in_seconds: trial.expires_in_seconds })
        });
        let silence = trials
            .silence
            .as_ref()
            .map(|trial| Some(Silence { amount: self.lapsed("trials.silence", &trial.amount)? }));
        let trials = Trials {
            two_rules: two_rules.flatten(),
            frozen: frozen.flatten(),
            unrelayed: unrelayed.flatten(),
            expired: expired.flatten(),
            silence: silence.flatten(),
        };
        Some(trials)
    }

    /// A payment to the other region that comes back.
    fn lost(
        &mut self,
        at: &str,
        from: &str,
        to: &str,
        amount: &str,
    ) -> Option<cosmwasm_std::Uint128> {
        let (at_from, at_to) = (format!("{at}.from"), format!("{at}.to"));
        self.pair(&at_from, from, &at_to, to);
        let apart = self.are_apart(from, to) != Some(false);
        self.require(apart, &at_to, "expected a party in the other region");
        self.not_frozen(&at_from, from);
        self.not_frozen(&at_to, to);
        let field = format!("{at}.amount");
        let amount = self.amount(&field, amount);
        self.moves.push(Move::back(&field, from, amount));
        amount
    }

    /// A second credit between the parties of the first; in the token, and at most what the applicant
    /// has left.
    fn lapsed(&mut self, at: &str, amount: &str) -> Option<cosmwasm_std::Uint128> {
        let field = format!("{at}.amount");
        let amount = self.amount(&field, amount);
        let Some(credit) = &self.file.credit else {
            self.bad(at, "expected a [credit] section, whose parties it is between");
            return amount;
        };
        for party in [&credit.applicant, &credit.issuing_bank, &credit.beneficiary] {
            self.not_frozen(at, party);
        }
        self.moves.push(Move::back(&field, &credit.applicant, amount));
        amount
    }

    /// The suspect of the supervision is frozen for the rest of the story.
    fn not_frozen(&mut self, field: &str, key: &str) {
        let supervision = self.file.supervision.as_ref();
        if supervision.is_some_and(|given| given.suspect == key) {
            let text = format!("`{key}` is frozen since supervision.order; expected another party");
            self.bad(field, text);
        }
    }

    /// The seller and its bank share their passes with the applicant's region when the credit is opened.
    fn has_shared_its_pass(&self, key: &str) -> bool {
        self.file.credit.as_ref().is_some_and(|credit| {
            let shares = credit.beneficiary == key || credit.advising_bank.as_deref() == Some(key);
            shares && self.are_apart(&credit.applicant, key) == Some(true)
        })
    }

    fn two_rules(&mut self, given: &TwoRulesSection) -> Option<TwoRules> {
        let at = |name: &str| format!("trials.two_rules.{name}");
        self.pair(&at("from"), &given.from, &at("person"), &given.person);
        let together = self.are_apart(&given.from, &given.person) != Some(true);
        self.require(together, &at("from"), "expected a party in the home region of the person");
        self.needs_pass(&given.person, 1, "trials.two_rules");
        self.not_frozen(&at("from"), &given.from);
        self.not_frozen(&at("person"), &given.person);
        if self.has_shared_its_pass(&given.person) {
            let text = format!(
                "`{}` shares its pass abroad for the [credit] already; expected another person",
                given.person
            );
            self.bad(&at("person"), text);
        }
        if let Some(other) = self.side(&given.person).map(|side| side.other()) {
            let open = self.mode(other) == Some(ComplianceMode::Open);
            self.require(
                !open,
                &at("person"),
                &format!(
                    "the {0} refuses nobody; expected regions.{0}.mode = \"allowlist\"",
                    other.name()
                ),
            );
        }
        let amount = self.amount(&at("amount"), &given.amount);
        // One at home, one that comes back, one that lands abroad and is brought home.
        for _ in 0..2 {
            let parties = (&given.from, &given.person);
            self.moves.push(Move::new(&at("amount"), parties, amount, amount));
        }
        let (from, person) = (given.from.clone(), given.person.clone());
        Some(TwoRules { from, person, amount: amount? })
    }
}
