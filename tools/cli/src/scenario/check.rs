//! From the file as written to a scenario in which every value is good.

use super::document::Document;
use super::file::{
    CalendarSection, CreditSection, PaymentSection, ScenarioFile, SupervisionSection, TokenSection,
    TrialsSection,
};
use super::problem::{hint, line_of, Problem, Problems};
use super::text::{base_units, day, decimal, show_day};
use super::FILE_NAME;
use cosmwasm_std::{HexBinary, Uint128};
use isthmus_api::escrow::Weekday;
use isthmus_regions::Side;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use time::Date;

/// Names of actors that the story itself brings, so that no party may have them.
pub const RESERVED: [&str; 16] = [
    "owner",
    "master-minter",
    "issuer",
    "compliance",
    "guardian",
    "seizer",
    "attestor",
    "redemption-operator",
    "pauser",
    "calendar-keeper",
    "anchor",
    "registrar",
    "validator",
    "relayer",
    "faucet",
    "stranger",
];
/// Largest document.
const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// A checked scenario.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its folder.
    pub dir: PathBuf,
    /// What happens, in one line.
    pub title: String,
    /// The day on which it takes place.
    pub as_of: Date,
    /// The stablecoin.
    pub token: Token,
    /// Everybody, by key.
    pub parties: BTreeMap<String, Party>,
    /// The letter of credit.
    pub credit: Option<Credit>,
    /// Payments in order.
    pub payments: Vec<Payment>,
    /// What the issuer owes its supervisor.
    pub supervision: Option<Supervision>,
    /// What goes wrong.
    pub trials: Trials,
}

/// The stablecoin. Its home is the west.
#[derive(Clone, Debug)]
pub struct Token {
    /// Name for people.
    pub name: String,
    /// Symbol.
    pub symbol: String,
    /// Digits after the decimal point.
    pub decimals: u8,
    /// What the issuer may mint.
    pub allowance: Uint128,
}

impl Token {
    /// Name across regions, such as `west.iusd`.
    pub fn id(&self) -> String {
        format!("west.{}", self.symbol.to_lowercase())
    }

    /// An amount for people, without the symbol.
    pub fn show(&self, amount: Uint128) -> String {
        decimal(amount.u128(), self.decimals)
    }
}

/// One party.
#[derive(Clone, Debug)]
pub struct Party {
    /// Its key, which is also the name of its accounts.
    pub key: String,
    /// Name for people.
    pub name: String,
    /// Home region.
    pub side: Side,
    /// Country of its pass.
    pub country: String,
    /// Level of its pass, if it has one.
    pub pass_level: Option<u8>,
    /// What the issuer mints to it.
    pub opening: Option<Uint128>,
}

/// The letter of credit. Parties are keys.
#[derive(Clone, Debug)]
pub struct Credit {
    /// The bank's number.
    pub reference: String,
    /// The buyer.
    pub applicant: String,
    /// The buyer's bank.
    pub issuing_bank: String,
    /// The seller.
    pub beneficiary: String,
    /// The credit's amount.
    pub amount: Uint128,
    /// What is drawn.
    pub drawn: Uint128,
    /// Hundredths of a per cent.
    pub tolerance_bps: u16,
    /// Level its parties must have.
    pub min_pass_level: u8,
    /// On board.
    pub shipped_on: Date,
    /// Last day for shipment.
    pub latest_shipment: Date,
    /// Last day for documents.
    pub expiry: Date,
    /// Days after shipment for documents.
    pub presentation_days: u16,
    /// The bank's working days.
    pub calendar: Calendar,
    /// Required documents.
    pub documents: Vec<Document>,
    /// Kind of the document with the discrepancy.
    pub discrepancy_document: String,
    /// The discrepancy.
    pub discrepancy_reason: String,
}

/// The bank's working days.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Closed days of the week.
    pub weekend: Vec<Weekday>,
    /// Closed days besides.
    pub holidays: Vec<Date>,
    /// Ahead of UTC.
    pub utc_offset_minutes: i32,
}

/// One payment. Parties are keys.
#[derive(Clone, Debug)]
pub struct Payment {
    /// Who pays.
    pub from: String,
    /// Who is paid.
    pub to: String,
    /// How much.
    pub amount: Uint128,
    /// What for.
    pub purpose: String,
    /// Note that travels along.
    pub memo: Option<String>,
    /// File whose hash travels along.
    pub document: Option<Document>,
}

/// What the issuer owes its supervisor. Parties are keys.
#[derive(Clone, Debug)]
pub struct Supervision {
    /// Found in reserve.
    pub attested: Uint128,
    /// Hundredths of a per cent.
    pub margin_bps: u16,
    /// The auditor's report.
    pub report: Document,
    /// To whom is minted, and who redeems.
    pub customer: String,
    /// How much is redeemed.
    pub redeemed: Uint128,
    /// Who is held, frozen and deprived.
    pub suspect: String,
    /// The order.
    pub order: Document,
    /// How much the order takes.
    pub seized: Uint128,
    /// To whom.
    pub court: String,
    /// The cap at first.
    pub cap: Uint128,
    /// The cap in the end.
    pub raised_cap: Uint128,
}

/// What goes wrong.
#[derive(Clone, Debug, Default)]
pub struct Trials {
    /// Comes back by an error acknowledgement.
    pub frozen: Option<Frozen>,
    /// Comes back by a timeout.
    pub unrelayed: Option<Unrelayed>,
    /// Expires and is refunded.
    pub expired: Option<Expired>,
    /// Is paid because the bank said nothing.
    pub silence: Option<Silence>,
}

/// A payment to a frozen account.
#[derive(Clone, Debug)]
pub struct Frozen {
    /// Who pays.
    pub from: String,
    /// Who is frozen.
    pub to: String,
    /// How much.
    pub amount: Uint128,
}

/// A payment nobody relays.
#[derive(Clone, Debug)]
pub struct Unrelayed {
    /// Who pays.
    pub from: String,
    /// Who would be paid.
    pub to: String,
    /// How much.
    pub amount: Uint128,
    /// When it may come back.
    pub timeout_seconds: u64,
}

/// A credit that expires.
#[derive(Clone, Debug)]
pub struct Expired {
    /// How much.
    pub amount: Uint128,
    /// When.
    pub expires_in_seconds: u64,
}

/// A credit whose bank stays silent.
#[derive(Clone, Debug)]
pub struct Silence {
    /// How much.
    pub amount: Uint128,
}

impl Scenario {
    /// A party by its key; keys in a checked scenario are good.
    pub fn party(&self, key: &str) -> &Party {
        &self.parties[key]
    }
}

/// Checks everything and reports every mistake, not only the first.
pub(super) fn check(dir: &Path, text: &str, file: ScenarioFile) -> Result<Scenario, Problems> {
    let mut check = Check {
        dir,
        decimals: file.token.decimals.min(18),
        keys: file.parties.keys().cloned().collect(),
        problems: Vec::new(),
    };
    let scenario = check.scenario(&file);
    if check.problems.is_empty() {
        check.money(&scenario);
    }
    if check.problems.is_empty() {
        return Ok(scenario);
    }
    let problems = check.problems.into_iter();
    Err(Problems(
        problems
            .map(|(field, text_of_problem)| Problem {
                file: dir.join(FILE_NAME),
                line: line_of(text, &field),
                field,
                text: text_of_problem,
            })
            .collect(),
    ))
}

struct Check<'a> {
    dir: &'a Path,
    decimals: u8,
    keys: Vec<String>,
    problems: Vec<(String, String)>,
}

impl Check<'_> {
    fn bad(&mut self, field: &str, text: impl Into<String>) {
        self.problems.push((field.to_string(), text.into()));
    }

    fn require(&mut self, good: bool, field: &str, text: &str) {
        if !good {
            self.bad(field, text);
        }
    }

    fn amount(&mut self, field: &str, text: &str) -> Uint128 {
        let units = base_units(text, self.decimals).unwrap_or_else(|error| {
            self.bad(field, error);
            0
        });
        Uint128::new(units)
    }

    fn day(&mut self, field: &str, text: &str) -> Date {
        day(text).unwrap_or_else(|error| {
            self.bad(field, error);
            Date::MIN
        })
    }

    /// One printable line, as the contracts accept it.
    fn line(&mut self, field: &str, text: &str, most: usize) {
        let printable = text.chars().all(|c| matches!(c, ' '..='~'));
        if text.trim().is_empty() || text.len() > most || !printable {
            self.bad(field, format!("expected one line of 1 to {most} printable ASCII characters"));
        }
    }

    fn party_key(&mut self, field: &str, key: &str) {
        if !self.keys.iter().any(|known| known == key) {
            let hint = hint(key, self.keys.iter().map(String::as_str));
            self.bad(field, format!("no party is called `{key}`; {hint}"));
        }
    }

    fn scenario(&mut self, file: &ScenarioFile) -> Scenario {
        self.line("title", &file.title, 100);
        let as_of = self.day("as_of", &file.as_of);
        let token = self.token(&file.token);
        let parties = self.parties(file);
        Scenario {
            dir: self.dir.to_path_buf(),
            title: file.title.clone(),
            as_of,
            token,
            credit: file.credit.as_ref().map(|credit| self.credit(credit, &parties, as_of)),
            payments: file
                .payments
                .iter()
                .enumerate()
                .map(|(i, payment)| self.payment(&format!("payments[{i}]"), payment, &parties))
                .collect(),
            supervision: file.supervision.as_ref().map(|it| self.supervision(it, &parties)),
            trials: self.trials(&file.trials, &parties, file.credit.is_some()),
            parties,
        }
    }

    fn token(&mut self, token: &TokenSection) -> Token {
        let letters = token.symbol.bytes().all(|b| b.is_ascii_uppercase());
        self.require(
            letters && (3..=12).contains(&token.symbol.len()),
            "token.symbol",
            "expected 3 to 12 capital letters, such as \"IUSD\"",
        );
        self.line("token.name", &token.name, 50);
        self.require(token.name.len() >= 3, "token.name", "expected at least 3 characters");
        self.require(token.decimals <= 18, "token.decimals", "expected a number from 0 to 18");
        Token {
            name: token.name.clone(),
            symbol: token.symbol.clone(),
            decimals: token.decimals,
            allowance: self.amount("token.allowance", &token.allowance),
        }
    }

    fn parties(&mut self, file: &ScenarioFile) -> BTreeMap<String, Party> {
        let mut parties = BTreeMap::new();
        for (key, party) in &file.parties {
            let at = |name: &str| format!("parties.{key}.{name}");
            let well_formed = (2..=20).contains(&key.len())
                && key.starts_with(|c: char| c.is_ascii_lowercase())
                && key
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b));
            self.require(
                well_formed,
                &format!("parties.{key}"),
                "expected a name of 2 to 20 of a-z, 0-9, - and _, beginning with a letter",
            );
            if RESERVED.contains(&key.as_str()) {
                let text = format!("this name belongs to the story itself, as do {RESERVED:?}");
                self.bad(&format!("parties.{key}"), text);
            }
            let side = Side::of(&party.region).unwrap_or_else(|| {
                self.bad(
                    &at("region"),
                    format!("\"{}\" is no region; expected \"west\" or \"east\"", party.region),
                );
                Side::West
            });
            let capitals = party.country.bytes().all(|b| b.is_ascii_uppercase());
            self.require(
                capitals && party.country.len() == 2,
                &at("country"),
                "expected two capital letters (ISO 3166-1), such as \"PT\"",
            );
            self.require(
                party.pass_level.is_none_or(|level| (1..=4).contains(&level)),
                &at("pass_level"),
                "expected a level of assurance from 1 to 4",
            );
            self.require(!party.name.trim().is_empty(), &at("name"), "expected a name for people");
            let opening = party
                .opening_balance
                .as_ref()
                .map(|text| self.amount(&at("opening_balance"), text));
            parties.insert(
                key.clone(),
                Party {
                    key: key.clone(),
                    name: party.name.clone(),
                    side,
                    country: party.country.clone(),
                    pass_level: party.pass_level,
                    opening,
                },
            );
        }
        self.require(
            parties.len() >= 2,
            "parties",
            "expected at least two parties, such as [parties.importer] and [parties.exporter]",
        );
        parties
    }

    fn credit(
        &mut self,
        credit: &CreditSection,
        parties: &BTreeMap<String, Party>,
        as_of: Date,
    ) -> Credit {
        self.line("credit.reference", &credit.reference, 64);
        self.credit_parties(credit, parties);
        let amount = self.amount("credit.amount", &credit.amount);
        let drawn = match &credit.drawn {
            Some(text) => self.amount("credit.drawn", text),
            None => amount,
        };
        self.require(
            credit.tolerance_percent <= 10,
            "credit.tolerance_percent",
            "expected a number from 0 to 10 (UCP 600 art. 30)",
        );
        let tolerance_bps = u16::from(credit.tolerance_percent.min(10)) * 100;
        let most = cover(amount, tolerance_bps);
        if drawn > most {
            let text = format!(
                "expected at most {} (amount and tolerance)",
                decimal(most.u128(), self.decimals)
            );
            self.bad("credit.drawn", text);
        }
        // The credit is drawn once; UCP 600 art. 30(c) lets one drawing fall short by 5 %.
        let short = u128::from(tolerance_bps.max(500));
        let least = amount.saturating_sub(amount.multiply_ratio(short, 10_000_u128));
        if drawn < least {
            let text = format!(
                "expected at least {} (UCP 600 art. 30)",
                decimal(least.u128(), self.decimals)
            );
            self.bad("credit.drawn", text);
        }
        let shipped_on = self.day("credit.shipped_on", &credit.shipped_on);
        let latest_shipment = self.day("credit.latest_shipment", &credit.latest_shipment);
        let expiry = self.day("credit.expiry", &credit.expiry);
        if self.problems.is_empty() {
            self.credit_dates(credit, as_of, shipped_on, latest_shipment, expiry);
        }
        let documents = self.documents(credit);
        let discrepancy = &credit.discrepancy;
        let kinds: Vec<&str> = credit.documents.iter().map(|d| d.kind.as_str()).collect();
        if !kinds.contains(&discrepancy.document.as_str()) {
            let text = format!(
                "`{}` is none of the documents; {}",
                discrepancy.document,
                hint(&discrepancy.document, kinds)
            );
            self.bad("credit.discrepancy.document", text);
        }
        self.line("credit.discrepancy.reason", &discrepancy.reason, 128);
        Credit {
            reference: credit.reference.clone(),
            applicant: credit.applicant.clone(),
            issuing_bank: credit.issuing_bank.clone(),
            beneficiary: credit.beneficiary.clone(),
            amount,
            drawn,
            tolerance_bps,
            min_pass_level: credit.min_pass_level,
            shipped_on,
            latest_shipment,
            expiry,
            presentation_days: credit.presentation_days,
            calendar: self.calendar(&credit.calendar, as_of),
            documents,
            discrepancy_document: discrepancy.document.clone(),
            discrepancy_reason: discrepancy.reason.clone(),
        }
    }

    fn credit_parties(&mut self, credit: &CreditSection, parties: &BTreeMap<String, Party>) {
        let named = [
            ("credit.applicant", &credit.applicant),
            ("credit.issuing_bank", &credit.issuing_bank),
            ("credit.beneficiary", &credit.beneficiary),
        ];
        self.require(
            (1..=4).contains(&credit.min_pass_level),
            "credit.min_pass_level",
            "expected a level of assurance from 1 to 4",
        );
        for (i, (field, key)) in named.iter().enumerate() {
            self.party_key(field, key);
            if named[..i].iter().any(|(_, other)| other == key) {
                self.bad(field, format!("`{key}` already has another part in the credit"));
            }
            let Some(party) = parties.get(*key) else {
                continue;
            };
            if party.pass_level.unwrap_or(0) < credit.min_pass_level {
                self.bad(
                    &format!("parties.{key}.pass_level"),
                    format!(
                        "`{key}` is a party of the credit and needs a pass; expected at least {} \
                         (credit.min_pass_level)",
                        credit.min_pass_level
                    ),
                );
            }
        }
        let side = |key: &str| parties.get(key).map(|party| party.side);
        let (applicant, bank) = (side(&credit.applicant), side(&credit.issuing_bank));
        self.require(
            applicant.is_none() || bank.is_none() || applicant == bank,
            "credit.issuing_bank",
            "expected a bank in the region of the applicant",
        );
    }

    fn credit_dates(
        &mut self,
        credit: &CreditSection,
        as_of: Date,
        shipped_on: Date,
        latest_shipment: Date,
        expiry: Date,
    ) {
        let last_day =
            shipped_on.saturating_add(time::Duration::days(i64::from(credit.presentation_days)));
        let rules = [
            (
                shipped_on <= as_of,
                "credit.shipped_on",
                format!("expected a day not after as_of ({})", show_day(as_of)),
            ),
            (
                shipped_on <= latest_shipment,
                "credit.shipped_on",
                format!("expected a day not after latest_shipment ({})", show_day(latest_shipment)),
            ),
            (
                as_of < latest_shipment,
                "credit.latest_shipment",
                format!("expected a day after as_of ({})", show_day(as_of)),
            ),
            (
                latest_shipment <= expiry,
                "credit.expiry",
                format!(
                    "expected a day not before latest_shipment ({})",
                    show_day(latest_shipment)
                ),
            ),
            (
                expiry <= as_of.saturating_add(time::Duration::days(4 * 365)),
                "credit.expiry",
                "expected a day within four years of as_of".to_string(),
            ),
            (
                (1..=365).contains(&credit.presentation_days),
                "credit.presentation_days",
                "expected a number from 1 to 365".to_string(),
            ),
            (
                as_of <= last_day,
                "credit.presentation_days",
                format!(
                    "documents are presented on as_of ({}), {} days after shipment; expected at \
                     least that many",
                    show_day(as_of),
                    (as_of - shipped_on).whole_days()
                ),
            ),
        ];
        for (good, field, text) in rules {
            self.require(good, field, &text);
        }
    }

    fn documents(&mut self, credit: &CreditSection) -> Vec<Document> {
        let mut documents: Vec<Document> = Vec::new();
        self.require(
            (1..=12).contains(&credit.documents.len()),
            "credit.documents",
            "expected 1 to 12 documents",
        );
        for (i, document) in credit.documents.iter().enumerate() {
            let at = |name: &str| format!("credit.documents[{i}].{name}");
            let kind = &document.kind;
            let well_formed = (3..=32).contains(&kind.len())
                && kind.starts_with(|c: char| c.is_ascii_lowercase())
                && kind.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
            self.require(
                well_formed,
                &at("kind"),
                "expected 3 to 32 of a-z, 0-9 and _, such as \"bill_of_lading\"",
            );
            if documents.iter().any(|earlier| earlier.kind == *kind) {
                self.bad(
                    &at("kind"),
                    format!("`{kind}` is required twice; expected each kind once"),
                );
            }
            let salt = document.salt.as_ref().map(|text| {
                HexBinary::from_hex(text)
                    .ok()
                    .and_then(|bytes| <[u8; 16]>::try_from(bytes.as_slice()).ok())
                    .unwrap_or_else(|| {
                        self.bad(&at("salt"), "expected 16 bytes as 32 hexadecimal digits");
                        [0; 16]
                    })
            });
            let content = self.content(&at("file"), &document.file);
            documents.push(Document::new(kind, &document.file, salt, content));
        }
        documents
    }

    /// The content of a file of the folder.
    fn content(&mut self, field: &str, file: &str) -> Vec<u8> {
        let inside = Path::new(file)
            .components()
            .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if file.is_empty() || !inside {
            self.bad(
                field,
                format!("\"{file}\" is not in the scenario's folder; expected a file beside {FILE_NAME}"),
            );
            return Vec::new();
        }
        let path = self.dir.join(file);
        let problem = match std::fs::metadata(&path) {
            Err(_) => {
                let there: Vec<String> = std::fs::read_dir(self.dir)
                    .into_iter()
                    .flatten()
                    .flatten()
                    .map(|entry| entry.file_name().to_string_lossy().into_owned())
                    .filter(|name| name != FILE_NAME)
                    .collect();
                let hint = hint(file, there.iter().map(String::as_str));
                format!("there is no file {}; {hint}", path.display())
            }
            Ok(meta) if !meta.is_file() => format!("{} is not a file", path.display()),
            Ok(meta) if meta.len() == 0 => {
                format!("{} is empty; expected a document", path.display())
            }
            Ok(meta) if meta.len() > MAX_FILE_BYTES => {
                format!("{} is too large; expected at most 64 MiB", path.display())
            }
            Ok(_) => match std::fs::read(&path) {
                Ok(content) => return content,
                Err(error) => format!("{} cannot be read: {error}", path.display()),
            },
        };
        self.bad(field, problem);
        Vec::new()
    }

    fn calendar(&mut self, calendar: &CalendarSection, as_of: Date) -> Calendar {
        let mut weekend = Vec::new();
        for (i, name) in calendar.weekend.iter().enumerate() {
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
        self.require(weekend.len() < 7, "credit.calendar.weekend", "expected at most six days");
        self.require(
            (-12..=14).contains(&calendar.utc_offset_hours),
            "credit.calendar.utc_offset_hours",
            "expected a number from -12 to 14",
        );
        let mut holidays = Vec::new();
        for (i, text) in calendar.holidays.iter().enumerate() {
            let field = format!("credit.calendar.holidays[{i}]");
            let day = self.day(&field, text);
            if day != Date::MIN && day <= as_of.saturating_add(time::Duration::DAY) {
                self.bad(&field, "expected a day at least two days after as_of");
            }
            holidays.push(day);
        }
        self.require(
            holidays.len() <= 100,
            "credit.calendar.holidays",
            "expected at most 100 days",
        );
        Calendar {
            weekend,
            holidays,
            utc_offset_minutes: i32::from(calendar.utc_offset_hours) * 60,
        }
    }

    fn payment(
        &mut self,
        at: &str,
        payment: &PaymentSection,
        parties: &BTreeMap<String, Party>,
    ) -> Payment {
        self.pair(at, &payment.from, &payment.to);
        self.line(&format!("{at}.purpose"), &payment.purpose, 60);
        let side = |key: &str| parties.get(key).map(|party| party.side);
        let local = side(&payment.from) == side(&payment.to);
        if let Some(memo) = &payment.memo {
            self.line(&format!("{at}.memo"), memo, 256);
            self.require(
                !local,
                &format!("{at}.memo"),
                "a memo travels only between regions; leave it out here",
            );
        }
        let document = payment.document.as_ref().map(|file| {
            let field = format!("{at}.document");
            self.require(
                !local,
                &field,
                "a document's hash travels only between regions; leave it out here",
            );
            Document::new("payment_document", file, None, self.content(&field, file))
        });
        Payment {
            from: payment.from.clone(),
            to: payment.to.clone(),
            amount: self.amount(&format!("{at}.amount"), &payment.amount),
            purpose: payment.purpose.clone(),
            memo: payment.memo.clone(),
            document,
        }
    }

    fn pair(&mut self, at: &str, from: &str, to: &str) {
        self.party_key(&format!("{at}.from"), from);
        self.party_key(&format!("{at}.to"), to);
        self.require(
            from != to,
            &format!("{at}.to"),
            "expected another party than the one that pays",
        );
    }

    fn supervision(
        &mut self,
        given: &SupervisionSection,
        parties: &BTreeMap<String, Party>,
    ) -> Supervision {
        let at = |name: &str| format!("supervision.{name}");
        let roles =
            [("customer", &given.customer), ("suspect", &given.suspect), ("court", &given.court)];
        for (i, (name, key)) in roles.iter().enumerate() {
            self.party_key(&at(name), key);
            if roles[..i].iter().any(|(_, other)| other == key) {
                self.bad(&at(name), format!("`{key}` already has another part here"));
            }
            let home = parties.get(*key).is_none_or(|party| party.side == Side::West);
            self.require(home, &at(name), "expected a party in the token's home, the west");
        }
        self.require(
            given.margin_percent <= 100,
            &at("margin_percent"),
            "expected a number from 0 to 100",
        );
        let report = self.content(&at("report"), &given.report);
        let report = Document::published("reserve_report", &given.report, report);
        let order = self.content(&at("order"), &given.order);
        let order = Document::new("court_order", &given.order, None, order);
        let mut amount = |name: &str, text: &str| self.amount(&at(name), text);
        let supervision = Supervision {
            attested: amount("attested", &given.attested),
            margin_bps: u16::from(given.margin_percent.min(100)) * 100,
            report,
            customer: given.customer.clone(),
            redeemed: amount("redeemed", &given.redeemed),
            suspect: given.suspect.clone(),
            order,
            seized: amount("seized", &given.seized),
            court: given.court.clone(),
            cap: amount("cap", &given.cap),
            raised_cap: amount("raised_cap", &given.raised_cap),
        };
        self.require(
            supervision.cap < supervision.raised_cap,
            &at("raised_cap"),
            "expected more than supervision.cap",
        );
        self.require(
            supervision.attested <= supervision.cap,
            &at("cap"),
            "expected at least supervision.attested",
        );
        supervision
    }

    fn trials(
        &mut self,
        trials: &TrialsSection,
        parties: &BTreeMap<String, Party>,
        credit: bool,
    ) -> Trials {
        let across = |from: &str, to: &str| match (parties.get(from), parties.get(to)) {
            (Some(from), Some(to)) => from.side != to.side,
            _ => true,
        };
        let frozen = trials.frozen.as_ref().map(|trial| {
            self.pair("trials.frozen", &trial.from, &trial.to);
            self.require(
                across(&trial.from, &trial.to),
                "trials.frozen.to",
                "expected a party in the other region",
            );
            Frozen {
                from: trial.from.clone(),
                to: trial.to.clone(),
                amount: self.amount("trials.frozen.amount", &trial.amount),
            }
        });
        let unrelayed = trials.unrelayed.as_ref().map(|trial| {
            self.pair("trials.unrelayed", &trial.from, &trial.to);
            self.require(
                across(&trial.from, &trial.to),
                "trials.unrelayed.to",
                "expected a party in the other region",
            );
            self.require(
                (10..=120).contains(&trial.timeout_seconds),
                "trials.unrelayed.timeout_seconds",
                "expected a number from 10 to 120",
            );
            Unrelayed {
                from: trial.from.clone(),
                to: trial.to.clone(),
                amount: self.amount("trials.unrelayed.amount", &trial.amount),
                timeout_seconds: trial.timeout_seconds,
            }
        });
        let needs_credit = "expected a [credit] section, whose parties it is between";
        let expired = trials.expired.as_ref().map(|trial| {
            self.require(credit, "trials.expired", needs_credit);
            self.require(
                (20..=120).contains(&trial.expires_in_seconds),
                "trials.expired.expires_in_seconds",
                "expected a number from 20 to 120",
            );
            Expired {
                amount: self.amount("trials.expired.amount", &trial.amount),
                expires_in_seconds: trial.expires_in_seconds,
            }
        });
        let silence = trials.silence.as_ref().map(|trial| {
            self.require(credit, "trials.silence", needs_credit);
            Silence { amount: self.amount("trials.silence.amount", &trial.amount) }
        });
        Trials { frozen, unrelayed, expired, silence }
    }

    /// Whether everybody can pay what he is to pay when he is to pay it.
    fn money(&mut self, scenario: &Scenario) {
        let mut purse: BTreeMap<&str, Uint128> = BTreeMap::new();
        let mut minted = Uint128::zero();
        for party in scenario.parties.values() {
            let opening = party.opening.unwrap_or_default();
            purse.insert(&party.key, opening);
            minted = minted.saturating_add(opening);
        }
        if minted > scenario.token.allowance {
            let text = format!(
                "the opening balances sum up to {}; expected at least that much",
                scenario.token.show(minted)
            );
            self.bad("token.allowance", text);
        }
        let mut needs: Vec<(String, &str, Option<&str>, Uint128, Uint128)> = Vec::new();
        if let Some(credit) = &scenario.credit {
            let cover = cover(credit.amount, credit.tolerance_bps);
            let (from, to) = (credit.applicant.as_str(), credit.beneficiary.as_str());
            needs.push(("credit.amount".into(), from, Some(to), cover, credit.drawn));
        }
        for (i, payment) in scenario.payments.iter().enumerate() {
            let (from, to) = (payment.from.as_str(), payment.to.as_str());
            let field = format!("payments[{i}].amount");
            needs.push((field, from, Some(to), payment.amount, payment.amount));
        }
        let trials = &scenario.trials;
        let zero = Uint128::zero();
        if let Some(it) = &scenario.supervision {
            let (suspect, court) = (it.suspect.as_str(), it.court.as_str());
            let field = "supervision.seized".to_string();
            needs.push((field, suspect, Some(court), it.seized, it.seized));
        }
        if let Some(Frozen { from, amount, .. }) = &trials.frozen {
            needs.push(("trials.frozen.amount".into(), from, None, *amount, zero));
        }
        if let Some(Unrelayed { from, amount, .. }) = &trials.unrelayed {
            needs.push(("trials.unrelayed.amount".into(), from, None, *amount, zero));
        }
        if let Some(credit) = &scenario.credit {
            let from = credit.applicant.as_str();
            if let Some(Expired { amount, .. }) = &trials.expired {
                needs.push(("trials.expired.amount".into(), from, None, *amount, zero));
            }
            if let Some(Silence { amount }) = &trials.silence {
                needs.push(("trials.silence.amount".into(), from, None, *amount, zero));
            }
        }
        for (field, from, to, needed, moved) in needs {
            let has = purse[from];
            if has < needed {
                let text = format!(
                    "`{from}` needs {} here and has {}; expected less, or a higher \
                     parties.{from}.opening_balance",
                    scenario.token.show(needed),
                    scenario.token.show(has)
                );
                self.bad(&field, text);
                return;
            }
            if let Some(to) = to {
                purse.insert(from, has.saturating_sub(moved));
                let there = purse[to];
                purse.insert(to, there.saturating_add(moved));
            }
        }
    }
}

/// What has to be funded: the amount with the tolerance on top.
fn cover(amount: Uint128, tolerance_bps: u16) -> Uint128 {
    amount.saturating_add(amount.multiply_ratio(u128::from(tolerance_bps), 10_000_u128))
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];
