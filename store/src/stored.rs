//! Types that a column holds as text or bytes.

/// Reads a type from the column type that it is parsed from, on both databases.
///
/// sqlx's own `try_from` attribute loses the words of the error; this keeps them.
macro_rules! stored_as {
    ($name:ty, $column:ty) => {
        impl<DB: sqlx::Database> sqlx::Type<DB> for $name
        where
            $column: sqlx::Type<DB>,
        {
            fn type_info() -> DB::TypeInfo {
                <$column as sqlx::Type<DB>>::type_info()
            }

            fn compatible(found: &DB::TypeInfo) -> bool {
                <$column as sqlx::Type<DB>>::compatible(found)
            }
        }

        impl<'row, DB: sqlx::Database> sqlx::Decode<'row, DB> for $name
        where
            $column: sqlx::Decode<'row, DB>,
        {
            fn decode(value: DB::ValueRef<'row>) -> Result<Self, sqlx::error::BoxDynError> {
                Ok(<$column as sqlx::Decode<'row, DB>>::decode(value)?.try_into()?)
            }
        }
    };
}
