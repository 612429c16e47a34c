"""Pure proofs: the bytes of a record, their hash, and commitments to what may be erased."""
