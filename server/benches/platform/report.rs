//! What was measured, as a table's lines or as JSON.

use serde_json::json;

/// Where measurements go.
pub(crate) struct Report {
    json: bool,
}

/// One measurement.
pub(crate) struct Measured {
    pub(crate) name: String,
    pub(crate) unit: &'static str,
    pub(crate) value: f64,
    /// What the floor is, and its value in the same unit.
    pub(crate) floor: Option<(&'static str, f64)>,
    pub(crate) targets: Vec<Target>,
}

/// What a measurement should reach.
pub(crate) enum Target {
    /// The value, at least.
    AtLeast(f64),
    /// The value, at most.
    AtMost(f64),
    /// The value over the floor, at least.
    RatioAtLeast(f64),
}

impl Measured {
    fn ratio(&self) -> Option<f64> {
        self.floor.as_ref().map(|(_, floor)| self.value / floor)
    }

    fn met(&self) -> Option<bool> {
        let holds = |target: &Target| match target {
            Target::AtLeast(least) => self.value >= *least,
            Target::AtMost(most) => self.value <= *most,
            Target::RatioAtLeast(least) => self.ratio().is_some_and(|ratio| ratio >= *least),
        };
        (!self.targets.is_empty()).then(|| self.targets.iter().all(holds))
    }

    fn target(&self) -> String {
        let words = self.targets.iter().map(|target| match target {
            Target::AtLeast(least) => format!(">= {least}"),
            Target::AtMost(most) => format!("<= {most}"),
            Target::RatioAtLeast(least) => format!("ratio >= {least}"),
        });
        words.collect::<Vec<_>>().join(", ")
    }
}

impl Report {
    pub(crate) fn new(json: bool) -> Self {
        if !json {
            let [name, unit, value, floor] = ["name", "unit", "value", "floor"];
            println!("{name:<34}{value:>11}{floor:>11}  ratio  met   {unit}; target; floor is");
        }
        Self { json }
    }

    pub(crate) fn add(&self, measured: &Measured) {
        let Measured { name, unit, value, floor, .. } = measured;
        let (target, ratio, met) = (measured.target(), measured.ratio(), measured.met());
        let floor_is = floor.as_ref().map(|(what, _)| *what);
        let floor = floor.as_ref().map(|(_, floor)| *floor);
        if self.json {
            let line = json!({ "name": name, "unit": unit, "value": value, "floor": floor,
                "floor_is": floor_is, "ratio": ratio, "target": target, "met": met });
            println!("{line}");
            return;
        }
        let number = |number: Option<f64>, places| {
            number.map_or("-".to_owned(), |number| format!("{number:.places$}"))
        };
        let met = met.map_or("-", |met| if met { "yes" } else { "NO" });
        let (floor, ratio) = (number(floor, 0), number(ratio, 2));
        let floor_is = floor_is.unwrap_or("-");
        println!(
            "{name:<34}{value:>11.0}{floor:>11}{ratio:>7}  {met:<5} {unit}; {target}; {floor_is}"
        );
    }

    /// A measurement that could not be taken, and why.
    pub(crate) fn skip(&self, name: &str, reason: &str) {
        match self.json {
            true => println!("{}", json!({ "name": name, "skipped": reason })),
            false => println!("{name:<34}  not measured: {reason}"),
        }
    }
}
