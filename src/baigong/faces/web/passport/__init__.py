"""What a person shows of herself: shares, consents, who looked; and the door of a share."""
