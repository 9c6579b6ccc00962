//! Columns within a width. A line is broken between words and nowhere else: a word that is longer than
//! its column makes the column wider.

use super::Tone;
use comfy_table::{
    Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, Width,
};
use isthmus_terminal::visible;
use std::fmt::Write;

/// The narrowest terminal for which tables are laid out; one that is narrower breaks lines itself.
const NARROWEST: usize = 60;
/// The widest a table gets.
pub const WIDEST: usize = 200;
/// A space at which no line ends.
const UNBROKEN: &str = "\u{a0}";
/// Between two columns.
const GAP: usize = 2;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// A name or a date: never broken.
    Name,
    /// A number: never broken, to the right.
    Number,
    /// Words, over as many lines as they need.
    Words,
}

/// A table, with headings between its rows.
pub struct Table {
    width: usize,
    columns: Vec<Column>,
    head: Vec<String>,
    parts: Vec<Part>,
}

/// Rows under one heading.
#[derive(Default)]
struct Part {
    heading: Option<String>,
    rows: Vec<(Vec<String>, Tone)>,
}

impl Table {
    /// An empty table for a terminal that is so wide.
    pub fn new(width: usize, columns: &[Column]) -> Self {
        let width = width.clamp(NARROWEST, WIDEST);
        let parts = vec![Part::default()];
        Self { width, columns: columns.to_vec(), head: Vec::new(), parts }
    }

    /// Gives the columns names.
    #[must_use]
    pub fn head(mut self, names: &[&str]) -> Self {
        self.head = names.iter().map(ToString::to_string).collect();
        self
    }

    /// Begins a part with a heading of its own.
    pub fn heading(&mut self, name: &str) {
        self.parts.push(Part { heading: Some(visible(name)), rows: Vec::new() });
    }

    /// Adds a row, a text for each column. The tone colours the words.
    pub fn row(&mut self, tone: Tone, cells: Vec<String>) {
        if let Some(part) = self.parts.last_mut() {
            part.rows.push((cells.iter().map(|cell| visible(cell)).collect(), tone));
        }
    }

    /// How wide the columns become.
    fn widths(&self) -> Vec<usize> {
        let cells = |at: usize| {
            let rows = self.parts.iter().flat_map(|part| &part.rows).map(|(cells, _)| cells);
            rows.chain(std::iter::once(&self.head)).filter_map(move |cells| cells.get(at))
        };
        let whole = |at| cells(at).map(|cell| columns(cell)).max().unwrap_or(0);
        let words = |at| cells(at).map(|cell| with_whole_instants(cell));
        let longest = |cell: String| cell.split(' ').map(columns).max().unwrap_or(0);
        let word = |at| words(at).map(longest).max().unwrap_or(0);
        let mut widths: Vec<usize> = (0..self.columns.len()).map(whole).collect();
        let open_columns =
            || (0..self.columns.len()).filter(|at| self.columns[*at] == Column::Words);
        let gaps = GAP * self.columns.len().saturating_sub(1);
        let names: usize = (0..widths.len())
            .filter(|at| self.columns[*at] != Column::Words)
            .map(|at| widths[at])
            .sum();
        let mut left = self.width.saturating_sub(gaps + names);
        let mut open = open_columns().count();
        // The narrowest first, so that what it does not need is the others'.
        let mut order: Vec<usize> = open_columns().collect();
        order.sort_by_key(|at| widths[*at]);
        for at in order {
            widths[at] = widths[at].min(left / open).max(word(at));
            left = left.saturating_sub(widths[at]);
            open -= 1;
        }
        widths
    }

    /// The table. A heading goes over its whole width.
    pub fn text(&self) -> String {
        let widths = self.widths();
        let whole = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
        let mut out = String::new();
        if !self.head.is_empty() {
            let row = (self.head.clone(), Tone::Plain);
            let _ = writeln!(out, "\n{}", self.rows(&widths, &[row], true));
        }
        for part in &self.parts {
            if let Some(heading) = &part.heading {
                let rule = "─".repeat(whole.max(NARROWEST).saturating_sub(columns(heading) + 4));
                let bold = clap::builder::styling::Style::new().bold();
                let _ = writeln!(out, "\n── {bold}{heading}{bold:#} {rule}");
            }
            if !part.rows.is_empty() {
                let _ = writeln!(out, "{}", self.rows(&widths, &part.rows, false));
            }
        }
        out
    }

    fn rows(&self, widths: &[usize], rows: &[(Vec<String>, Tone)], is_head: bool) -> String {
        let mut table = comfy_table::Table::new();
        table.load_preset(comfy_table::presets::NOTHING);
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(u16::MAX);
        table.enforce_styling().style_text_only();
        for (cells, tone) in rows {
            table.add_row(cells.iter().zip(&self.columns).map(|(text, column)| {
                let cell = Cell::new(with_whole_instants(text));
                match (is_head, column) {
                    (true, _) => cell.add_attribute(Attribute::Dim),
                    (false, Column::Words) => coloured(cell, *tone),
                    (false, _) => cell,
                }
            }));
        }
        let last = widths.len().saturating_sub(1);
        for (at, column) in table.column_iter_mut().enumerate() {
            let gap = if at == last { 0 } else { GAP };
            let width = u16::try_from(widths[at] + gap).unwrap_or(u16::MAX);
            column.set_padding((0, if at == last { 0 } else { 2 }));
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
            if self.columns[at] == Column::Number {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table.trim_fmt().replace(UNBROKEN, " ")
    }
}

fn coloured(cell: Cell, tone: Tone) -> Cell {
    match tone {
        Tone::Refused => cell.fg(Color::Red),
        Tone::Held => cell.fg(Color::Yellow),
        Tone::Back => cell.fg(Color::Green),
        Tone::Plain => cell,
    }
}

/// A text in which no line ends between the day and the time of an instant.
fn with_whole_instants(text: &str) -> String {
    let mut out = String::new();
    for (at, word) in text.split(' ').enumerate() {
        let is_time = word.len() >= 8 && word.as_bytes().get(2) == Some(&b':');
        let is_day = |out: &str| {
            let dashes = out.bytes().rev().take(10).map(|b| {
                if b == b'-' {
                    b
                } else {
                    u8::from(b.is_ascii_digit())
                }
            });
            dashes.eq([1, 1, b'-', 1, 1, b'-', 1, 1, 1, 1])
        };
        if at > 0 {
            out.push_str(if is_time && is_day(&out) { UNBROKEN } else { " " });
        }
        out.push_str(word);
    }
    out
}

/// How many columns of a terminal a text takes.
fn columns(text: &str) -> usize {
    text.chars().count()
}

/// Words within a width, in lines.
pub fn paragraph(width: usize, text: &str) -> String {
    let mut table = Table::new(width, &[Column::Words]);
    table.row(Tone::Plain, vec![text.to_string()]);
    table.text()
}
