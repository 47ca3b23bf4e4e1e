"""A made-up practice, its cast, its clock, its pretend phone. Only with the demo on; built by calling the real change functions."""
