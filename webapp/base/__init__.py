"""Clock, sealed columns, i18n, logs: what every room stands on. Imports no room."""
