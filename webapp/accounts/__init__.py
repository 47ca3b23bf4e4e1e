"""Signing in: links, letter codes, codes by text, remembered phones, staff sign-in."""
