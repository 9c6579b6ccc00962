//! The figures for people: tables for the terminal and for `bench/gas.md`.

use std::fmt::Write;

use comfy_table::{presets::UTF8_FULL_CONDENSED, CellAlignment, ContentArrangement, Table};
use isthmus_terminal::thousands;

use crate::figures::{Comparison, Figures, Growth, Row, Shape, Unit, Wasm, Worst};
use crate::plot;

/// Heading of the table that shows how we stand.
pub const COMPARISONS: &str = "Ours beside the reference contracts and the targets";

/// Title of the table of the curves.
pub const GROWTH: &str = "When there is more";

/// One table with its heading.
pub struct Sheet {
    /// What it shows.
    pub title: String,
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    /// `head` is written as in a Markdown file.
    fn new(title: impl Into<String>, head: &'static str, rows: Vec<Vec<String>>) -> Self {
        Self { title: title.into(), head: head.split(" | ").collect(), rows }
    }

    /// Whether a column holds numbers, which stand to the right.
    fn numeric(&self, column: usize) -> bool {
        let number = |cell: &String| {
            let first = cell.strip_prefix('-').unwrap_or(cell).chars().next();
            first.is_none_or(|first| first.is_ascii_digit())
        };
        let mut cells = self.rows.iter().filter_map(|row| row.get(column));
        cells.clone().any(|cell| !cell.is_empty()) && cells.all(number)
    }

    /// For a terminal.
    pub fn text(&self, width: Option<u16>) -> String {
        let mut table = Table::new();
        table.load_preset(UTF8_FULL_CONDENSED);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        if let Some(width) = width {
            table.set_width(width);
        }
        table.set_header(self.head.iter().copied());
        table.add_rows(&self.rows);
        for column in (0..self.head.len()).filter(|column| self.numeric(*column)) {
            if let Some(column) = table.column_mut(column) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        format!("{}\n{table}\n", self.title)
    }

    /// For a Markdown file. The cells are not padded, so that one figure changes one line.
    fn markdown(&self) -> String {
        let rule = (0..self.head.len())
            .map(|column| if self.numeric(column) { "---:" } else { "---" }.to_string());
        let head = self.head.iter().map(ToString::to_string);
        let line = |cells: Vec<String>| {
            let cells: Vec<String> =
                cells.into_iter().map(|cell| cell.replace('|', "\\|")).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let mut text = line(head.collect()) + &line(rule.collect());
        self.rows.iter().for_each(|row| text += &line(row.clone()));
        text
    }
}

/// All tables, in the order of `gas.md`.
pub fn sheets(figures: &Figures) -> Vec<Sheet> {
    let mut sheets = vec![sizes(&figures.wasm), comparisons(&figures.measured.comparisons)];
    sheets.extend(messages(&figures.measured.rows));
    sheets.extend(messages(&figures.measured.reference));
    sheets.push(growth(&figures.measured.growth));
    sheets.push(worst(&figures.measured.worst));
    sheets.retain(|sheet| !sheet.rows.is_empty());
    sheets
}

/// The file that records a deep run: which wasm it measured, and its curves.
pub fn deep(figures: &Figures) -> String {
    let ours = figures.wasm.iter().filter(|wasm| wasm.contract.starts_with("isthmus-"));
    let ours: Vec<String> =
        ours.map(|wasm| format!("| {} | `{}` |\n", wasm.contract, wasm.sha256)).collect();
    format!(
        "# Growth up to a million entries\n\nWritten by `cargo gas --deep`, last run with {}. It is a \
         record, not compared with anything:\nwhat costs the same at ten entries and at a million does \
         not change its nature with every change of a contract. What the\ncolumns mean stands in \
         [README.md](README.md).\n\n| wasm | SHA-256 |\n| --- | --- |\n{}\n{}",
        figures.compiler,
        ours.concat(),
        growth(&figures.measured.growth).markdown(),
    )
}

fn sizes(wasm: &[Wasm]) -> Sheet {
    let row = |wasm: &Wasm| {
        vec![
            wasm.contract.clone(),
            thousands(wasm.raw_bytes),
            thousands(wasm.optimised_bytes),
            thousands(wasm.gzip_bytes),
            format!("`{}`", wasm.sha256.chars().take(16).collect::<String>()),
            if wasm.reproducible { "yes" } else { "not tried" }.to_string(),
        ]
    };
    Sheet::new(
        "Bytes of wasm",
        "contract | compiled | stored | sent (gzip) | SHA-256 begins | built twice alike",
        wasm.iter().map(row).collect(),
    )
}

fn comparisons(comparisons: &[Comparison]) -> Sheet {
    let number = |value: u64, unit| match unit {
        Unit::Permille => format!("{}.{:03}", value / 1_000, value % 1_000),
        Unit::Gas | Unit::Bytes => thousands(value),
    };
    let row = |each: &Comparison| {
        let cell = |value: Option<u64>| value.map(|value| number(value, each.unit));
        let ratio = each
            .reference
            .filter(|reference| *reference > 0)
            .map(|reference| format!("{:.3}", each.ours as f64 / reference as f64));
        let met = each.met.map(|met| if met { "yes" } else { "no" });
        vec![
            each.what.clone(),
            match each.unit {
                Unit::Gas => "gas",
                Unit::Bytes => "bytes",
                Unit::Permille => "ratio",
            }
            .to_string(),
            cell(each.reference).unwrap_or_default(),
            number(each.ours, each.unit),
            ratio.unwrap_or_default(),
            cell(each.target).unwrap_or_default(),
            met.unwrap_or_default().to_string(),
            each.reason.clone().unwrap_or_default(),
        ]
    };
    Sheet::new(
        COMPARISONS,
        "what | unit | reference | ours | ours / reference | target | met | reason",
        comparisons.iter().map(row).collect(),
    )
}

/// One table a contract, in the order of the rows.
fn messages(rows: &[Row]) -> Vec<Sheet> {
    let head =
        "entry | message | case | VM | storage | result | contract part | events | queries | \
                reads / writes / deletes | bytes read / written | pinned | not pinned";
    let mut sheets: Vec<Sheet> = Vec::new();
    for row in rows {
        let (key, cost) = (&row.key, &row.cost);
        let cells = vec![
            key.entry.to_string(),
            if key.message == key.entry.name() { String::new() } else { key.message.clone() },
            key.case.clone(),
            thousands(cost.vm),
            thousands(cost.storage),
            thousands(cost.result),
            thousands(row.contract_part),
            thousands(cost.events),
            thousands(cost.queries),
            format!("{} / {} / {}", cost.reads, cost.writes, cost.deletes),
            format!("{} / {}", thousands(cost.read_bytes), thousands(cost.write_bytes)),
            thousands(row.total_pinned),
            thousands(row.total_unpinned),
        ];
        let title = format!("Gas of {}", key.contract);
        match sheets.iter_mut().find(|sheet| sheet.title == title) {
            Some(sheet) => sheet.rows.push(cells),
            None => sheets.push(Sheet::new(title, head, vec![cells])),
        }
    }
    sheets
}

fn growth(growth: &[Growth]) -> Sheet {
    let row = |each: &Growth| {
        let (first, last) = (each.points.first(), each.points.last());
        let at = |point: Option<&crate::figures::Point>| {
            point.map(|point| thousands(point.storage)).unwrap_or_default()
        };
        let sizes = first
            .zip(last)
            .map(|(first, last)| format!("{} to {}", thousands(first.n), thousands(last.n)));
        vec![
            each.key.to_string(),
            each.of.clone(),
            sizes.unwrap_or_default(),
            at(first),
            at(last),
            decimal(each.slope()),
            match each.shape {
                Shape::Constant => "none",
                Shape::PerItem => "linear",
            }
            .to_string(),
            each.bytes_per_entry().map(decimal).unwrap_or_default(),
        ]
    };
    Sheet::new(
        GROWTH,
        "call | number of | sizes | storage gas, first | last | for each one more | growth allowed | \
         bytes of state each",
        growth.iter().map(row).collect(),
    )
}

fn worst(worst: &[Worst]) -> Sheet {
    let row = |each: &Worst| vec![each.key.to_string(), thousands(each.gas), thousands(each.bound)];
    Sheet::new(
        "When everything is as large as it may be",
        "call | whole message, not pinned | stays below",
        worst.iter().map(row).collect(),
    )
}

/// At most two digits after the point, none if they are zero.
fn decimal(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

/// `bench/gas.md`: every figure as a table.
pub fn markdown(figures: &Figures) -> String {
    let mut text = String::new();
    let check = figures.measured.self_check;
    let _ = writeln!(
        text,
        "# The figures\n\nWritten by `cargo gas`, taken with {}. What the columns mean stands in \
         [README.md](README.md).",
        figures.compiler
    );
    let _ = writeln!(
        text,
        "Self-check, wasmd's recursion of hackatom: {} gas by wasmd's test, {} here.",
        check.wasmd, check.here
    );
    for sheet in sheets(figures) {
        let _ = writeln!(text, "\n## {}\n\n{}", sheet.title, sheet.markdown().trim_end());
    }
    let plots = plot::titles(figures);
    if !plots.is_empty() {
        let _ = writeln!(text, "\n## Curves\n");
    }
    for (file, title) in plots {
        let _ = writeln!(text, "![{title}](plots/{file})\n");
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::tests::sample;

    #[test]
    fn one_figure_is_one_line() {
        let before = markdown(&sample());
        let mut figures = sample();
        figures.measured.rows[0].cost.vm += 1_000;
        let after = markdown(&figures);
        let changed = before.lines().zip(after.lines()).filter(|(a, b)| a != b).count();
        assert_eq!((changed, before.lines().count()), (1, after.lines().count()));
    }

    #[test]
    fn a_row_shows_every_part_of_the_cost() {
        let text = markdown(&sample());
        assert!(
            text.contains(
                "| execute | transfer | existing recipient | 134 | 11,042 | 270 | 11,446 | 61 | 0 | \
                 3 / 2 / 0 | 155 / 119 | 17,447 | 75,447 |"
            ),
            "{text}"
        );
    }

    #[test]
    fn the_comparison_shows_ratio_target_and_reason() {
        let text = markdown(&sample());
        for line in [
            "| transfer | gas | 12,839 | 11,446 | 0.892 | 11,700 | yes |  |",
            "| first-time | ratio |  | 0.997 |  | 1.000 | yes |  |",
            "| ack | gas | 649 | 3,000 | 4.622 |  |  | one record more |",
        ] {
            assert!(text.contains(line), "{line} is not in\n{text}");
        }
    }

    #[test]
    fn a_deep_run_names_the_wasm_and_shows_its_curves() {
        let figures = sample();
        let text = deep(&figures);
        let hash = figures.wasm[0].sha256.as_str();
        for expected in [&figures.compiler, hash, "holders", "| call | number of |"] {
            assert!(text.contains(expected), "{expected} is not in\n{text}");
        }
    }

    #[test]
    fn growth_shows_slope_and_bytes() {
        let text = markdown(&sample());
        assert!(
            text.contains("| holders | 10 to 100 | 11,042 | 11,042 | 0 | none | 23 |"),
            "{text}"
        );
        assert!(
            text.contains("| items on the page | 1 to 30 | 140 | 1,300 | 40 | linear |  |"),
            "{text}"
        );
    }

    #[test]
    fn a_bar_in_a_cell_does_not_end_it() {
        let sheet = Sheet::new("x", "a", vec![vec!["b|c".into()]]);
        assert_eq!(sheet.markdown(), "| a |\n| --- |\n| b\\|c |\n");
    }

    #[test]
    fn the_terminal_sees_the_same_figures() {
        let all: String = sheets(&sample()).iter().map(|sheet| sheet.text(Some(200))).collect();
        for figure in ["11,446", "75,447", "0.892", "3,000,000", "450,000"] {
            assert!(all.contains(figure), "{figure} is not in\n{all}");
        }
    }
}
