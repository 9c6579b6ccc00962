//! `isthmus scenario new`: folders to start from.

use super::FILE_NAME;
use anyhow::{bail, Context, Result};
use std::path::Path;

/// What a new scenario is a copy of.
#[derive(clap::ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Template {
    /// A short letter of credit with every field explained, and a trial of each kind
    #[default]
    Starter,
    /// The default demo: a letter of credit with five documents and one discrepancy
    CottonLc,
    /// Wages, a remittance, school fees
    Remittance,
    /// What a supervisor sees and an issuer can do
    Regulator,
    /// One person admitted in one region and refused in the other, a credit in the region's own coin
    TwoRules,
    /// The smallest deal: an invoice paid to another region
    Payment,
}

/// A folder's files, with their content.
macro_rules! files {
    ($folder:literal: $($file:literal),+) => {
        &[$(($file, include_str!(concat!($folder, "/", $file)))),+]
    };
}

impl Template {
    /// Its files and their content.
    pub fn files(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Starter => {
                files!("starter": "deal.toml", "commercial-invoice.txt", "bill-of-lading.txt", "packing-list.csv")
            }
            Self::CottonLc => files!("../../../../scenarios/cotton-lc":
                "deal.toml", "commercial-invoice.xml", "bill-of-lading.txt", "packing-list.csv",
                "certificate-of-origin.json", "insurance-certificate.md"),
            Self::Remittance => files!("../../../../scenarios/remittance":
                "deal.toml", "payslip-march.txt", "fee-statement.csv"),
            Self::Regulator => files!("../../../../scenarios/regulator":
                "deal.toml", "reserve-report.csv", "seizure-order.md"),
            Self::TwoRules => files!("../../../../scenarios/two-rules":
                "deal.toml", "invoice.txt", "delivery-note.csv"),
            Self::Payment => files!("../../../../scenarios/payment": "deal.toml", "invoice.txt"),
        }
    }

    /// Writes a scenario that runs as it is. Never overwrites a file.
    ///
    /// Salts that are fixed, so that anybody can check the hashes of the scenario it is a copy of, are
    /// left out: who deals in earnest gets fresh ones.
    pub fn write(self, dir: &Path) -> Result<Vec<&'static str>> {
        std::fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))?;
        if let Some((name, _)) = self.files().iter().find(|(name, _)| dir.join(name).exists()) {
            bail!(
                "{} is there already, and nothing is overwritten; name a new folder",
                dir.join(name).display()
            );
        }
        for (name, text) in self.files() {
            let path = dir.join(name);
            let is_salt = |line: &str| {
                let field = line.split('=').next().unwrap_or_default().trim();
                *name == FILE_NAME && (field == "salt" || field.ends_with("_salt"))
            };
            let kept: String = text.split_inclusive('\n').filter(|line| !is_salt(line)).collect();
            std::fs::write(&path, kept)
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(self.files().iter().map(|(name, _)| *name).collect())
    }
}
