"""Six-digit codes: sent to a phone, given at the desk, for a carer; and vouching for somebody known by sight."""
