//! Pure. From the bytes that somebody sent to JPEGs that hold pixels and nothing else.
//!
//! A crate of its own, so that a development build optimises it too: what `image` leaves generic
//! is compiled where it is used, and unoptimised one photograph takes a second.

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{
    DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage,
};
use std::io::Cursor;

/// The longest side that is decoded, in pixels.
const SIDE: u32 = 12_000;

/// The most pixels that are decoded: 150 MB at three bytes each, what phones of today send.
const PIXELS: u64 = 50_000_000;

/// What a decoder may allocate, in bytes: four bytes a pixel and its own tables.
const ALLOCATED: u64 = 256 * 1024 * 1024;

const QUALITY: u8 = 80;

/// Why a file becomes no photograph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is no JPEG, PNG or WebP.
    #[error("no JPEG, PNG or WebP")]
    Kind,
    /// The picture has more pixels than are decoded.
    #[error("too many pixels")]
    Pixels,
    /// The file ends too early or contradicts itself.
    #[error("damaged")]
    Damaged,
}

/// A photograph in every size.
pub struct Encoded {
    /// Pixels of the largest.
    pub width: u32,
    /// Pixels of the largest.
    pub height: u32,
    /// One JPEG for each of the widths, in their order.
    pub files: Vec<Vec<u8>>,
}

/// Decodes a file and writes it anew. Nothing of the file but its pixels goes on: no EXIF with the
/// place it was taken at, no comment, no trailing bytes that are another kind of file. `widths` are
/// the greatest ones in pixels, the largest first; a narrower picture keeps its own.
///
/// # Errors
/// [`Refused`].
pub fn encode(file: &[u8], widths: &[u32]) -> Result<Encoded, Refused> {
    let mut picture = on_white(decode(file)?);
    let mut files = Vec::new();
    let mut largest = (0, 0);
    for width in widths {
        picture = narrowed(picture, *width);
        if files.is_empty() {
            largest = picture.dimensions();
        }
        files.push(jpeg(&picture)?);
    }
    Ok(Encoded { width: largest.0, height: largest.1, files })
}

fn decode(file: &[u8]) -> Result<DynamicImage, Refused> {
    let format = image::guess_format(file).map_err(|_| Refused::Kind)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) {
        return Err(Refused::Kind);
    }
    if format == ImageFormat::Jpeg && is_cut_off(file) {
        return Err(Refused::Damaged);
    }
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(refused)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS {
        return Err(Refused::Pixels);
    }
    // A damaged EXIF block turns nothing.
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refused)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// Whether a JPEG's last scan has no end: the decoder would fill the rest with grey. Inside a scan
/// the byte 0xff is followed by 0 or a restart marker alone (ITU-T T.81, B.1.1.5).
fn is_cut_off(file: &[u8]) -> bool {
    const START_OF_SCAN: [u8; 2] = [0xff, 0xda];
    const END_OF_IMAGE: [u8; 2] = [0xff, 0xd9];
    let last = |marker: [u8; 2]| file.windows(2).rposition(|pair| pair == marker);
    last(START_OF_SCAN) > last(END_OF_IMAGE)
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(ALLOCATED);
    limits
}

fn refused(error: ImageError) -> Refused {
    match error {
        ImageError::Limits(_) => Refused::Pixels,
        _ => Refused::Damaged,
    }
}

/// JPEG has no transparency: what is transparent becomes white, as on paper.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let with_alpha = picture.into_rgba8();
    let mut flat = RgbImage::new(with_alpha.width(), with_alpha.height());
    for (to, from) in flat.pixels_mut().zip(with_alpha.pixels()) {
        let [red, green, blue, alpha] = from.0;
        let over = |channel: u8| {
            let (channel, alpha) = (u32::from(channel), u32::from(alpha));
            u8::try_from((channel * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
        };
        *to = Rgb([over(red), over(green), over(blue)]);
    }
    flat
}

/// At most `width` wide, in its own proportions; never enlarged.
fn narrowed(picture: RgbImage, width: u32) -> RgbImage {
    if picture.width() <= width {
        return picture;
    }
    let height = u64::from(picture.height()) * u64::from(width) / u64::from(picture.width());
    let height = u32::try_from(height).unwrap_or(SIDE).max(1);
    image::imageops::resize(&picture, width, height, FilterType::CatmullRom)
}

fn jpeg(picture: &RgbImage) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    picture.write_with_encoder(encoder).map_err(|_| Refused::Damaged)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
