//! Days, amounts and parties, each by itself and together.

use super::mistake;
use crate::suite::Folder;

#[test]
fn dates_are_real_days_in_order() {
    mistake("as_of = \"2026-03-09\"", "as_of = \"2026-02-30\"", "as_of", "YYYY-MM-DD");
    mistake("as_of = \"2026-03-09\"", "as_of = \"9.3.2026\"", "as_of", "YYYY-MM-DD");
    mistake("as_of = \"2026-03-09\"", "as_of = 20260309", "as_of", "expected a date");
    let field = "credit.shipped_on";
    mistake("shipped_on = \"2026-03-04\"", "shipped_on = \"2026-03-10\"", field, "not after as_of");
    // The last day there is has none after it.
    mistake("shipped_on = \"2026-03-04\"", "shipped_on = \"9999-12-31\"", field, "not after as_of");
    let field = "credit.latest_shipment";
    mistake("shipment = \"2026-03-20\"", "shipment = \"2026-03-09\"", field, "after as_of");
    mistake(
        "expiry = \"2026-04-10\"",
        "expiry = \"2026-03-19\"",
        "credit.expiry",
        "latest_shipment",
    );
    mistake("expiry = \"2026-04-10\"", "expiry = \"2036-03-19\"", "credit.expiry", "four years");
    let field = "credit.presentation_days";
    let expected = "expected at least 6: the documents are presented on as_of (2026-03-09)";
    mistake("presentation_days = 21", "presentation_days = 5", field, expected);
    Folder::copy_of("cotton-lc").edit("presentation_days = 21", "presentation_days = 6").load();
    mistake("\"2026-04-03\",", "\"2026-03-09\",", "credit.calendar.holidays[0]", "after as_of");
    mistake(
        "\"saturday\",",
        "\"caturday\",",
        "credit.calendar.weekend[0]",
        "did you mean `saturday`?",
    );
}

#[test]
fn a_date_may_be_written_without_quotes() {
    Folder::copy_of("cotton-lc").edit("as_of = \"2026-03-09\"", "as_of = 2026-03-09").load();
}

#[test]
fn amounts_are_positive_decimals_of_the_token() {
    let amount = "amount = \"94380.00\"";
    mistake(amount, "amount = \"94380.0000001\"", "credit.amount", "at most 6 decimals");
    mistake(amount, "amount = \"94,380.00\"", "credit.amount", "decimal number");
    mistake(amount, "amount = \"-5\"", "credit.amount", "positive");
    mistake(amount, "amount = \"0.00\"", "credit.amount", "positive");
    mistake("drawn = \"94380.00\"", "drawn = \"99100\"", "credit.drawn", "at most 99,099.00");
    mistake("drawn = \"94380.00\"", "drawn = \"80000\"", "credit.drawn", "at least 89,661.00");
    mistake("decimals = 6", "decimals = 19", "token.decimals", "0 to 18");
    mistake("symbol = \"IUSD\"", "symbol = \"iusd\"", "token.symbol", "capital letters");
}

#[test]
fn nobody_spends_what_he_does_not_have() {
    mistake(
        "opening_balance = \"120000.00\"",
        "opening_balance = \"99098.99\"",
        "credit.amount",
        "`importer` needs 99,099.00",
    );
    mistake("amount = \"300.00\"", "amount = \"850.01\"", "payments[1].amount", "has 850.00");
    mistake("amount = \"7500.00\"", "amount = \"25620.01\"", "trials.silence.amount", "importer");
    mistake(
        "allowance = \"250000.00\"",
        "allowance = \"119999.99\"",
        "token.allowance",
        "120,000.00",
    );
}

#[test]
fn parties_exist_and_fit_their_part() {
    mistake(
        "beneficiary = \"exporter\"",
        "beneficiary = \"exportr\"",
        "credit.beneficiary",
        "did you mean `exporter`?",
    );
    mistake(
        "beneficiary = \"exporter\"",
        "beneficiary = \"importer\"",
        "credit.beneficiary",
        "another part",
    );
    mistake(
        "issuing_bank = \"bank\"",
        "issuing_bank = \"worker\"",
        "credit.issuing_bank",
        "region of the applicant",
    );
    mistake("pass_level = 3", "pass_level = 1", "parties.bank.pass_level", "at least 2");
    mistake("pass_level = 3", "pass_level = 5", "parties.bank.pass_level", "1 to 4");
    mistake(
        "region = \"west\"",
        "region = \"north\"",
        "parties.importer.region",
        "\"west\" or \"east\"",
    );
    mistake(
        "country = \"PT\"",
        "country = \"Portugal\"",
        "parties.importer.country",
        "capital letters",
    );
    mistake("[parties.trader]", "[parties.Trader]", "parties.Trader", "a-z");
    mistake("[parties.trader]", "[parties.owner]", "parties.owner", "belongs to the story");
    mistake("to = \"trader\"", "to = \"family\"", "trials.frozen.to", "other region");
    mistake(
        "from = \"worker\"\nto = \"family\"",
        "from = \"family\"\nto = \"family\"",
        "payments[1].to",
        "another party",
    );
    let memo = "to = \"exporter\"\nmemo = \"The school fees of the whole second term, and what the school books cost\"";
    let to = "to = \"family\"\namount = \"300.00\"\npurpose = \"remittance\"\nmemo = \"School fees, second term\"";
    let rest = "\namount = \"300.00\"\npurpose = \"remittance\"";
    mistake(to, &format!("{memo}{rest}"), "payments[1].memo", "1 to 64");
    mistake(
        "timeout_seconds = 20",
        "timeout_seconds = 5",
        "trials.unrelayed.timeout_seconds",
        "10 to 120",
    );
    mistake(
        "expires_in_seconds = 40",
        "expires_in_seconds = 4",
        "trials.expired.expires_in_seconds",
        "20 to 120",
    );
    mistake("min_pass_level = 2", "min_pass_level = 0", "credit.min_pass_level", "1 to 4");
    mistake("reference = \"ATN-LC-2026-0117\"", "reference = \"\"", "credit.reference", "1 to 64");
}

#[test]
fn trials_of_a_credit_need_one() {
    let folder = Folder::copy_of("remittance")
        .edit("[trials.frozen]", "[trials.silence]\namount = \"1\"\n\n[trials.frozen]");
    assert!(folder.problem("trials.silence").text.contains("[credit]"));
}

/// Sums of amounts that are each no more than there can be are more than can be counted.
#[test]
fn sums_beyond_what_can_be_counted_are_mistakes_like_any_other() {
    let most = "340282366920938463463374607431768.211455";
    let twice = format!("tolerance_percent = 5\ndrawings = [\"{most}\", \"{most}\"]");
    let folder = Folder::copy_of("cotton-lc").edit("tolerance_percent = 5", &twice);
    assert!(!folder.problems().is_empty());
    let folder = Folder::copy_of("regulator");
    let text = std::fs::read_to_string(folder.path().join("deal.toml")).unwrap();
    let opening =
        text.lines().find(|line| line.starts_with("opening_balance")).unwrap().to_string();
    let folder = folder.edit(&opening, &format!("opening_balance = \"{most}\""));
    assert!(!folder.problems().is_empty());
}
