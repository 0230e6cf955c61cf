"""Transparency logs: RFC 6962 trees and, by C2SP, tiles, notes, checkpoints, cosignatures, witnesses, proofs."""
