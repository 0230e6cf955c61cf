"""The counting layout: certificates clustered by person, in buckets, narrow columns."""
