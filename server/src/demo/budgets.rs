//! `demo/budget.csv`: the budget of the demo's region, uploaded by one official of the ministry and
//! confirmed by another, as people would.

use super::Calendar;
use anyhow::{Context as _, anyhow};
use app::budget_file;
use app::i18n::year;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use store::budgets::{Budget, NewFile};
use store::{FileHash, PersonId, Store};

const FILE: &[u8] = include_bytes!("../../../demo/budget.csv");

/// The region.
const TERRITORY: &str = "1718";

/// Who uploads, and who confirms.
const OFFICIALS: [&str; 2] = ["nigora", "kamol"];

/// The day of the upload: nine months of the year are over and reported.
const DAY: i64 = -45;

const HOUR: i64 = 3_600;

/// Publishes the budget of the year in which its day falls.
pub(super) async fn load(
    store: &Store,
    calendar: Calendar,
    people: &HashMap<String, PersonId>,
) -> anyhow::Result<()> {
    let person = |key: &str| people.get(key).copied().with_context(|| format!("{key} is nobody"));
    let [uploads, confirms] = OFFICIALS;
    let (uploads, confirms) = (person(uploads)?, person(confirms)?);
    let territory = store.territory_by_code(TERRITORY).await?.id;
    let codes = store.territory_codes_within(territory).await?.into_iter().collect();
    let lines = budget_file::read(FILE, &codes).map_err(|mistakes| {
        anyhow!("{} mistakes, the first: {:?}", mistakes.len(), mistakes.first())
    })?;
    let morning = calendar.day(DAY) + 10 * HOUR;
    let file = NewFile {
        budget: Budget { year: year(morning), territory },
        source: FILE.to_vec(),
        sha256: FileHash(Sha256::digest(FILE).into()),
        lines,
    };
    let id = store.keep_budget_file(&file, uploads, morning).await?;
    let kept = store.budget_file(id).await?;
    let approval = store.propose_budget(&kept, uploads, morning + HOUR).await?;
    store.publish_budget(approval, confirms, morning + 5 * HOUR).await?;
    Ok(())
}
