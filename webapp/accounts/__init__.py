"""Who somebody is and how sure we are: accounts, sign-ins, links, remembered phones, passkeys, the passwords of staff."""
