//! Reading binary formats: fixed fields, big-endian integers, nothing left over.

use crate::error::{Error, Result};

/// Reads one value from its exact bytes; [`Reader::end`] refuses trailing ones.
#[derive(Debug)]
pub struct Reader<'a> {
    what: &'static str,
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Starts reading `bytes`; `what` names the value in errors.
    #[must_use]
    pub fn new(what: &'static str, bytes: &'a [u8]) -> Self {
        Self { what, rest: bytes }
    }

    /// The next `length` bytes.
    ///
    /// # Errors
    /// When fewer are left.
    pub fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (head, rest) = self.rest.split_at_checked(length).ok_or(self.error("too short"))?;
        self.rest = rest;
        Ok(head)
    }

    /// The next `N` bytes as an array.
    ///
    /// # Errors
    /// When fewer are left.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let (head, rest) = self.rest.split_first_chunk::<N>().ok_or(self.error("too short"))?;
        self.rest = rest;
        Ok(*head)
    }

    /// A domain tag.
    ///
    /// # Errors
    /// When the next bytes are not this tag.
    pub fn tag(&mut self, tag: &[u8]) -> Result<()> {
        self.rest = self.rest.strip_prefix(tag).ok_or(self.error("wrong tag"))?;
        Ok(())
    }

    /// One byte.
    ///
    /// # Errors
    /// At the end.
    pub fn u8(&mut self) -> Result<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    /// A big-endian 16-bit integer.
    ///
    /// # Errors
    /// When fewer than two bytes are left.
    pub fn u16(&mut self) -> Result<u16> {
        self.array().map(u16::from_be_bytes)
    }

    /// A big-endian 32-bit integer.
    ///
    /// # Errors
    /// When fewer than four bytes are left.
    pub fn u32(&mut self) -> Result<u32> {
        self.array().map(u32::from_be_bytes)
    }

    /// A big-endian 64-bit integer.
    ///
    /// # Errors
    /// When fewer than eight bytes are left.
    pub fn u64(&mut self) -> Result<u64> {
        self.array().map(u64::from_be_bytes)
    }

    /// All that was not read yet; for a last field of open length.
    #[must_use]
    pub const fn rest(self) -> &'a [u8] {
        self.rest
    }

    /// Whether everything was read.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Ends the value.
    ///
    /// # Errors
    /// When bytes are left over.
    pub fn end(self) -> Result<()> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.error("trailing bytes")) }
    }

    /// An error about the value being read.
    #[must_use]
    pub const fn error(&self, reason: &'static str) -> Error {
        Error::malformed(self.what, reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_fields_in_order_and_nothing_more() {
        let mut reader = Reader::new("sample", b"tag\n\x01\x00\x02\x00\x00\x00\x03xy");
        reader.tag(b"tag\n").unwrap();
        assert_eq!(reader.u8().unwrap(), 1);
        assert_eq!(reader.u16().unwrap(), 2);
        assert_eq!(reader.u32().unwrap(), 3);
        assert_eq!(reader.take(1).unwrap(), b"x");
        assert_eq!(reader.u64(), Err(Error::malformed("sample", "too short")));
        assert_eq!(reader.end(), Err(Error::malformed("sample", "trailing bytes")));
    }

    #[test]
    fn refuses_another_tag() {
        assert!(Reader::new("sample", b"tag").tag(b"tag\n").is_err());
        assert!(Reader::new("sample", b"TAG\n").tag(b"tag\n").is_err());
    }
}
