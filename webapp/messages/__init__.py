"""Messages waiting, gone, delivered: SMS now; push, e-mail and letters later."""
