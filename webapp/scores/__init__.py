"""Lists of scores made elsewhere: looked at before they count, kept with how the score was made and why people are asked."""
