"""The pack as a file to print, its page codes, and what came back on paper typed in by the surgery."""
