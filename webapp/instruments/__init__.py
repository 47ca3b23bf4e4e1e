"""What a practice may ask and has switched on; forms and licensed packs it loaded; scoring."""
