//! Files as phones send them, and as nobody should.

use super::{Encoded, Refused};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ExtendedColorType, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use std::io::Cursor;

fn encode(file: &[u8]) -> Result<Encoded, Refused> {
    super::encode(file, &[1_600, 800, 320])
}

/// Red on the left, blue on the right.
fn two_halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| match x < width / 2 {
        true => Rgb([220, 20, 20]),
        false => Rgb([20, 20, 220]),
    })
}

fn file(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.into().write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A TIFF block, big-endian: orientation 6 and a GPS directory with the latitude's letter.
fn exif() -> Vec<u8> {
    let mut tiff = b"Exif\0\0MM\0\x2a\0\0\0\x08".to_vec();
    tiff.extend(b"\0\x02");
    tiff.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"); // Orientation, SHORT, 6
    tiff.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x26"); // GPSInfo, LONG, at 38
    tiff.extend(b"\0\0\0\0");
    tiff.extend(b"\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0"); // GPSLatitudeRef, ASCII, N
    tiff.extend(b"GPS-MARK-41.3N-69.2E");
    tiff
}

/// The JPEG with an APP1 block right after its start marker (Exif 2.32, section 4.5.4).
fn with_exif(jpeg: &[u8]) -> Vec<u8> {
    let exif = exif();
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], b"\xff\xe1", &length, &exif, &jpeg[2..]].concat()
}

fn decoded(jpeg: &[u8]) -> RgbImage {
    image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).unwrap().into_rgb8()
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn three_kinds_become_jpegs_in_three_widths() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let encoded = encode(&file(two_halves(2_000, 1_000), format)).unwrap();
        assert_eq!((encoded.width, encoded.height), (1_600, 800));
        let sizes: Vec<_> = encoded.files.iter().map(|jpeg| decoded(jpeg).dimensions()).collect();
        assert_eq!(sizes, [(1_600, 800), (800, 400), (320, 160)], "{format:?}");
        let small = decoded(&encoded.files[2]);
        assert!(small.get_pixel(40, 80)[0] > 180 && small.get_pixel(280, 80)[2] > 180);
    }
}

#[test]
fn a_small_picture_is_not_enlarged() {
    let encoded = encode(&file(two_halves(400, 300), ImageFormat::Png)).unwrap();
    let sizes: Vec<_> = encoded.files.iter().map(|jpeg| decoded(jpeg).dimensions()).collect();
    assert_eq!(sizes, [(400, 300), (400, 300), (320, 240)]);
}

#[test]
fn the_camera_was_turned_and_its_place_is_gone() {
    let sent = with_exif(&file(two_halves(1_000, 600), ImageFormat::Jpeg));
    assert!(has(&sent, b"GPS-MARK"));
    let encoded = encode(&sent).unwrap();
    // Orientation 6: the first column of what is stored is the top of what is shown.
    assert_eq!((encoded.width, encoded.height), (600, 1_000));
    let large = decoded(&encoded.files[0]);
    assert!(large.get_pixel(300, 100)[0] > 180, "red is above: {:?}", large.get_pixel(300, 100));
    assert!(large.get_pixel(300, 900)[2] > 180, "blue is below");
    for jpeg in &encoded.files {
        assert!(!has(jpeg, b"Exif") && !has(jpeg, b"GPS-MARK"));
    }
}

#[test]
fn what_is_transparent_becomes_white() {
    let clear = RgbaImage::from_fn(200, 100, |x, _| match x < 100 {
        true => Rgba([0, 0, 0, 0]),
        false => Rgba([0, 0, 0, 128]),
    });
    let large = decoded(&encode(&file(clear, ImageFormat::Png)).unwrap().files[0]);
    assert!(large.get_pixel(20, 50)[0] > 250);
    let half = large.get_pixel(180, 50)[0];
    assert!((120..=135).contains(&half), "half transparent black is grey: {half}");
}

#[test]
fn a_file_that_ends_too_early_is_damaged() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = file(two_halves(640, 480), format);
        for keep in [30, whole.len() / 10] {
            let refused = encode(&whole[..keep.min(whole.len() - 1)]).map(drop);
            assert_eq!(refused, Err(Refused::Damaged), "{format:?}, {keep} bytes");
        }
    }
}

#[test]
fn other_kinds_are_refused_whatever_they_are_called() {
    let tiff = b"II\x2a\0\x08\0\0\0".to_vec();
    let svg =
        br#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#.to_vec();
    let html = b"<!doctype html><title>photo.jpg</title>".to_vec();
    let gif = b"GIF89a\x01\0\x01\0\0\0\0;".to_vec();
    for sent in [tiff, svg, html, gif, b"%PDF-1.7\n".to_vec(), Vec::new(), vec![0; 5_000]] {
        let name = String::from_utf8_lossy(&sent[..sent.len().min(8)]).into_owned();
        assert_eq!(encode(&sent).map(drop), Err(Refused::Kind), "{name}");
    }
}

#[test]
fn nothing_but_pixels_goes_on() {
    // A picture that is a page as well: in a comment before, and after its end.
    let jpeg = file(two_halves(320, 200), ImageFormat::Jpeg);
    let page = b"<script>alert('polyglot')</script>";
    let length = u16::try_from(page.len() + 2).unwrap().to_be_bytes();
    let sent = [&jpeg[..2], b"\xff\xfe", &length, page, &jpeg[2..], page, b"PK\x03\x04"].concat();
    for jpeg in encode(&sent).unwrap().files {
        assert!(!has(&jpeg, b"script") && !has(&jpeg, b"PK\x03\x04"));
        assert!(jpeg.ends_with(b"\xff\xd9"), "ends where the picture ends");
    }
}

/// A PNG of one colour: a few kilobytes that unpack to all its pixels.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    file(image::GrayImage::new(width, height), ImageFormat::Png)
}

#[test]
fn what_unpacks_to_too_many_pixels_is_not_unpacked() {
    let sent = bomb(11_000, 11_000);
    assert!(sent.len() < 1_000_000, "{} bytes", sent.len());
    assert_eq!(encode(&sent).map(drop), Err(Refused::Pixels));
}

#[test]
fn a_side_beyond_measure_is_refused_by_its_header() {
    assert_eq!(encode(&bomb(12_001, 2)).map(drop), Err(Refused::Pixels));
    assert_eq!(encode(&bomb(2, 12_001)).map(drop), Err(Refused::Pixels));
    let mut claims = file(two_halves(64, 64), ImageFormat::Png);
    // IHDR's width and height (PNG, section 11.2.1), with their checksum made anew.
    claims[16..24].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
    let checksum = crc32(&claims[12..29]).to_be_bytes();
    claims[29..33].copy_from_slice(&checksum);
    assert_eq!(encode(&claims).map(drop), Err(Refused::Pixels));
    let mut jpeg = Vec::new();
    let grey = vec![0; 12_100];
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, 80);
    encoder_write(encoder, &grey, 12_100, 1);
    assert_eq!(encode(&jpeg).map(drop), Err(Refused::Pixels));
}

fn encoder_write(mut encoder: JpegEncoder<&mut Vec<u8>>, grey: &[u8], width: u32, height: u32) {
    encoder.encode(grey, width, height, ExtendedColorType::L8).unwrap();
}

/// CRC-32 as PNG uses it (annex D).
fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
        }
    }
    !crc
}
