//! What the check takes the demo plays, at the edges; what could not be played is refused with its field.

use crate::suite::{workspace, Folder};
use std::path::Path;

#[test]
fn the_file_is_a_regular_one_of_bounded_size() {
    let told = |make: &dyn Fn(&Path)| {
        let folder = Folder::copy_of("remittance").file("deal.toml", None);
        make(&folder.path().join("deal.toml"));
        folder.problems()[0].to_string()
    };
    let fifo = |file: &Path| {
        assert!(std::process::Command::new("mkfifo").arg(file).status().unwrap().success());
    };
    let endless = |file: &Path| std::os::unix::fs::symlink("/dev/zero", file).unwrap();
    let folder = |file: &Path| std::fs::create_dir(file).unwrap();
    for make in [&fifo as &dyn Fn(&Path), &endless, &folder] {
        let told = told(make);
        assert!(told.contains("deal.toml: cannot be read: expected a regular file"), "{told}");
    }
    let sparse =
        |bytes| move |file: &Path| std::fs::File::create(file).unwrap().set_len(bytes).unwrap();
    for bytes in [1024 * 1024 + 1, 3 << 30] {
        let told = told(&sparse(bytes));
        assert!(told.contains("too large; expected at most 1 MiB"), "{told}");
    }
    let text = std::fs::read_to_string(workspace("remittance").join("deal.toml")).unwrap();
    let full = format!("{text}#{}", " ".repeat(1024 * 1024 - 1 - text.len()));
    Folder::copy_of("remittance").file("deal.toml", Some(&full)).load();
}

#[test]
fn a_holiday_is_good_up_to_the_last_day_that_the_contract_takes() {
    let holiday =
        |day: &str| Folder::copy_of("cotton-lc").edit("\"2026-05-01\"", &format!("\"{day}\""));
    isthmus_cli::demo::verdict(&holiday("2036-03-16").play().0).unwrap();
    isthmus_cli::demo::verdict(&holiday("2026-03-11").play().0).unwrap();
    let field = "credit.calendar.holidays[2]";
    let told = holiday("2036-03-17").problem(field).text;
    assert!(told.contains("until 2036-03-16"), "{told}");
    let told = holiday("2026-03-10").problem(field).text;
    assert!(told.contains("after 2026-03-10, the day after as_of"), "{told}");
}

#[test]
fn whoever_shares_its_pass_for_the_credit_is_not_the_person_of_two_rules() {
    let trial = |tight: &str, from: &str, person: &str| {
        let regions = format!("[regions.{tight}]\nmode = \"allowlist\"\n\n[parties.importer]");
        let trial = format!(
            "[trials.two_rules]\nfrom = \"{from}\"\nperson = \"{person}\"\namount = \"1.00\"\n\n[trials.frozen]"
        );
        Folder::copy_of("cotton-lc")
            .edit("[parties.importer]", &regions)
            .edit("[trials.frozen]", &trial)
    };
    let advised = trial("west", "exporter", "worker")
        .edit("pass_level = 1", "pass_level = 2")
        .edit("beneficiary =", "advising_bank = \"worker\"\nbeneficiary =");
    for (folder, person) in [(trial("west", "worker", "exporter"), "exporter"), (advised, "worker")]
    {
        let problem = folder.problem("trials.two_rules.person");
        let expected = format!("`{person}` shares its pass abroad for the [credit] already");
        assert!(problem.text.contains(&expected) && problem.line.is_some(), "{problem}");
    }
    // A bank of the applicant's region shares none, and neither does who has no part in the credit; its
    // level, lower than the credit's, takes nothing from the passes that the later trials need.
    for folder in [trial("east", "importer", "bank"), trial("west", "exporter", "worker")] {
        isthmus_cli::demo::verdict(&folder.play().0).unwrap();
    }
}
