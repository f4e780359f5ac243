//! The photographs of the form: those that were taken in, and the control for more.

use super::checked::Wrong;
use super::typed::TypedPhoto;
use crate::components::{Button, FileField, Glyph, Look, Picture, SentFile, TextField};
use crate::i18n::Words;
use crate::t;
use crate::web::{PHOTO_BYTES, PhotoSize};
use leptos::prelude::*;
use store::proposals::Content;

/// Side of a small picture beside its description, in pixels.
const TILE: u32 = 48;

/// A row for each photograph, and the field for the next while there is room.
pub(super) fn photo_fields(
    words: Words,
    photos: Vec<TypedPhoto>,
    wrong: &Wrong,
) -> impl IntoView + use<> {
    let full = photos.len() >= Content::PHOTOS;
    let max = i64::try_from(Content::PHOTOS).unwrap_or_default();
    let megabytes = i64::try_from(PHOTO_BYTES / 1024 / 1024).unwrap_or_default();
    let hint = t!(words, "proposals-photo-hint", max = max, megabytes = megabytes);
    let error = wrong.at("file");
    let rows = photos.into_iter().enumerate().map(|(at, photo)| one(words, at, photo, wrong));
    view! {
        <fieldset class="stack">
            <legend class="title-xl">{t!(words, "proposals-photos")}</legend>
            {rows.collect_view()}
            {if full {
                view! { <p class="hint" id="file">{t!(words, "proposals-photo-full", max = max)}</p> }.into_any()
            } else {
                view! {
                    <FileField id="file" name="file" label=t!(words, "proposals-photo-add")
                        accept="image/jpeg,image/png,image/webp" hint error multiple=true />
                    <div class="row">
                        <Button look=Look::Second small=true icon=Glyph::Upload
                            name="do".to_owned() value="photo".to_owned()>
                            {t!(words, "proposals-photo-send")}
                        </Button>
                    </div>
                }.into_any()
            }}
        </fieldset>
    }
}

fn one(words: Words, at: usize, photo: TypedPhoto, wrong: &Wrong) -> impl IntoView + use<> {
    let number = i64::try_from(at + 1).unwrap_or_default();
    let alt = format!("alt-{at}");
    let picture = Picture {
        src: PhotoSize::Small.address(photo.hash),
        alt: String::new(),
        width: TILE,
        height: TILE,
        sizes: None,
    };
    view! {
        <div class="stack-s">
            <input type="hidden" name=format!("photo-{at}")
                value=data_encoding::HEXLOWER.encode(photo.hash.as_bytes()) />
            <SentFile picture name=t!(words, "proposals-photo-number", number = number)
                note=t!(words, "proposals-photo-sent")>
                <Button look=Look::Quiet small=true name="do".to_owned() value=format!("remove-{at}")>
                    {t!(words, "proposals-photo-remove")}
                    <span class="vh">{format!(" {number}")}</span>
                </Button>
            </SentFile>
            <TextField id=alt.clone() name=alt.clone() label=t!(words, "proposals-photo-alt")
                hint=t!(words, "proposals-photo-alt-hint") value=photo.alt error=wrong.at(&alt) />
        </div>
    }
}
