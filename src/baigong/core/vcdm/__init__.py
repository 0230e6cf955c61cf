"""What the W3C data model asks of a credential, a presentation and their proofs, kind by kind; no disk, no network."""
