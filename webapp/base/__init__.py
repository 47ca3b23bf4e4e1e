"""Session, clock, sealed columns, pages, i18n, headers: what every room stands on. Imports no room."""
