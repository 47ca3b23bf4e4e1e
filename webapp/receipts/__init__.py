"""Receipts for what phones send again and again until they are told that it arrived."""
