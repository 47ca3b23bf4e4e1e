"""Instruments and the responses to them."""
