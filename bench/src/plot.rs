//! The curves of growth as SVG: one picture for each contract and shape.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use anyhow::{anyhow, Result};
use isthmus_terminal::thousands;
use plotters::coord::ranged1d::ValueFormatter;
use plotters::prelude::*;

use crate::figures::{Figures, Growth, Shape};

/// Pixels of the chart itself; the legend stands at its right.
const CHART: (u32, u32) = (560, 360);
/// Pixels of the legend's width, and of one of its lines.
const LEGEND: (u32, u32) = (420, 20);
const FONT: &str = "sans-serif";

/// File names with the titles of the pictures.
pub fn titles(figures: &Figures) -> Vec<(String, String)> {
    let one = |(group, _): (Group, _)| (group.file(), group.title());
    groups(figures).into_iter().map(one).collect()
}

/// File names with the pictures.
pub fn draw(figures: &Figures) -> Result<BTreeMap<String, String>> {
    let one = |(group, curves): (Group, Vec<&Growth>)| {
        let svg = picture(&group, &curves)
            .map_err(|error| anyhow!("cannot draw {}: {error}", group.file()))?;
        Ok((group.file(), svg))
    };
    groups(figures).into_iter().map(one).collect()
}

#[derive(PartialEq)]
struct Group {
    contract: String,
    shape: Shape,
}

impl Group {
    fn file(&self) -> String {
        let what = match self.shape {
            Shape::Constant => "state",
            Shape::PerItem => "pages",
        };
        format!("{}-{what}.svg", self.contract)
    }

    fn title(&self) -> String {
        let what = match self.shape {
            Shape::Constant => "storage gas of a call by the number of entries in the state",
            Shape::PerItem => "storage gas of a query by the number of items on the page",
        };
        format!("{}: {what}", self.contract)
    }
}

/// The curves that share a picture, the dearest first, as they stand in it.
fn groups(figures: &Figures) -> Vec<(Group, Vec<&Growth>)> {
    let mut groups: Vec<(Group, Vec<&Growth>)> = Vec::new();
    for growth in &figures.measured.growth {
        let group = Group { contract: growth.key.contract.clone(), shape: growth.shape };
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, curves)) => curves.push(growth),
            None => groups.push((group, vec![growth])),
        }
    }
    let last = |curve: &&Growth| Reverse(curve.points.last().map(|point| point.storage));
    groups.iter_mut().for_each(|(_, curves)| curves.sort_by_key(last));
    groups
}

/// A colour for each curve, dark enough on white and far from that of the one before.
fn colour(index: usize) -> HSLColor {
    const GOLDEN: f64 = 0.618_033_988_749_895;
    HSLColor((index as f64 * GOLDEN).fract(), 0.75, 0.4)
}

fn picture(group: &Group, curves: &[&Growth]) -> Result<String, Box<dyn std::error::Error>> {
    let points = || curves.iter().flat_map(|curve| &curve.points);
    let least = points().map(|point| point.n).min().ok_or("no points")?;
    let most = points().map(|point| point.n).max().ok_or("no points")?.max(least + 1);
    let height = points().map(|point| point.storage).max().ok_or("no points")? as f64 * 1.1 + 1.0;

    let lines = u32::try_from(curves.len())?;
    let size = (CHART.0 + LEGEND.0, CHART.1.max(LEGEND.1 * (lines + 3)));
    let mut svg = String::new();
    {
        let root = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        root.fill(&WHITE)?;
        let root = root.titled(&group.title(), (FONT, 16))?;
        let (chart, legend) = root.split_horizontally(CHART.0);
        let mut builder = ChartBuilder::on(&chart);
        builder.margin(10).x_label_area_size(36).y_label_area_size(64);
        // Sizes of the state rise by powers of ten, sizes of a page one by one.
        let axis = least as f64..most as f64;
        match group.shape {
            Shape::Constant => {
                let chart = builder.build_cartesian_2d(axis.log_scale(), 0.0..height)?;
                fill(chart, "entries", curves)?;
            }
            Shape::PerItem => {
                fill(builder.build_cartesian_2d(axis, 0.0..height)?, "items", curves)?;
            }
        }
        for (index, curve) in curves.iter().enumerate() {
            let y = 20 + i32::try_from(LEGEND.1)? * i32::try_from(index)?;
            let stroke = colour(index).stroke_width(2);
            legend.draw(&PathElement::new(vec![(0, y), (18, y)], stroke))?;
            legend.draw(&Text::new(label(curve), (26, y - 6), (FONT, 12)))?;
        }
        root.present()?;
    }
    Ok(svg + "\n")
}

type Chart<'a, 'b, X> = ChartContext<'a, SVGBackend<'b>, Cartesian2d<X, RangedF64>>;
type RangedF64 = plotters::coord::types::RangedCoordf64;

/// Draws the axes and every curve.
fn fill<X>(
    mut chart: Chart<X>,
    unit: &str,
    curves: &[&Growth],
) -> Result<(), Box<dyn std::error::Error>>
where
    X: Ranged<ValueType = f64> + ValueFormatter<f64>,
{
    chart
        .configure_mesh()
        .x_desc(unit)
        .y_desc("gas")
        .x_label_formatter(&|value| thousands(value.round() as u64))
        .y_label_formatter(&|value| thousands(value.round() as u64))
        .label_style((FONT, 12))
        .light_line_style(TRANSPARENT)
        .draw()?;
    for (index, curve) in curves.iter().enumerate() {
        let colour = colour(index);
        let points = || curve.points.iter().map(|point| (point.n as f64, point.storage as f64));
        chart.draw_series(LineSeries::new(points(), colour.stroke_width(2)))?;
        chart.draw_series(points().map(|point| Circle::new(point, 3, colour.filled())))?;
    }
    Ok(())
}

/// What the legend says of a curve.
fn label(curve: &Growth) -> String {
    let key = &curve.key;
    let mut text = key.message.clone();
    if !key.case.is_empty() {
        text += &format!(" ({})", key.case);
    }
    text += &format!(", {}", curve.of);
    match (curve.shape, curve.points.last()) {
        (Shape::Constant, Some(last)) => text + &format!(": {}", thousands(last.storage)),
        _ => text + &format!(": {} each", thousands(curve.slope().round() as u64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::tests::sample;

    #[test]
    fn curves_of_one_contract_and_shape_share_a_picture() {
        let pictures = draw(&sample()).unwrap();
        let files: Vec<&String> = pictures.keys().collect();
        assert_eq!(files, ["stablecoin-pages.svg", "stablecoin-state.svg"]);
        assert_eq!(files.len(), titles(&sample()).len());
    }

    #[test]
    fn a_picture_shows_each_curve_with_its_name_and_is_the_same_each_time() {
        let pictures = draw(&sample()).unwrap();
        let state = &pictures["stablecoin-state.svg"];
        assert!(state.starts_with("<svg"), "{state}");
        assert!(state.contains("transfer (existing recipient), holders: 11,042"), "{state}");
        // Two points, a circle for each.
        assert_eq!(state.matches("<circle").count(), 2);
        assert_eq!(draw(&sample()).unwrap(), pictures);
    }

    #[test]
    fn a_changed_figure_changes_the_picture() {
        let mut figures = sample();
        figures.measured.growth[1].points[1].storage += 100;
        let (before, after) = (draw(&sample()).unwrap(), draw(&figures).unwrap());
        assert_ne!(before["stablecoin-pages.svg"], after["stablecoin-pages.svg"]);
        assert_eq!(before["stablecoin-state.svg"], after["stablecoin-state.svg"]);
    }
}
