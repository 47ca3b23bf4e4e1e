"""The catalogue's rules asked of a reading: yes, no, or not known. Pure: what is known is passed in."""
