//! What an outcome means to the voters, for programs and for people.

use serde::Serialize;
use tally::analysis::{Measure, Representation, Spread};
use tally::pb::{Document, FileElection};
use tally::{Analysis, CategoryShare, Decimal, Fraction, ProjectIndex, TallyError};

use super::sentences::{about, counted, grouped, rounded};
use super::table::{Align, printable, table};

const NAME_WIDTH: usize = 36;

#[derive(Serialize)]
pub(crate) struct AnalysisReport {
    #[serde(flatten)]
    analysis: Analysis,
    /// Empty where the file has no column `category`.
    categories: Vec<CategoryShare>,
}

impl AnalysisReport {
    pub(crate) fn of(
        document: &Document<'_>,
        file: &FileElection,
        winners: &[ProjectIndex],
    ) -> Result<Self, TallyError> {
        let (instance, profile) = (&file.instance, &file.profile);
        let analysis = Analysis::of(instance, profile, winners)?;
        let projects = document.projects();
        let categories = match projects.column("category") {
            None => Vec::new(),
            Some(column) => {
                let cells = projects.rows().map(|row| row.text(column).unwrap_or_default());
                let names: Vec<Vec<String>> =
                    cells.map(|cell| CategoryShare::names(&cell)).collect();
                CategoryShare::all(instance, profile, winners, &names)?
            }
        };
        Ok(Self { analysis, categories })
    }

    /// For people.
    pub(crate) fn text(&self) -> String {
        let Analysis { voters, represented, represented_share, leftover, .. } = &self.analysis;
        let mut text = format!(
            "\nWhat it means to the voters:\n  {} of {} voters ({}) have a funded project; {} is left over.\n\n",
            whole(*represented),
            whole(*voters),
            percent(represented_share),
            grouped(*leftover)
        );
        text += &self.spreads();
        text += &self.histogram();
        for representation in &self.analysis.representation {
            text += &format!("{}\n", represented_sentence(representation));
        }
        if !self.categories.is_empty() {
            text += &self.categories();
        }
        text
    }

    fn spreads(&self) -> String {
        let row = |name: &str, spread: &Spread| {
            let Spread { mean, median, gini } = spread;
            vec![name.to_owned(), rounded(mean), rounded(median), decimals(gini, 4)]
        };
        let header = [
            ("a voter's", Align::Left),
            ("mean", Align::Right),
            ("median", Align::Right),
            ("Gini", Align::Right),
        ];
        let rows = [row("projects", &self.analysis.projects), row("money", &self.analysis.money)];
        table(&header, &rows) + "\n"
    }

    fn histogram(&self) -> String {
        let header = [("funded projects", Align::Right), ("voters", Align::Right)];
        let bars = self.analysis.histogram.iter().enumerate();
        let rows: Vec<Vec<String>> =
            bars.map(|(number, voters)| vec![number.to_string(), whole(*voters)]).collect();
        table(&header, &rows) + "\n"
    }

    fn categories(&self) -> String {
        let header = [
            ("category", Align::Left),
            ("projects", Align::Right),
            ("funded", Align::Right),
            ("money", Align::Right),
            ("of all", Align::Right),
            ("votes", Align::Right),
            ("of all", Align::Right),
        ];
        let row = |share: &CategoryShare| {
            let name = share.category.as_deref().unwrap_or("(none)");
            vec![
                printable(name, NAME_WIDTH),
                share.projects.to_string(),
                share.funded.to_string(),
                rounded(&share.money),
                percent(&share.money_share),
                rounded(&share.votes),
                percent(&share.votes_share),
            ]
        };
        let rows: Vec<Vec<String>> = self.categories.iter().map(row).collect();
        format!(
            "\n{}Projects of several categories count for each in equal parts.\n",
            table(&header, &rows)
        )
    }
}

fn represented_sentence(representation: &Representation) -> String {
    let measure = match representation.measure {
        Measure::Cost => "by cost",
        Measure::Cardinality => "by number",
    };
    let Some(group) = &representation.witness else {
        return format!("EJR+ up to one project, {measure}: no group is underrepresented.");
    };
    let has = match representation.measure {
        Measure::Cost => format!("none of them more than {}", grouped(group.satisfaction)),
        Measure::Cardinality => {
            format!("none of them more than {} projects", grouped(group.satisfaction))
        }
    };
    let failing = match representation.failing {
        1 => "1 project has an underrepresented group".to_owned(),
        more => format!("{more} projects have underrepresented groups"),
    };
    format!(
        "EJR+ up to one project, {measure}: {failing}. The largest: {}, entitled to {}, all \
         want {} for {}; {has} funded.",
        counted(group.voters, "voter"),
        about(&group.entitled),
        printable(group.project.as_str(), NAME_WIDTH),
        grouped(group.cost)
    )
}

pub(super) fn whole(number: u64) -> String {
    grouped(Decimal::from(number))
}

fn percent(share: &Fraction) -> String {
    // Ten thousandths, rounded down, as hundredths of a percent.
    let parts = share.rounded_down(4).and_then(|share| share.in_units(4));
    parts.map_or_else(|| share.to_string(), |n| format!("{}.{:02} %", n / 100, n % 100))
}

fn decimals(fraction: &Fraction, places: u8) -> String {
    fraction
        .rounded_down(places)
        .map_or_else(|| fraction.to_string(), |rounded| rounded.to_string())
}
