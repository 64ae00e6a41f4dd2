//! The ledger as everyone may read it (C2SP tlog-tiles): commitments and signatures, from which
//! nothing about a person can be learnt.

pub(crate) mod checkpoint;
pub(crate) mod key;
pub(crate) mod tile;
