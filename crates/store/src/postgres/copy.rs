//! Copies of tables out of and into a server, whose own text form the copies have.

use std::io::{self, BufRead, Write};

use super::PostgresSession;
use super::session::store_error;
use crate::StoreError;
use crate::copy::{CopyError, Table};

/// Until the end of the transaction: all rows of a table are better sorted than looked up one by one, and bytes are hex
/// whatever the server's own setting.
const SETTINGS: &str = "SET LOCAL enable_seqscan = on; SET LOCAL bytea_output = 'hex'";

impl PostgresSession {
    pub(crate) fn copy_out(
        &mut self,
        table: &Table,
        sink: &mut dyn Write,
    ) -> Result<(), CopyError> {
        self.execute_batch(SETTINGS)?;
        let statement = format!("COPY ({}) TO STDOUT", table.select());
        let copied = self.client.copy_out(&statement);
        let mut rows = copied.map_err(|error| store_error(&error))?;
        loop {
            let chunk = rows.fill_buf().map_err(said_by_the_server)?;
            if chunk.is_empty() {
                return Ok(());
            }
            sink.write_all(chunk)?;
            let length = chunk.len();
            rows.consume(length);
        }
    }

    pub(crate) fn copy_in(
        &mut self,
        table: &Table,
        feed: impl FnOnce(&mut dyn Write) -> Result<(), CopyError>,
    ) -> Result<(), CopyError> {
        let columns = table.column_list();
        let statement = format!("COPY \"{}\" ({columns}) FROM STDIN", table.name);
        let copying = self.client.copy_in(&statement);
        let mut rows = ToServer(copying.map_err(|error| store_error(&error))?);
        feed(&mut rows)?;
        rows.0.finish().map_err(|error| store_error(&error))?;
        Ok(())
    }
}

fn said_by_the_server(error: io::Error) -> StoreError {
    match error.downcast::<postgres::Error>() {
        Ok(error) => store_error(&error),
        Err(error) => StoreError::ConnectionLost {
            detail: error.to_string(),
        },
    }
}

/// Errors that pass through it come out as the store's.
struct ToServer<'session>(postgres::CopyInWriter<'session>);

impl Write for ToServer<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .write(bytes)
            .map_err(|error| CopyError::Store(said_by_the_server(error)).into())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0
            .flush()
            .map_err(|error| CopyError::Store(said_by_the_server(error)).into())
    }
}
