"""What a person shows of her record: shares, requests for her consent, who looked; and an employer's list of staff."""
