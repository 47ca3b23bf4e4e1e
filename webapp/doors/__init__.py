"""The ways in and out: links and letters, the front door, codes, passkeys, the door of staff; what one page hands on to the next."""
